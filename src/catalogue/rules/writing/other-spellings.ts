import { confusedWith, folded, foldedWords, foldWritten, written } from './fold.ts'
import { otherNumerals } from './numerals.ts'
import { omitted, supplied } from './okurigana.ts'

/**
 * 別の表記: how else a word may be written in a record: 斉 for 斎, 二十四 for 24, 霞ケ関 for 霞が関, 終り for 終わり, シェイクスピア for シェークスピア,
 * おかあさん for おかーさん. They are searched too, ranked below what stands as typed, and the answer says so.
 * @param form already `written`
 * @param typed as typed: a sound is taken for a foreign one where katakana were typed
 * @returns as somebody would type them, without those that fold to the same, at most `most`
 */
export function otherSpellings(form: string, typed: string, most = 16): string[] {
  const own = foldedWords(form)
  const all = new Map<string, string>()
  for (const other of [
    ...confusedWith(foldWritten(form)),
    ...latinApart(form),
    ...withOtherNumerals(form),
    ...placesWithGa(form),
    ...omitted(form),
    ...supplied(form),
    ...(mayBeForeign.test(typed) ? foreignSounds(form) : []),
    ...longVowels(form),
  ]) {
    const key = foldedWords(written(other))
    if (key !== own && !all.has(key) && all.size < most) all.set(key, other)
  }
  return [...all.values()]
}

/** HGウェルズ for H・G・ウェルズ and the other way round, AKB48 for AKB 48, O Reilly for OReilly. */
function latinApart(form: string): string[] {
  return [
    form.replace(/(?<![a-z])[a-z]{2,3}(?![a-z ])/g, initials => [...initials].join(' ')),
    form.replace(/(?<![a-z])[a-z](?: [a-z])+(?![a-z])/g, initials => initials.replaceAll(' ', '')),
    form.replace(/(?<=[a-z])(?=\d)|(?<=\d)(?=[a-z])/g, ' '),
    form.replace(/(?<=[a-z]) (?=\d)|(?<=\d) (?=[a-z])/g, ''),
    form.replace(/^([odl]) ?(?=[a-z]{3})/, (_, first: string) => (form[1] === ' ' ? first : `${first} `)),
  ]
}

/** Each number alone and, where there are several, all of them as the first other form. */
function withOtherNumerals(form: string): string[] {
  const runs = [...form.matchAll(numeral)]
  const forms = runs.flatMap(({ 0: run, index }) =>
    otherNumerals(run).map(other => form.slice(0, index) + other + form.slice(index + run.length)),
  )
  return runs.length > 1 ? [...forms, form.replace(numeral, run => otherNumerals(run)[0] ?? run)] : forms
}

/** i, v and x alone are letters more often than numbers. */
const numeral =
  /(?<![\d.])\d{1,4}(?![\d.])|[〇一二三四五六七八九十百千壱弐]+|(?<![a-z])(?:i{2,3}|iv|vi{1,3}|ix|xi{1,3}|xiv|xv)(?![a-z])/g

/** 霞が関, 八ヶ岳, 三か月, 三箇月: what stands between two kanji. */
function placesWithGa(form: string): string[] {
  return [...form.matchAll(between)].flatMap(({ 0: own, index }) =>
    [...'ヶガカ箇']
      .filter(other => folded(other) !== own)
      .map(other => form.slice(0, index) + other + form.slice(index + 1)),
  )
}
const between = /(?<=[\p{Script=Han}\d])[ケガカ箇](?=\p{Script=Han})/gu

/** Three katakana, or hiragana with a small vowel or a long one, as foreign words have. */
const mayBeForeign = /[ァ-ヺー]{3}|[ぁ-ゖ][ぁぃぅぇぉー]/u

/**
 * 外来語の表記 (1991): what it lets be written in two ways, as [one, other] of written katakana. Each place where one stands
 * is written as the other, one at a time, and all together.
 */
const foreign: [RegExp, string | ((sound: string) => string)][] = [
  [/(?<=[エェケセテネヘメレゲゼデベペ])ー/g, 'イ'],
  [/(?<=[エェケセテネヘメレゲゼデベペ])イ/g, 'ー'],
  [/(?<=[オォコソトノホモヨョロゴゾドボポ])ー/g, 'ウ'],
  [/(?<=[オォコソトノホモヨョロゴゾドボポ])ウ/g, 'ー'],
  [/(?<=[イキシチニヒミリギジビピィ])ア/g, 'ヤ'],
  [/(?<=[イキシチニヒミリギジビピィ])[ヤャ]/g, 'ア'],
  [/ティ/g, 'チ'],
  [/ディ/g, 'ジ'],
  [/チ(?![ェャュョ])/g, 'ティ'],
  [/ジ(?![ェャュョ])/g, 'ディ'],
  [/[テデ]ュ/g, sound => (sound === 'テュ' ? 'チュ' : 'ジュ')],
  [/[チジ]ュ/g, sound => (sound === 'チュ' ? 'テュ' : 'デュ')],
  [/[シジ]ェ/g, sound => (sound === 'シェ' ? 'セ' : 'ゼ')],
  [/[ウイ]ェ/g, 'エ'],
  [/[クグ][ァォ]/g, sound => ({ クァ: 'カ', クォ: 'コ', グァ: 'ガ', グォ: 'ゴ' })[sound]!],
]

function foreignSounds(form: string): string[] {
  return foreign.flatMap(([sound, other]) => {
    const change = (text: string) => (typeof other === 'string' ? other : other(text))
    const places = [...form.matchAll(sound)]
    const alone = places.map(
      ({ 0: text, index }) => form.slice(0, index) + change(text) + form.slice(index + text.length),
    )
    return places.length > 1 ? [...alone, form.replace(sound, change)] : alone
  })
}

/** おかーさん is おかあさん, and おにいさん may stand as おにーさん; but おばあさん is not おばさん, which おばーさん would be folded to. */
function longVowels(form: string): string[] {
  const spelled = form.replace(/(.)ー/g, (all, before: string) => before + (vowelOf(before) ?? all.slice(1)))
  const drawn =
    form.length < 4 || /バア|ジイ/.test(form)
      ? form
      : form.replace(/(?<=[カナラタマ])ア|(?<=[ニ])イ|(?<=[ネ])エ/g, 'ー')
  const asO = form.replace(/(?<=[オコソトノホモヨョロゴゾドボポ])ー/g, 'オ')
  return [spelled, drawn, asO]
}

const vowelOf = (kana: string): string | undefined => Object.entries(vowels).find(([, row]) => row.includes(kana))?.[0]
const vowels = {
  ア: 'アカサタナハマヤラワガザダバパャァ',
  イ: 'イキシチニヒミリギジビピィ',
  ウ: 'ウクスツヌフムユルグズブプュオコソトノホモヨロゴゾドボポョォ',
  エ: 'エケセテネヘメレゲゼデベペェ',
}
