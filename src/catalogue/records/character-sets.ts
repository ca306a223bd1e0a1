import { isUtf8 } from 'node:buffer'
import iconv from 'iconv-lite'
import { decodeMarc8 } from './marc8.ts'

/** Turns the bytes from `from` to `to` into text. */
export type Decode = (bytes: Buffer, from: number, to: number) => string

export const decodeUtf8: Decode = (bytes, from, to) => bytes.toString('utf8', from, to)
const decodeShiftJis: Decode = (bytes, from, to) => iconv.decode(bytes.subarray(from, to), 'cp932')
const decodeEucJp: Decode = (bytes, from, to) => iconv.decode(bytes.subarray(from, to), 'eucjp')

/**
 * The character set of a record or a line that is not UTF-8. Of Shift_JIS and EUC-JP the one is taken in which everything can be read
 * and most of it is kana, kanji or marks of Japanese; MARC-8 only where a MARC record may be meant (escape sequences, Latin accents).
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

/** European text in ISO 8859-1: single letters with an accent among plain ones. Japanese text has no such bytes alone, and nearly always some from 0x80 to 0x9f. */
function looksLikeLatin1(bytes: Buffer): boolean {
  const text = bytes.toString('latin1')
  return /[\x80-\xff]/.test(text) && !/[\x80-\x9f]/.test(text) && !/[\x80-\xff](?![A-Za-z\s,.;:/)\p{Cc}]|$)/u.test(text)
}

export const decodeLatin1: Decode = (bytes, from, to) => bytes.toString('latin1', from, to)

/** Latin text of MARC-8: accents stand before a letter, special letters among ASCII. Japanese text has its high bytes in rows. */
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

/** A decoder for a whole stream whose encoding is known by name (an XML declaration, a byte order mark); null for an unknown name. */
export function streamDecoder(encoding: string): { write(bytes: Buffer): string; end(): string } | null {
  if (!iconv.encodingExists(encoding)) return null
  const decoder = iconv.getDecoder(encoding, { stripBOM: true })
  return { write: bytes => decoder.write(bytes), end: () => decoder.end() ?? '' }
}

/**
 * How much of what is not ASCII looks Japanese, 0 to 1; 0 when something cannot be read. Half-width katakana counts half: EUC-JP read as
 * Shift_JIS is full of it.
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
