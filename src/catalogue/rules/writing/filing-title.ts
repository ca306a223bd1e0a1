/**
 * The title without the article it begins with, by which it is filed (MARC 245, second indicator): Old man and the sea.
 * @param language ISO 639-2; where it is not said, only the English article counts that is no word of another language
 * @returns null when there is no article
 */
export function withoutArticle(title: string, language: string | null): string | null {
  const found = (articles[language ?? ''] ?? /^the\s+/i).exec(title)
  const rest = found === null ? '' : title.slice(found[0].length)
  return /^[\p{L}\p{N}"'«“‘(]/u.test(rest) ? rest : null
}

const german = /^(?:der|die|das|ein|eine)\s+/i
const french = /^(?:(?:le|la|les|un|une)\s+|l['’]\s*)/i
const dutch = /^(?:de|het|een)\s+/i
const articles: Record<string, RegExp> = {
  eng: /^(?:the|an?)\s+/i,
  ger: german,
  deu: german,
  fre: french,
  fra: french,
  spa: /^(?:el|la|los|las|una?)\s+/i,
  ita: /^(?:(?:il|lo|la|gli|le|i|una?|uno)\s+|l['’]\s*)/i,
  por: /^(?:os?|as?|uma?)\s+/i,
  dut: dutch,
  nld: dutch,
  // "Die" and "A" begin names and sentences in Japanese titles that borrow them.
  jpn: /^the\s+(?=[a-z])/i,
}
