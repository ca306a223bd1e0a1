import type { ChildDoor } from '#catalogue/rules/child-door.ts'

/** こどものページ: ひらがな, short, with spaces between words. `furigana` is written as 漢字(かんじ). */
export const children = {
  title: 'こどもの ページ',
  heading: '本(ほん)を さがそう',
  searchLabel: 'ほんを さがす',
  placeholder: 'ひらがなで いいよ',
  button: 'さがす',
  rooms: 'なにの ほん？',
  newBooks: 'あたらしく はいった 本(ほん)',
  newShelf: 'あたらしい ほん',
  noNew: 'あたらしい 本(ほん)は、まだ ないよ。',
  doors: {
    stories: { name: 'おはなし', line: 'ものがたり・えほん' },
    living: { name: 'いきもの', line: 'どうぶつ・むし・さかな・はな' },
    sky: { name: 'うちゅう・ちきゅう', line: 'ほし・てんき・きょうりゅう' },
    vehicles: { name: 'のりもの', line: 'でんしゃ・くるま・ふね' },
    making: { name: 'つくる・あそぶ', line: 'りょうり・こうさく・スポーツ' },
    past: { name: 'むかしの こと', line: 'れきし・でんき・ちり' },
  } satisfies Record<ChildDoor, { name: string; line: string }>,
  resultsOf: (asked: string) => `「${asked}」の 本(ほん)`,
  total: (count: number) => `${count}さつ`,
  none: '見(み)つからなかったよ。',
  noneHelp: 'ことばを みじかくして、もういちど さがしてみよう。としょかんの 人(ひと)に きいても いいよ。',
  many: 'たくさん あるよ。ことばを たすと、見(み)つけやすいよ。',
  back: 'こどもの ページに もどる',
  all: 'おとなの ページで さがす',
  available: 'かりられるよ',
  notAvailable: 'いまは かりられないよ',
  inHouse: 'としょかんの なかで 読(よ)もう',
  next: 'つぎの ページ',
  previous: 'まえの ページ',
}
