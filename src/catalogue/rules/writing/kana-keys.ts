/** 五十音キー: the keys in the rows of the chart on the wall. */
export const kanaRows = [
  ['あ', 'い', 'う', 'え', 'お'],
  ['か', 'き', 'く', 'け', 'こ'],
  ['さ', 'し', 'す', 'せ', 'そ'],
  ['た', 'ち', 'つ', 'て', 'と'],
  ['な', 'に', 'ぬ', 'ね', 'の'],
  ['は', 'ひ', 'ふ', 'へ', 'ほ'],
  ['ま', 'み', 'む', 'め', 'も'],
  ['や', 'ゆ', 'よ'],
  ['ら', 'り', 'る', 'れ', 'ろ'],
  ['わ', 'を', 'ん', 'ー'],
] as const

export const changingKeys = ['voiced', 'halfVoiced', 'small', 'space', 'back', 'clear'] as const
/** 濁点, 半濁点, 小さい字, 空白, 一文字けす, ぜんぶけす. */
export type ChangingKey = (typeof changingKeys)[number]

/** Longer than any title somebody types with one finger. */
export const typedMax = 40

/** What stands in the box after a key. 濁点, 半濁点 and 小さい字 change the last character, and pressed again change it back. */
export function pressKey(text: string, key: string): string {
  const characters = [...text]
  const last = characters.pop() ?? ''
  const before = characters.join('')
  switch (key) {
    case 'voiced':
    case 'halfVoiced':
    case 'small':
      return before + changed(last, key)
    case 'space':
      return text === '' || last === ' ' || characters.length + 1 >= typedMax ? text : `${text} `
    case 'back':
      return before
    case 'clear':
      return ''
    default:
      return isKana(key) && [...text].length < typedMax ? text + key : text
  }
}

export const isKey = (key: string): boolean => isKana(key) || (changingKeys as readonly string[]).includes(key)

const isKana = (key: string): boolean => kanaRows.some(row => (row as readonly string[]).includes(key))

/** plain, and what each key makes of it; '　' where there is no such character */
const forms = {
  plain: 'うかきくけこさしすせそたちつてとはひふへほあいえおやゆよわ',
  voiced: 'ゔがぎぐげござじずぜぞだぢづでどばびぶべぼ　　　　　　　　',
  halfVoiced: '　　　　　　　　　　　　　　　　ぱぴぷぺぽ　　　　　　　　',
  small: 'ぅ　　　　　　　　　　　　っ　　　　　　　ぁぃぇぉゃゅょゎ',
}

function changed(character: string, key: 'voiced' | 'halfVoiced' | 'small'): string {
  const place =
    character === '' ? -1 : Object.values(forms).reduce((at, row) => Math.max(at, row.indexOf(character)), -1)
  if (place < 0 || character === '　') return character
  const wished = forms[key][place]!
  if (wished === '　') return character
  return wished === character ? forms.plain[place]! : wished
}
