import { isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import { decodeMarc8 } from './marc/marc8.ts'

/** Turns the bytes from `from` to `to` into text. */
export type Decode = (bytes: Buffer, from: number, to: number) => string

export const decodeUtf8: Decode = (bytes, from, to) => bytes.toString('utf8', from, to)
const decodeShiftJis: Decode = (bytes, from, to) => iconv.decode(bytes.subarray(from, to), 'cp932')
const decodeEucJp: Decode = (bytes, from, to) => iconv.decode(bytes.subarray(from, to), 'eucjp')

/**
 * The character set of a record or a line that is not UTF-8. Of Shift_JIS and EUC-JP the one is taken in which
 * everything can be read and most of it is kana, kanji or marks of Japanese; MARC-8 only where a MARC record may be
 * meant (escape sequences, Latin accents).
 * @returns how to read it, or in plain words why it cannot be read
 */
export function recogniseText(bytes: Buffer, isSaidUtf8: boolean): Decode | string {
  if (bytes.includes(0x1b) || (!isSaidUtf8 && looksLikeAnsel(bytes))) return marc8(bytes)
  if (looksLikeLatin1(bytes)) return decodeLatin1
  const shiftJis = howJapanese(decodeShiftJis(bytes, 0, bytes.length))
  const eucJp = howJapanese(decodeEucJp(bytes, 0, bytes.length))
  const best = Math.max(shiftJis, eucJp)
  if (best > 0.7) return shiftJis >= eucJp ? decodeShiftJis : decodeEucJp
  if (isSaidUtf8) return 'The leader says UTF-8, but the text is neither UTF-8 nor Shift_JIS nor EUC-JP.'
  return marc8(bytes)
}

/**
 * European text in ISO 8859-1: single letters with an accent among plain ones. Japanese text has no such bytes alone,
 * and nearly always some from 0x80 to 0x9f.
 */
function looksLikeLatin1(bytes: Buffer): boolean {
  const text = bytes.toString('latin1')
  return /[\x80-\xff]/.test(text) && !/[\x80-\x9f]/.test(text) && !/[\x80-\xff](?![A-Za-z\s,.;:/)\p{Cc}]|$)/u.test(text)
}

export const decodeLatin1: Decode = (bytes, from, to) => bytes.toString('latin1', from, to)

/**
 * Latin text of MARC-8: accents stand before a letter, special letters among ASCII. Japanese text has its high bytes
 * in rows.
 */
function looksLikeAnsel(bytes: Buffer): boolean {
  const text = bytes.toString('latin1')
  const known = /(?<![\xa1-\xc8])[\xa1-\xc8](?![\xa1-\xdf])|[\xe0-\xfe]{1,3}(?=[A-Za-z])/g
  return !/[\x80-\xff]/.test(text.replace(known, ''))
}

function marc8(bytes: Buffer): Decode | string {
  const { problem } = decodeMarc8(bytes, 0, bytes.length, fromEucJp)
  return problem ?? ((part, from, to) => decodeMarc8(part, from, to, fromEucJp).text)
}

const fromEucJp = (bytes: Buffer) => iconv.decode(bytes, 'eucjp')

/** One line of a text file, in UTF-8, Shift_JIS (CP932) or EUC-JP; null when it is none of these. */
export function decodeLine(bytes: Buffer): string | null {
  if (isUtf8(bytes)) return bytes.toString('utf8', 0, bytes.length)
  const shiftJis = decodeShiftJis(bytes, 0, bytes.length)
  const eucJp = decodeEucJp(bytes, 0, bytes.length)
  const best = howJapanese(shiftJis) >= howJapanese(eucJp) ? shiftJis : eucJp
  return howJapanese(best) > 0 ? best : null
}

export const tableEncodings = ['utf-8', 'cp932', 'euc-jp'] as const
export type TableEncoding = (typeof tableEncodings)[number]

/** In which encoding most of a table can be read, from its first bytes. Some damaged lines do not hide it. */
export function encodingOfTable(first: Buffer): TableEncoding {
  const whole = first.subarray(0, first.lastIndexOf(0x0a) + 1 || first.length)
  if (isUtf8(whole)) return 'utf-8'
  const scores = tableEncodings.map(encoding => {
    const text = iconv.decode(whole, encoding)
    const unread = text.split('\ufffd').length - 1
    return { encoding, score: howJapanese(text.replaceAll('\ufffd', '')) - (20 * unread) / text.length }
  })
  return scores.reduce((best, one) => (one.score > best.score ? one : best)).encoding
}

/** How to read bytes in an encoding; null where a byte of them cannot be. 外字 of CP932 become U+E000 and up. */
export function decoderOf(encoding: TableEncoding): (bytes: Buffer) => string | null {
  if (encoding === 'utf-8') return bytes => (isUtf8(bytes) ? bytes.toString() : null)
  const decode = encoding === 'cp932' ? decodeCp932 : (bytes: Buffer) => iconv.decode(bytes, encoding)
  return bytes => {
    const text = decode(bytes)
    return text.includes('\ufffd') ? null : text
  }
}

/** iconv-lite reads the rows F0 to F8 of 外字, and leaves the last one out. */
function decodeCp932(bytes: Buffer): string {
  if (!bytes.includes(0xf9)) return iconv.decode(bytes, 'cp932')
  let text = ''
  let read = 0
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at]!
    const isDouble = (lead >= 0x81 && lead <= 0x9f) || lead >= 0xe0
    const trail = bytes[at + 1] ?? 0
    if (lead === 0xf9 && trail >= 0x40 && trail <= 0xfc && trail !== 0x7f) {
      const nth = (lead - 0xf0) * ownInRow + trail - (trail > 0x7f ? 0x41 : 0x40)
      text += iconv.decode(bytes.subarray(read, at), 'cp932') + String.fromCharCode(0xe000 + nth)
      read = at + 2
    }
    at += isDouble ? 2 : 1
  }
  return text + iconv.decode(bytes.subarray(read), 'cp932')
}

const ownInRow = 188

/**
 * The code that a character of a library's own (外字) has in CP932: F040 for U+E000 and so on; U+E800 where it has
 * none.
 */
export function codeOfOwnCharacter(character: string): string {
  const nth = character.charCodeAt(0) - 0xe000
  const hex = (code: number) => code.toString(16).toUpperCase()
  if (nth >= 10 * ownInRow) return `U+${hex(nth + 0xe000)}`
  const inRow = nth % ownInRow
  return hex(((0xf0 + Math.floor(nth / ownInRow)) << 8) + 0x40 + inRow + (inRow >= 0x3f ? 1 : 0))
}

/**
 * A decoder for a whole stream whose encoding is known by name (an XML declaration, a byte order mark); null for an
 * unknown name.
 */
export function streamDecoder(encoding: string): { write(bytes: Buffer): string; end(): string } | null {
  if (!iconv.encodingExists(encoding)) return null
  const decoder = iconv.getDecoder(encoding, { stripBOM: true })
  return { write: bytes => decoder.write(bytes), end: () => decoder.end() ?? '' }
}

/**
 * How much of what is not ASCII looks Japanese, 0 to 1; 0 when something cannot be read. Half-width katakana counts
 * half: EUC-JP read as Shift_JIS is full of it.
 */
function howJapanese(text: string): number {
  let japanese = 0
  let other = 0
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index)
    if (code < 0x80) continue
    if (code === 0xfffd) return 0
    const share = code >= 0xff61 && code <= 0xff9f ? 0.5 : isJapanese(code) ? 1 : 0
    japanese += share
    other += 1 - share
  }
  return japanese + other === 0 ? 0 : japanese / (japanese + other)
}

const isJapanese = (code: number) =>
  (code >= 0x3000 && code <= 0x30ff) || (code >= 0x4e00 && code <= 0x9fff) || (code >= 0xff01 && code <= 0xffee)
