/**
 * MARC-8 (MARC 21 Specifications, Character Sets) as far as Japanese catalogues meet it: ASCII, Extended Latin (ANSEL)
 * and the JIS sets that older systems call in by escape sequences. The East Asian set EACC and other scripts are named
 * as a problem, not guessed at.
 * @param fromEucJp reads EUC-JP, which is JIS X 0208 with the high bit set
 */
export function decodeMarc8(
  bytes: Buffer,
  from: number,
  to: number,
  fromEucJp: (bytes: Buffer) => string,
): { text: string; problem: string | null } {
  let text = ''
  let marks = ''
  let set: Set = 'ascii'
  let problem: string | null = null
  const put = (character: string) => {
    text += character + marks
    marks = ''
  }
  for (let at = from; at < to; at++) {
    const byte = bytes[at]!
    if (byte === 0x1b) {
      const sequence = escapes.find(({ bytes: wanted }) =>
        bytes.toString('latin1', at + 1, Math.min(to, at + 5)).startsWith(wanted),
      )
      if (!sequence) problem ??= 'The text changes to a script of MARC-8 that is not read.'
      else if (!sequence.set) problem ??= `The text changes to ${sequence.name} of MARC-8, which is not read.`
      else set = sequence.set
      at += sequence ? sequence.bytes.length : 1
    } else if (byte >= 0x1d && byte <= 0x1f) {
      // Each field and subfield begins in the sets of the start.
      set = 'ascii'
      put(String.fromCharCode(byte))
    } else if (set === 'jis' && byte > 0x20 && byte < 0x7f && at + 1 < to) {
      put(fromEucJp(Buffer.from([byte | 0x80, bytes[at + 1]! | 0x80])))
      at++
    } else if (set === 'kana' && byte > 0x20 && byte < 0x60) put(String.fromCharCode(0xff40 + byte))
    else if (byte < 0x80) put(String.fromCharCode(byte))
    else if (combining[byte]) marks += String.fromCharCode(combining[byte])
    else if (ansel[byte] !== undefined) put(ansel[byte])
    else problem ??= `The byte 0x${byte.toString(16)} is no character of MARC-8.`
  }
  return { text: (text + marks).normalize('NFC'), problem }
}

type Set = 'ascii' | 'jis' | 'kana'

const escapes: { bytes: string; set: Set | null; name?: string }[] = [
  { bytes: '$1', set: null, name: 'the East Asian set (EACC)' },
  { bytes: '$,1', set: null, name: 'the East Asian set (EACC)' },
  { bytes: '$)1', set: null, name: 'the East Asian set (EACC)' },
  { bytes: '$(B', set: 'jis' },
  { bytes: '$B', set: 'jis' },
  { bytes: '$@', set: 'jis' },
  { bytes: '(I', set: 'kana' },
  { bytes: '(J', set: 'ascii' },
  { bytes: '(B', set: 'ascii' },
  { bytes: ')!E', set: 'ascii' },
  { bytes: '(!E', set: 'ascii' },
  { bytes: 's', set: 'ascii' },
]

const pairs = (from: number, characters: string[]) =>
  Object.fromEntries(characters.map((character, index) => [from + index, character]))

// biome-ignore format: a table reads as a table
const ansel: Record<number, string> = {
  ...pairs(0xa1, ['Ł', 'Ø', 'Đ', 'Þ', 'Æ', 'Œ', 'ʹ', '·', '♭', '®', '±', 'Ơ', 'Ư', 'ʼ']),
  ...pairs(0xb0, ['ʻ', 'ł', 'ø', 'đ', 'þ', 'æ', 'œ', 'ʺ', 'ı', '£', 'ð']),
  ...pairs(0xbc, ['ơ', 'ư']),
  ...pairs(0xc0, ['°', 'ℓ', '℗', '©', '♯', '¿', '¡', 'ß', '€']),
  // Where non-filing words begin and end: nothing to see.
  ...pairs(0x88, ['', '']),
}

/** ANSEL writes an accent before its letter, Unicode behind it. */
const combining: Record<number, number> = Object.fromEntries(
  [
    0x309, 0x300, 0x301, 0x302, 0x303, 0x304, 0x306, 0x307, 0x308, 0x30c, 0x30a, 0xfe20, 0xfe21, 0x315, 0x30b, 0x310,
    0x327, 0x328, 0x323, 0x324, 0x325, 0x333, 0x332, 0x326, 0x31c, 0x32e, 0xfe22, 0xfe23, 0, 0, 0x313,
  ].map((mark, index) => [0xe0 + index, mark]),
)
