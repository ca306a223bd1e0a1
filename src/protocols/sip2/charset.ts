import iconv from 'iconv-lite'
import type { Charset } from '#machines/rules/machine.ts'

/** Bytes as text. What is none in this character set becomes U+FFFD. */
export function decodeText(bytes: Uint8Array, charset: Charset): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return charset === 'utf8' ? buffer.toString('utf8') : iconv.decode(buffer, charset)
}

/**
 * Text as bytes. A character that the set lacks becomes its twin there (〜 is ～ in CP932), or 〓, the printers' mark for
 * a missing type: never a question mark, which could be meant.
 */
export function encodeText(text: string, charset: Charset): Buffer {
  if (charset === 'utf8') return Buffer.from(text.toWellFormed(), 'utf8')
  const whole = iconv.encode(text, charset)
  if (iconv.decode(whole, charset) === text && !text.includes('～')) return whole
  return Buffer.concat(Array.from(text, character => encodeCharacter(character, charset)))
}

function encodeCharacter(character: string, charset: Exclude<Charset, 'utf8'>): Buffer {
  const twin = twins[character] ?? character
  // The table of EUC-JP knows ～ from JIS X 0212 as well; what every reader knows is the one of JIS X 0208.
  if (charset === 'eucjp' && twin === '～') return Buffer.from([0xa1, 0xc1])
  const bytes = iconv.encode(twin, charset)
  return iconv.decode(bytes, charset) === twin ? bytes : iconv.encode('〓', charset)
}

/** Unicode has two characters for one of JIS X 0208: which is meant is a matter of the system that wrote it. */
const twins: Record<string, string> = {
  '\u301c': '\uff5e',
  '\u2212': '\uff0d',
  '\u2016': '\u2225',
  '\u2014': '\u2015',
  '\u00a2': '\uffe0',
  '\u00a3': '\uffe1',
  '\u00ac': '\uffe2',
}
