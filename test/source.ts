import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = dirname(dirname(fileURLToPath(import.meta.url)))
const src = join(root, 'src')

const read = (folder: string, kind = /\.tsx?$/) =>
  (readdirSync(join(root, folder), { recursive: true }) as string[])
    .filter(file => kind.test(file))
    .map(file => [file, readFileSync(join(root, folder, file), 'utf8')] as const)

const isTest = (file: string) => /\.(test|e2e)\.tsx?$/.test(file)

/** The text of every file of the program, by its path below src/. */
export const code: ReadonlyMap<string, string> = new Map(read('src').filter(([file]) => !isTest(file)))

/** The paths of the files of the program, below src/. */
export const files: readonly string[] = [...code.keys()]

/** What stands around the program: its tests, measurements, demo library and scripts; by path. */
export const around: ReadonlyMap<string, string> = new Map([
  ...read('src').filter(([file]) => isTest(file)),
  ...['test', 'bench', 'demo', 'scripts'].flatMap(folder =>
    read(folder).map(([file, text]) => [`../${folder}/${file}`, text] as const),
  ),
])

/** What the browser is sent as it is: styles and scripts; by path. */
export const assets: ReadonlyMap<string, string> = new Map(read('src', /\.(css|js)$/))

/** What a file of the program imports, types too: paths below src/, or names of packages. */
export function importsOf(file: string): string[] {
  const found = [...code.get(file)!.matchAll(/(?:^|\n)(?:import|export)\s[^'"]*?from '([^']+)'|import\('([^']+)'\)/g)]
  return found.map(match => pathOf(file, match[1] ?? match[2]!))
}

/** What an import names: a path below src/, or a package. */
function pathOf(file: string, from: string): string {
  if (from.startsWith('#')) return from.slice(1)
  return from.startsWith('.') ? relative(src, resolve(join(src, dirname(file)), from)) : from
}

/** Sets of files of which each leads to every other over imports. */
export function circles(): string[][] {
  const found: string[][] = []
  const placeOf = new Map<string, number>()
  const lowest = new Map<string, number>()
  const path: string[] = []
  const visit = (file: string) => {
    placeOf.set(file, placeOf.size)
    lowest.set(file, placeOf.get(file)!)
    path.push(file)
    for (const to of importsOf(file).filter(from => code.has(from))) {
      if (!placeOf.has(to)) visit(to)
      if (path.includes(to)) lowest.set(file, Math.min(lowest.get(file)!, lowest.get(to)!))
    }
    if (lowest.get(file) !== placeOf.get(file)) return
    const circle = path.splice(path.indexOf(file))
    if (circle.length > 1) found.push(circle.sort())
  }
  for (const file of files) if (!placeOf.has(file)) visit(file)
  return found
}

/**
 * What is exported although no other file imports it. A type may be exported for the signature in which its own file
 * has it.
 * @returns `file: name`
 */
export function exportsForNobody(): string[] {
  const asked = namesAsked()
  return files.flatMap(file => {
    const text = code.get(file)!
    const names = asked.get(file) ?? new Set()
    if (names.has('*')) return []
    const exported = [...text.matchAll(/^export (?:async )?(function\*?|const|class|type|interface) (\w+)/gm)]
      .filter(([, kind, name]) => {
        const isType = kind === 'type' || kind === 'interface'
        return !isType || text.match(new RegExp(`\\b${name}\\b`, 'g'))!.length === 1
      })
      .map(([, , name]) => name!)
    const handedOn = [...text.matchAll(/^export (?:type )?\{([^}]*)\}$/gm)].flatMap(([, list]) => namesIn(list!))
    return [...exported, ...handedOn].filter(name => !names.has(name)).map(name => `${file}: ${name}`)
  })
}

/** Which names each file of the program is asked for by others, by its path; '*': whatever it has. */
function namesAsked(): Map<string, Set<string>> {
  const asked = new Map<string, Set<string>>()
  const statement = /(?:^|\n)(?:import|export) (?:type )?(?:\{([^}]*)\}|[^'"{]*?) from '([^']+)'|import\('([^']+)'\)/g
  for (const [file, text] of [...code, ...around])
    for (const [, list, from, whole] of text.matchAll(statement)) {
      const names = asked.get(pathOf(file, from ?? whole!)) ?? new Set<string>()
      asked.set(pathOf(file, from ?? whole!), names)
      for (const name of list === undefined ? ['*'] : namesIn(list)) names.add(name)
    }
  return asked
}

/** The names of a list in braces, as the file that has them calls them. */
const namesIn = (list: string): string[] =>
  list
    .split(',')
    .map(name =>
      name
        .trim()
        .replace(/^type /, '')
        .replace(/ as .*$/, ''),
    )
    .filter(Boolean)

/**
 * Who writes each table: the files below src/ with a statement that does, by topic. Tables of what only one topic
 * writes, too.
 */
export function writersOf(): Map<string, Map<string, string[]>> {
  const statement =
    /(?:insert into|update(?: only)?|delete from)\s+([a-z_]+)|(?:insertInto|updateTable|deleteFrom)\('([a-z_]+)/g
  const found = new Map<string, Map<string, string[]>>()
  for (const [file, text] of code)
    for (const [, inSql, inKysely] of text.matchAll(statement)) {
      const table = inSql ?? inKysely!
      if (!tables.has(table)) continue
      const topic = file.includes('/') ? file.slice(0, file.indexOf('/')) : file
      const byTopic = found.get(table) ?? new Map<string, string[]>()
      byTopic.set(topic, [...new Set([...(byTopic.get(topic) ?? []), file])])
      found.set(table, byTopic)
    }
  return found
}

const tables: ReadonlySet<string> = new Set(
  [...code.get('database/schema.ts')!.matchAll(/^ {2}(\w+): \{$/gm)].map(([, table]) => table!),
)

/**
 * What of the stores writes or locks outside of a transaction although it must not. A statement alone is a transaction
 * by itself, so who writes with one may take any `Database`; but not where all who call it have a transaction open:
 * then it belongs to what else is written there, and a call without one is a mistake that the compiler is to see.
 * @returns `file: name`, with what is wrong
 */
export function writersWithoutTx(): string[] {
  const calls = Map.groupBy(
    [...code.values()].flatMap(text => [...text.matchAll(/(?<!function )\b(\w+)\(\s*([\w.]+)/g)]),
    ([, name]) => name!,
  )
  return [...code]
    .filter(([file]) => /(^|[/-])store\.ts$/.test(file))
    .flatMap(([file, text]) =>
      text
        .split(/^(?=(?:export )?(?:async )?(?:function|const) )/m)
        .map(part => part.split(/^(?:\/\*\*|\/\/|export type|type) /m)[0]!)
        .flatMap(part => {
          const [, name] = /^(?:export )?(?:async )?(?:function|const) (\w+)[^(]*\(\s*\w+: Database\b/.exec(part) ?? []
          if (name === undefined || /\btransact\(|\.transaction\(/.test(part)) return []
          const statements = part.split(/\.execute(?:TakeFirst(?:OrThrow)?)?\(/).slice(0, -1)
          const writes = statements.filter(statement => writing.test(statement)).length
          const locks = statements.some(statement => locking.test(statement) && !writing.test(statement))
          if (writes === 0 && !locks) return []
          const places = (calls.get(name) ?? []).map(([, , first]) => first)
          const isAlwaysInOne = places.length > 0 && places.every(first => first === 'tx')
          if (locks) return [`${file}: ${name} locks`]
          if (writes > 1) return [`${file}: ${name} writes ${writes} times`]
          return isAlwaysInOne ? [`${file}: ${name} is called in transactions alone`] : []
        }),
    )
}

const writing =
  /\b(insert into|update (?:only )?[a-z_]+ (?:as )?(?:\w+ )?set|delete from)\b|\.(insertInto|updateTable|deleteFrom)\(/
const locking = /\bfor (?:no key )?update\b|\bfor share\b|\block table\b|\.for(?:NoKey)?(?:Update|Share)\(/
