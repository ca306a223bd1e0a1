import { type Document, isMap, isSeq, LineCounter, type Node, parseDocument, Document as YamlDocument } from 'yaml'
import { type Description, sections } from '../description.ts'
import type { Problem } from '../problem.ts'
import { isSame, keyOf } from '../rules/changes.ts'
import { readDescription } from '../whole.ts'

/** What stands in a library file: a document to be read as a description, or where it is no YAML. */
export type LibraryFile =
  | { ok: true; document: unknown; lineOf(problem: Pick<Problem, 'path'>): number | null }
  | { ok: false; errors: { line: number; message: string }[] }

/** Reads the YAML of a library file. Whether it is a description is for `readDescription` to say. */
export function readLibraryFile(text: string): LibraryFile {
  const lines = new LineCounter()
  const yaml = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  if (yaml.errors.length > 0)
    return { ok: false, errors: yaml.errors.map(({ pos, message }) => ({ line: lines.linePos(pos[0]).line, message })) }
  const document: unknown = yaml.toJS({ maxAliasCount: 50 }) ?? {}
  return {
    ok: true,
    document,
    lineOf({ path }) {
      for (let length = path.length; length > 0; length--) {
        const node = yaml.getIn(path.slice(0, length), true) as Node | undefined
        if (node?.range) return lines.linePos(node.range[0]).line
      }
      return null
    },
  }
}

const head =
  ' A library, as Kago reads it. `kago settings check FILE` says what cannot be used,\n `kago settings apply FILE` shows what a change does before it is made.'

/**
 * Writes a description as a library file.
 * @param over the file as it was: its comments and its order stay, and what says the same stays as it was written
 */
export function writeLibraryFile(description: Description, over?: string): string {
  const inOrder = Object.fromEntries(sections.map(name => [name, description[name]]))
  if (over === undefined || over.trim() === '') {
    const yaml = new YamlDocument(plain(inOrder))
    yaml.commentBefore = head
    return format(yaml)
  }
  const yaml = parseDocument(over)
  if (yaml.errors.length > 0 || !isMap(yaml.contents)) return writeLibraryFile(description)
  const was: unknown = yaml.toJS()
  const read = readDescription(was)
  bringUp(yaml, [], { was, read: read.ok ? plain(read.description) : was, is: plain(inOrder) })
  return format(yaml)
}

const format = (yaml: Document): string => yaml.toString({ lineWidth: 110 })

/** Without what is undefined. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))

/** What stands at a place of the file, what that was read as, and what it is to say. */
type Place = { was: unknown; read: unknown; is: unknown }

/** Makes a node say what the description says, and leaves alone what says so already, be it by saying nothing. */
function bringUp(yaml: Document, path: (string | number)[], { was, read, is }: Place): void {
  if (isSame(read, is)) return
  const node = path.length === 0 ? yaml.contents : yaml.getIn(path, true)
  if (isMap(node) && isObject(was) && isObject(is)) {
    for (const name of Object.keys(was)) if (!(name in is)) yaml.deleteIn([...path, name])
    for (const [name, value] of Object.entries(is)) {
      const inner = { was: was[name], read: memberOf(read, name), is: value }
      if (name in was) bringUp(yaml, [...path, name], inner)
      else if (!isSame(inner.read, value)) yaml.setIn([...path, name], yaml.createNode(value))
    }
  } else if (
    isSeq(node) &&
    Array.isArray(was) &&
    Array.isArray(is) &&
    [...was, ...is].every(one => keyOf(one) !== null)
  ) {
    const old = new Map(was.map((member, nth) => [keyOf(member)!, { member, node: node.items[nth]! }]))
    for (const member of is) {
      const known = old.get(keyOf(member)!)
      const readAs = Array.isArray(read) ? read.find(one => keyOf(one) === keyOf(member)) : undefined
      if (known)
        bringUp(yaml, [...path, was.indexOf(known.member)], {
          was: known.member,
          read: readAs ?? known.member,
          is: member,
        })
    }
    node.items = is.map(member => old.get(keyOf(member)!)?.node ?? yaml.createNode(member))
  } else if (path.length > 0) {
    const created = yaml.createNode(is) as Node
    const before = node as Node | undefined
    if (before?.comment) created.comment = before.comment
    if (before?.commentBefore) created.commentBefore = before.commentBefore
    yaml.setIn(path, created)
  }
}

const memberOf = (value: unknown, name: string): unknown => (isObject(value) ? value[name] : undefined)

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
