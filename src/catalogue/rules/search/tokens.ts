import { isRole } from '../writing/roles.ts'

export type Token = { is: 'text'; text: string; phrase: boolean } | { is: 'not' | 'or' | 'open' | 'close' }

/** What stands between spaces, and the signs that say how it is joined. */
export function tokenize(text: string): Token[] {
  const tokens: Token[] = []
  const pattern = /["“”＂]([^"“”＂]*)["“”＂]?|([(（])|([)）])|([-－‐−](?=[^\s　]))|[^\s　"“”＂]+/gu
  let openHere = 0
  for (let found = pattern.exec(text); found; found = pattern.exec(text)) {
    const [all, phrase, open, close, minus] = found
    if (phrase !== undefined) tokens.push({ is: 'text', text: phrase, phrase: true })
    else if (open) openHere = tokens.push({ is: 'open' })
    else if (close) tokens.push({ is: 'close' })
    else if (minus) {
      const subtitle = betweenDashes.exec(text.slice(found.index))
      if (subtitle === null && !isInside(text, found.index)) tokens.push({ is: 'not' })
      else if (subtitle === null) continue
      else {
        for (const piece of subtitle[1]!.split(/[\s　]+/)) tokens.push({ is: 'text', text: piece, phrase: false })
        pattern.lastIndex = found.index + subtitle[0].length
      }
    } else {
      const plain = all.normalize('NFKC')
      if (plain === 'AND') continue
      if (plain === 'OR' || plain === '|') tokens.push({ is: 'or' })
      else if (plain === 'NOT') tokens.push({ is: 'not' })
      else pattern.lastIndex -= all.length - pushWord(tokens, all, openHere > 0)
    }
  }
  return tokens.map((token, at) => (isOr(tokens, at) ? { is: 'or' } : token))
}

/** A subtitle as it is printed: 風の谷 -序章-. What is left out has no second dash. */
const betweenDashes =
  /^[-－‐−]+([^-－‐−"“”＂()（）]+)[-－‐−]+(?:(?=[\s　\]］」』】〉》#＃(（<＜[［「『]|$)|(?<=[^\p{ASCII}][-－‐−]+)(?=[^\p{ASCII}]))/u

/**
 * Between brackets that a title has nothing is left out, nor behind a dash that stands alone (- 続 -), nor by the year
 * of a death (紀, 貫之, -946).
 */
function isInside(text: string, at: number): boolean {
  const before = text.slice(0, at)
  if (/(?:^|\s)[-－‐−][\s　][^-－‐−]*$/u.test(before)) return true
  if (/[,，]\s*$/.test(before) && /^[-－‐−]\d{3,4}(?:\s|$)/.test(text.slice(at))) return true
  const opened = before.search(/[[［「『【〈《][^\]］」』】〉》]*$/u)
  return opened >= 0 && /[\]］」』】〉》]/u.test(text.slice(at))
}

/** In lower case too, but not between two words of a language in which it may be part of a title. */
function isOr(tokens: readonly Token[], at: number): boolean {
  const [before, token, behind] = [tokens[at - 1], tokens[at], tokens[at + 1]]
  if (token?.is !== 'text' || token.phrase || token.text.normalize('NFKC') !== 'or') return false
  const isOther = (other: Token | undefined) => other?.is === 'text' && !/^[\p{Script=Latin}\d]+$/u.test(other.text)
  return before !== undefined && behind !== undefined && (isOther(before) || isOther(behind))
}

/**
 * A parenthesis inside a word belongs to the title (こころ（上）); one that only closes ends the word. Returns how much was
 * taken.
 */
function pushWord(tokens: Token[], all: string, open: boolean): number {
  const closes = open && !/[(（]/.test(all) ? all.search(/[)）]+$/u) : -1
  const text = closes > 0 ? all.slice(0, closes) : all
  // 手塚 治虫／著: the role is a word of its own.
  const slash = text.search(/[/／][^/／]+$/u)
  const pieces = slash > 0 && isRole(text.slice(slash + 1)) ? [text.slice(0, slash), text.slice(slash + 1)] : [text]
  for (const piece of pieces) tokens.push({ is: 'text', text: piece, phrase: false })
  return text.length
}
