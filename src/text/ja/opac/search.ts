import type { QueryRefusal } from '#catalogue/rules/search/query.ts'
import { grouped } from '../../grouped.ts'
import { recordLanguage } from '../../names/record-language.ts'

/** 検索: the words of a search and its answer. */
export const search = {
  title: '本を探す',
  resultsOf: (asked: string) => `「${asked}」の検索結果`,
  newTitle: '新着図書',
  newResultsOf: (asked: string) => `新着図書から「${asked}」をさがした結果`,
  newLead: (since: string) => `${since}から今日までに入った本です。この中だけをさがせます。`,
  newSearchLabel: '新着図書の中からさがす',
  newEmpty: 'いま、新しく入った本はありません。',
  total: (count: number) => `${grouped(count)}件`,
  lead: '書名・著者・出版者・件名のどれでも、ひらがなでもローマ字でもさがせます。ことばを空白で区切ると、すべてを含む本をさがします。',
  hints: 'さがしかたのヒント',
  hintList: [
    '「夏目漱石 こころ」のように空白で区切ると、どちらも含む本だけになります。',
    'のぞきたいことばは「-まんが」のように前に「-」をつけます。',
    'ひとつづきのことばは「"銀河鉄道の夜"」のように「"」ではさみます。',
    'ISBN、資料コード、請求記号でもさがせます。',
  ],

  filters: {
    title: 'しぼりこみ',
    available: '今借りられる',
    availableOnly: '今借りられるものだけ',
    branches: '館',
    shelves: '館のなかの場所',
    kinds: '資料種別',
    classes: '分類',
    years: '出版年',
    creators: '著者',
    audiences: '対象',
    noClass: '分類なし',
    more: 'もっと見る',
    decade: (year: number) => `${year}年代`,
    before: (year: number) => `${year}年より前`,
    yearsFromTo: (from: number | null, to: number | null) =>
      `${from ?? ''}${from === null ? '' : '年'}〜${to ?? ''}${to === null ? '' : '年'}`,
    apply: 'しぼりこむ',
    remove: (name: string) => `${name}のしぼりこみをやめる`,
    removeAll: 'しぼりこみをすべてやめる',
    toFilters: 'しぼりこみへ',
    chosen: 'えらんでいるしぼりこみ',
    count: (count: number) => grouped(count),
    further: '件名・シリーズ・出版者・ことばでしぼる',
  },

  further: {
    title: 'さらにしぼりこむ',
    lead: (total: number) => `見つかった${grouped(total)}件を、どれでしぼるかをえらんでください。`,
    tooMany: (max: number) =>
      `見つかった資料が${grouped(max)}件より多いため、数えていません。先に館・分類・出版年などでしぼりこんでください。`,
    none: '見つかった資料には、しぼりこみに使えるものがありません。',
    back: 'さがした結果にもどる',
    groups: { languages: 'ことば（言語）', subjects: '件名', series: 'シリーズ', publishers: '出版者' },
  },
  languageName: (code: string) => recordLanguage('ja', code),
  inLanguage: (code: string) => `ことば ${recordLanguage('ja', code)}`,

  sort: {
    label: '並びかた',
    names: {
      relevance: '関連度',
      added: '新着順',
      addedOldest: '図書館に入った日の古い順',
      newest: '出版年の新しい順',
      oldest: '出版年の古い順',
      title: 'タイトル順',
      titleBack: 'タイトルの逆の順（んから）',
      author: '著者名順',
      authorBack: '著者名の逆の順（んから）',
      popular: '人気順',
      class: '分類順',
      classBack: '分類の逆の順（9類から）',
    },
    size: '表示件数',
    sizeOf: (size: number) => `${size}件ずつ`,
  },

  pager: {
    label: 'ページ',
    next: (size: number) => `つぎの${size}件`,
    previous: (size: number) => `まえの${size}件`,
    page: (page: number, of: number) => `${page}ページめ（${of}ページ中）`,
    beyond: 'ここから先にはありません。',
  },

  alsoSearched: (spellings: string) => `${spellings}でもさがしました。`,
  names: {
    searched: {
      name: (typed: string) => `「${typed}」の別の名前でも探しました：`,
      subject: (typed: string) => `「${typed}」を表す件名でも探しました：`,
    },
    name: {
      heading: '本に使っている名前',
      other: '別の名前',
      same: '別の名前',
      earlier: '前の名前',
      later: 'あとの名前',
      broader: 'をも見よ',
      narrower: 'をも見よ',
      related: 'をも見よ',
    },
    subject: {
      heading: 'この件名を見よ',
      other: '同じ意味のことば',
      same: 'この件名をも見よ',
      earlier: '前の件名',
      later: 'あとの件名',
      broader: 'もっと広い件名をも見よ',
      narrower: 'もっとくわしい件名をも見よ',
      related: '近い件名をも見よ',
    },
  },
  onlyAt: (branch: string, count: number) => `${branch}にある資料だけ（${grouped(count)}件）`,
  nearest: '近い読みで探しました。',
  nearestBody: (asked: string) => `「${asked}」そのものは見つかりませんでした。`,
  didYouMean: 'もしかして：',
  secondBarcode: '本の裏の下の段のバーコードは、値段をあらわします。上の段の「978」で始まる番号でさがしてください。',
  wrongIsbn: {
    length: (digits: number) =>
      `ISBN（本の番号）は13けたか10けたですが、この番号は${digits}けたです。たりない数字や多い数字がないか、本の番号とくらべてみてください。`,
    digit: 'ISBN（本の番号）としては、どこかの数字がちがっています。本の番号とくらべてみてください。',
  },
  onlyOne: (asked: string) => `「${asked}」で見つかったのは、この1件です。`,

  inList: {
    label: '検索結果のなかの前後',
    before: '前の資料',
    after: 'つぎの資料',
    back: '検索結果へ',
    place: (nth: number, total: number) => `${nth}／${total}件`,
  },

  none: '見つかりませんでした。',
  noneHelp: 'つぎのことをお試しください。',
  noneTips: ['字にまちがいがないか、たしかめる', 'ひらがなでさがす', 'ことばを短くする'],
  noneAuthors: '著者からさがす',
  noneWiden: 'しぼりこみをすべてやめてさがす',
  noneFewerWords: (asked: string) => `「${asked}」だけでさがす`,
  noneClasses: '分類からさがす',
  noneAdvanced: 'くわしく探す',
  noneInAll: '図書館の資料すべてからさがす',
  elsewhere: {
    title: 'ほかの図書館でさがす',
    calil: '全国の図書館（カーリル）',
    ndl: '国立国会図書館（NDLサーチ）',
    cinii: '大学の図書館（CiNii Books）',
  },
  noneAsk: (phone: string) =>
    `図書館にない本は、ほかの図書館から借りられることがあります。窓口か電話（${phone}）でおたずねください。`,
  notReadyTitle: '検索の準備をしています',
  notReadyBody: '図書館の目録を読みこんでいます。1分ほどたってから、もう一度お試しください。',
  tooMany: 'たくさん見つかりました。しぼりこむか、ことばを足すと、さがしやすくなります。',

  byline: (parts: (string | null)[]) => parts.filter(part => part !== null && part !== '').join('　'),
  year: (year: number) => `${year}年`,

  refusal: (refusal: QueryRefusal, max: number): string => {
    switch (refusal.why) {
      case 'tooLong':
        return `さがすことばは${max}文字までにしてください。`
      case 'tooManyWords':
        return `さがすことばは${refusal.wordsMax}個までにしてください。`
      case 'tooDeep':
        return 'かっこの重なりが多すぎます。かっこを減らしてください。'
      case 'nothingToSearch':
        return '記号だけではさがせません。書名・著者・よみなどを入れてください。'
      case 'onlyExclusions':
        return 'のぞくことばだけではさがせません。さがすことばも入れてください。'
      default:
        return refusal satisfies never
    }
  },

  advanced: {
    title: 'くわしく探す',
    lead: 'わからないところは空けておいてください。入れた行は上から順につなぎます。「かつ」はどちらにも合うもの、「または」はどちらかに合うものをさがします。「除く」の行に合うものは出しません。',
    joinOf: (field: string) => `${field}の行のつなぎかた`,
    join: { and: 'かつ', or: 'または', not: '除く' },
    any: 'すべての項目',
    fields: {
      title: 'タイトル',
      author: '著者',
      publisher: '出版者',
      subject: '件名',
      series: 'シリーズ',
      ndc: '分類',
      isbn: 'ISBN',
    },
    notes: {
      title: '',
      author: '',
      publisher: '',
      subject: '例：近代文学',
      series: '',
      ndc: '例：913.6',
      isbn: 'ハイフンはあってもなくても',
    },
    howOf: (field: string) => `${field}の合わせかた`,
    how: { contains: 'を含む', startsWith: 'で始まる', exact: 'と一致する' },
    not: 'のぞくことば',
    years: '出版年',
    from: '何年から',
    to: '何年まで',
    span: '〜',
    anyLanguage: 'どのことばでも',
    submit: 'この条件でさがす',
    clear: 'はじめから入れなおす',
    simple: '「本を探す」にもどる',
    again: '条件を変える',
  },

  /** What was asked in the fields of the advanced form, for the heading. */
  fieldIs: (field: string, text: string) => `${field}：${text}`,
  joined: {
    and: (one: string, other: string) => `${one} かつ ${other}`,
    or: (one: string, other: string) => `${one} または ${other}`,
  },
  /** What is joined first, before something else is joined to it. */
  together: (joined: string) => `（${joined}）`,
  without: (text: string) => `${text}をのぞく`,
  inClass: (notation: string, label: string | null) => (label ? `分類 ${notation} ${label}` : `分類 ${notation}`),
  about: (subject: string) => `件名 ${subject}`,
  everything: 'すべての資料',
}
