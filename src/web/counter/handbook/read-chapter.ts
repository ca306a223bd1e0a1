import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Chapter } from './chapters.ts'

/** A part of a line: plain, strong, a command, or a link to another chapter. */
export type Inline = { is: 'plain' | 'strong' | 'code'; text: string } | { is: 'link'; text: string; chapter: string }

export type Block =
  | { is: 'title' | 'heading' | 'paragraph'; line: Inline[] }
  | { is: 'steps' | 'points'; lines: Inline[][] }
  /** A picture of docs/pictures, and what is to be seen on it. */
  | { is: 'picture'; file: string; says: string }

const folder = join(import.meta.dirname, '../../../../docs/handbook')
export const pictureFolder = join(folder, '../pictures')

/** A chapter of docs/handbook, or its first page. @throws Error when a file is missing or says what is not read here */
export const readChapter = (chapter: Chapter | 'README'): Block[] =>
  readBlocks(readFileSync(join(folder, `${chapter}.md`), 'utf8'))

/** The little of Markdown in which the handbook is written: titles, paragraphs, steps, points, pictures. */
function readBlocks(text: string): Block[] {
  return text
    .trim()
    .split(/\n{2,}/)
    .map(block => readBlock(block.split('\n')))
}

function readBlock(lines: readonly string[]): Block {
  const [first = ''] = lines
  if (lines.length === 1 && first.startsWith('# ')) return { is: 'title', line: readLine(first.slice(2)) }
  if (lines.length === 1 && first.startsWith('## ')) return { is: 'heading', line: readLine(first.slice(3)) }
  const picture = /^!\[([^\]]+)\]\(\.\.\/pictures\/([a-z-]+\.png)\)$/.exec(first)
  if (lines.length === 1 && picture) return { is: 'picture', says: picture[1]!, file: picture[2]! }
  for (const [is, mark] of [
    ['steps', /^\d+\. /],
    ['points', /^- /],
  ] as const)
    if (lines.every(line => mark.test(line))) return { is, lines: lines.map(line => readLine(line.replace(mark, ''))) }
  if (lines.length > 1 || /^([#|>!]|```)/.test(first)) throw new Error(`The handbook cannot be read here: ${first}`)
  return { is: 'paragraph', line: readLine(first) }
}

const readLine = (line: string): Inline[] =>
  line
    .split(/(\*\*[^*]+\*\*|`[^`]+`|\[[^\]]+\]\([^)]+\))/)
    .filter(part => part !== '')
    .map((part): Inline => {
      const link = /^\[([^\]]+)\]\(([\w-]+)\.md\)$/.exec(part)
      if (link) return { is: 'link', text: link[1]!, chapter: link[2]! }
      if (part.startsWith('**')) return { is: 'strong', text: part.slice(2, -2) }
      return part.startsWith('`') ? { is: 'code', text: part.slice(1, -1) } : { is: 'plain', text: part }
    })
