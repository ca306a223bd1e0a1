import { execFileSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'

/** Everything that is written for readers, with its text. */
const pages = execFileSync('git', ['ls-files', '*.md'], { encoding: 'utf8' })
  .split('\n')
  .filter(Boolean)
  .map(file => ({ file, text: readFileSync(file, 'utf8') }))

/** What of all pages does not hold, with the page that says it. */
const untrue = (found: (page: { file: string; text: string }) => string[]): string[] =>
  pages.flatMap(page => found(page).map(what => `${page.file}: ${what}`))

/** The anchor that a heading gets where Markdown is shown: 'Open a library' → 'open-a-library'. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replace(/\s/g, '-')
const anchorsOf = (text: string): string[] => [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading]) => anchorOf(heading!))

test('every link and picture of the docs leads somewhere', () => {
  const broken = untrue(({ file, text }) =>
    [...text.matchAll(/\]\(([^)\s]+)\)/g)]
      .map(([, link]) => link!)
      .filter(link => !/^[a-z]+:/.test(link))
      .filter(link => {
        const [path = '', anchor] = link.split('#')
        const target = path === '' ? file : join(dirname(file), path)
        if (!existsSync(target)) return true
        return anchor !== undefined && !anchorsOf(readFileSync(target, 'utf8')).includes(decodeURIComponent(anchor))
      }),
  )
  expect(broken).toEqual([])
})

test('every picture is made by `npm run pictures`, is shown somewhere, and is small', () => {
  const files = readdirSync('docs/pictures').sort()
  const made = [...readFileSync('scripts/pictures.ts', 'utf8').matchAll(/file: '([^']+)'/g)].map(([, name]) => name!)
  expect(made.sort()).toEqual(files)
  const shown = new Set(
    pages.flatMap(({ text }) => [...text.matchAll(/pictures\/([\w-]+\.png)\)/g)].map(([, name]) => name!)),
  )
  expect([...shown].sort()).toEqual(files)
  expect(files.filter(name => statSync(join('docs/pictures', name)).size > 60_000)).toEqual([])
})

test('README opens with three pictures, says in five lines what Kago is for whom, and leads each reader on', () => {
  for (const file of ['README.md', 'README.ja.md']) {
    const [beginning] = readFileSync(file, 'utf8').split(/\n## /)
    expect([file, beginning!.match(/!\[[^\]]+\]\(docs\/pictures\//g)?.length]).toEqual([file, 3])
    expect([file, beginning!.match(/^- \*\*/gm)?.length]).toEqual([file, 5])
    for (const reader of [
      'docs/moving-in.md',
      'docs/running.md',
      'ARCHITECTURE.md',
      'docs/protocols.md',
      'docs/handbook/README.md',
    ])
      expect([file, beginning!.includes(`](${reader})`) && reader]).toEqual([file, reader])
  }
})

test('every command of the docs is one', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> }
  const known = execFileSync(process.execPath, ['bin/kago.js', 'help'], { encoding: 'utf8' })
  const commands = new Set([...known.matchAll(/^ {2}kago ([a-z][a-z-]*)/gm)].map(([, name]) => name!))
  expect(commands).toContain('serve')
  const wrong = untrue(({ text }) => [
    ...[...text.matchAll(/\bnpm run ([a-z][\w:-]*)/g)].map(([, name]) => name!).filter(name => !(name in scripts)),
    ...[...text.matchAll(/\bnpx kago ([a-z][\w-]*)/g)]
      .map(([, name]) => name!)
      .filter(name => name !== 'help' && !commands.has(name)),
  ])
  expect(wrong).toEqual([])
})

test('the decisions are numbered one after the other, each with its date and state', () => {
  const decisions = pages.filter(({ file }) => /^DECISIONS\/\d/.test(file))
  expect(decisions.map(({ file }) => file.slice(10, 14))).toEqual(
    decisions.map((_, index) => `${index + 1}`.padStart(4, '0')),
  )
  expect(
    decisions
      .filter(
        ({ file, text }) =>
          !new RegExp(`^# ${file.slice(10, 14)}\\. .+\n\nDate: \\d{4}-\\d\\d-\\d\\d · Status: `).test(text),
      )
      .map(({ file }) => file),
  ).toEqual([])
})
