import type { ja } from '../../ja.ts'
import type { Overlay } from '../../text.ts'

export const browse: Overlay<(typeof ja)['browse']> = {
  ranking: {
    line: 'たくさんの 人が 読んでいます',
    loans: 'たくさん 借りられた 本',
    holds: 'たくさん 予約された 本',
    lead: {
      loans: 'この 1年（365日）に たくさん 借りられた 順です。20冊まで 出ます。',
      holds: '今、待っている 人が 多い 順です。20冊まで 出ます。',
    },
    none: { loans: 'この 1年には ありません。', holds: '今、予約された 本は ありません。' },
    noneHelp: 'ほかの さがし方も あります。',
  },
  series: {
    title: 'シリーズの 本を まとめて 予約かごへ',
    volumes: '予約かごに 入れる 本',
    button: 'しるしの ある 本を 予約かごへ',
    put: count => `${count}冊を 予約かごに 入れました。`,
    notPut: 'この 本は 予約かごに 入れることが できませんでした。',
  },
  keys: {
    title: 'あいうえおの ボタンで さがす',
    typed: '書いた 字',
    back: '1つ 消す',
    clear: 'ぜんぶ 消す',
    leave: '最初の ページに もどる',
  },
  headings: {
    beyond: 'ここから 先には ありません。',
    authors: '書いた 人から さがす',
    authorsLine: '名前の あいうえお順',
    subjects: '本の 内容の ことばから さがす',
    subjectsLine: '何の 本かで さがします',
    authorsLead: '名前の あいうえお順です。',
    subjectsLead: '漢字の ことばは、はじめの 字を 書いて さがしてください。',
    none: 'まだ ありません。',
  },
  along: {
    callHint: '「913.6」「ナツ」のように、本の 背の 紙に ある 字を 上から 書いてください。',
    lead: '本だなに ならんでいる とおりに 出ます。',
    where: 'どの 本だなを 見ますか',
    left: '左の 本だなへ',
    right: '右の 本だなへ',
    start: 'ここが 本だなの はじめです。',
    end: 'ここが 本だなの おわりです。',
    none: 'ここには ならんでいる 本が ありません。',
    here: '見ていた 本',
    link: '本だなを 見る',
    linkOf: (branch, call) => `${branch}の ${call} から 本だなを 見る`,
  },
}
