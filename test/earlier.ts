import { execFileSync, spawnSync } from 'node:child_process'
import { mkdirSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { migrationFiles } from '#database/migrate.ts'

const git = (...args: string[]) => spawnSync('git', args, { encoding: 'utf8' })

/**
 * The commit before the newest migration came: the version before, as far as the tables go. Null where its history is
 * not there (a source archive, a shallow clone).
 */
export function commitBefore(): string | null {
  const newest = migrationFiles().at(-1)!
  const { status, stdout } = git(
    'log',
    '-1',
    '--format=%P',
    '--diff-filter=A',
    '--',
    `src/database/migrations/${newest}`,
  )
  const parent = stdout.trim().split(' ')[0]
  if (status !== 0 || !parent) return null
  return git('cat-file', '-e', `${parent}:package.json`).status === 0 ? parent : null
}

/** Lays the whole program of a commit into a folder, with the packages that are installed here. */
export function layOut(commit: string, folder: string): void {
  mkdirSync(folder)
  const archive = execFileSync(
    'git',
    ['archive', commit, 'bin', 'src', 'demo', 'docs', 'package.json', 'tsconfig.json'],
    {
      maxBuffer: 1 << 28,
    },
  )
  execFileSync('tar', ['-x', '-C', folder], { input: archive })
  symlinkSync(join(import.meta.dirname, '..', 'node_modules'), join(folder, 'node_modules'))
}
