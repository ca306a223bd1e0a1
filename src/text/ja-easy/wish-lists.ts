import type { Overlay, Text } from '../text.ts'

export const wishLists: Overlay<Text['wishLists']> = {
  why: '読みたい 本を リストに 入れて、おぼえておけます。予約では ありません。リストは あなたしか 見ることが できません。',
  add: '読みたい本に 入れる',
  addTicked: 'えらんだ 本を 読みたい本に 入れる',
  empty: '読みたい本は まだ ありません。',
  emptyBody: '本の ページの「読みたい本に 入れる」を おすと、ここに 入ります。',
  emptyList: 'この リストに 本は まだ ありません。',
  shown: 'ほかの 人も 見ることが できます',
  made: name => `「${name}」を つくりました。`,
  removedList: 'リストを けしました。',
  addPage: {
    title: '読みたい本に 入れる',
    which: 'どの リストに 入れますか',
    whichMissing: 'リストを えらんでください。',
    submit: 'リストに 入れる',
  },
  list: {
    added: count => `${count}さつ 入れました。`,
    removed: '本を 1さつ 出しました。',
    onward: 'この ページの 本を ぜんぶ 予約かごへ',
    edit: 'メモを 書く・リストから 出す',
    editOf: title => `メモを 書く・リストから 出す：「${title}」`,
    remove: 'この リストを けす',
  },
  share: {
    title: 'ほかの 人に 見せる',
    off: 'この リストは あなただけが 見ることが できます。リンクを つくると、リンクを 知っている 人は 見ることが できます。あなたの 名前は 出ません。メモは 見えます。',
    on: 'リンクを 知っている 人は、この リストを 見ることが できます。あなたの 名前は 出ません。メモは 見えます。',
    start: 'リンクを つくる',
    stop: '見せるのを やめる',
    started: 'リンクを つくりました。',
    stopped: '見せるのを やめました。前の リンクは もう 使えません。',
  },
  wishPage: {
    tell: {
      now: '今 借りることが できます。',
      off: '本が たなに もどったら、メールで 1回 知らせます。予約では ありません。',
      on: '借りることが できるように なったら、メールで 知らせます。',
      stop: '知らせなくていい',
    },
  },
  removePage: {
    question: (name, count) => `「${name}」（${count}さつ）を けしますか。`,
    consequence: '本と メモも きえます。もとには もどりません。',
    confirm: 'けす',
    back: 'けさないで もどる',
  },
}
