import { folded } from '../writing/fold.ts'

/** What stands between the marks of a word: ルイス・キャロル → ルイス, キャロル; none when there is but one piece. */
export function piecesOf(typed: string): string[] {
  const pieces = typed.split(betweenParts).filter(piece => folded(piece) !== '')
  return pieces.length >= 2 && pieces.length <= PIECES_MAX ? pieces : []
}
const betweenParts = /[・･·゠＝=,，、.．'’‘\-‐‑–―−－/／\s　]+/u
/** No name has more. */
const PIECES_MAX = 5

/** The same name the other way round, as headings and covers have it: ルイス・キャロル → キャロル ルイス; null for one word. */
export function inverted(name: string): string | null {
  const pieces = piecesOf(name)
  return pieces.length === 0 ? null : [pieces.at(-1)!, ...pieces.slice(0, -1)].join(' ')
}
