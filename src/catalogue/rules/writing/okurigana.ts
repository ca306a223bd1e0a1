/**
 * 送り仮名: 送り仮名の付け方 (1973, 2010) lets one kana be left out where nobody misreads it (終わる〔終る〕, 浮かぶ〔浮ぶ〕, 行う〔行なう〕,
 * 申し込み〔申込み〕). The kana that may go is of the ア or オ row and stands before the ending; together the two tell which verbs
 * have it, so that no word list is needed.
 */
const mayGo: Record<string, string> = {
  ワ: 'ルリレロラツスシセソイ',
  カ: 'ルリレロツスシセソブビベエウイ',
  サ: 'ルエ',
  タ: 'ルリレロツスシセソメ',
  ナ: 'ルリレツウワエイ',
  マ: 'ルリレロツ',
  ラ: 'スシセソエ',
  バ: 'レ',
  ガ: 'ルリレツ',
  コ: 'ルリレスシセソエ',
  ト: 'スシセソ',
  モ: 'ルリレツ',
  ボ: 'スシ',
}
/** With these it would be another word: 上がる is not 上る, 来ない not 来い, 切なる not 切る, 重たい not 重い. */
const exceptions =
  /[上下]ガ|来ナイ|(?<![異])ナ[ルリレツ]|(?<![行少危])ナ[ウイワエ]|カウ(?<!向カウ)|カイ(?<!向カイ|短カイ)/u

/**
 * 申し込み is 申込み: after the stem of a verb, before another kanji. イ and キ are endings of adjectives too (青い鳥, 若き日), but
 * for these verbs.
 */
const stem =
  /(?<=[^生残食上下大小\P{Script=Han}])[リシチミギケゲメレセテ](?=\p{Script=Han})|(?<=[引聞置焼付巻突抜吹空敷弾書叩解説])キ(?=\p{Script=Han})|(?<=[使買合問払言請])イ(?=\p{Script=Han})/gu
/** 申し込み is 申込: then the kana at the end goes as well. */
const lastOfCompound = /(?<=\p{Script=Han}{2})[リシミギケゲメレセエイ]$/u

/** The same `written` word with less okurigana. */
export function omitted(form: string): string[] {
  const out: string[] = []
  for (let at = 1; at + 1 < form.length; at++)
    if (isHan(form[at - 1]!) && maySpare(form, at)) out.push(form.slice(0, at) + form.slice(at + 1))
  const shorter = form.replace(stem, '')
  return shorter === form ? out : [...out, shorter, shorter.replace(lastOfCompound, '')]
}

/** With one kana more. */
export function supplied(form: string): string[] {
  const out: string[] = []
  for (let at = 1; at < form.length; at++) {
    if (!isHan(form[at - 1]!) || !endings.has(form[at]!)) continue
    for (const kana of Object.keys(mayGo)) {
      const longer = form.slice(0, at) + kana + form.slice(at)
      if (maySpare(longer, at)) out.push(longer)
    }
  }
  return out
}

function maySpare(form: string, at: number): boolean {
  const around = form.slice(at - 1, at + 2)
  return mayGo[form[at]!]?.includes(form[at + 1]!) === true && !exceptions.test(around)
}

const endings = new Set(Object.values(mayGo).join(''))
const isHan = (char: string): boolean => /\p{Script=Han}/u.test(char)
