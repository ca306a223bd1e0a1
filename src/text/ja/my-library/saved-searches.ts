/** 保存した検索: the words of a patron's own list, and of the button that adds to it. */
export const savedSearches = {
  title: '保存した検索',
  count: (count: number) => `${count}件`,

  /** On a page of results. */
  save: 'この検索を保存',
  saveWhy: '保存しておくと、新しい資料が入ったときに、Myライブラリの「保存した検索」でわかります。',
  already: 'この検索は、保存してあります。',
  toList: '保存した検索を見る',
  toResults: '検索結果に戻る',

  lead: (count: number, max: number) => `${count}件あります（${max}件まで）。新しい資料が入った検索は、上に出ます。`,
  saved: (name: string) => `「${name}」を保存しました。`,
  savedWhy: '新しい資料が入ると、このページに何件入ったかが出ます。',
  /** 新しい号が入ったら知らせる, of a magazine. */
  numbers: {
    tell: '新しい号が入ったら知らせる',
    already: '新しい号が入ると、「保存した検索」でわかります。',
  },
  toldWhy: '新しい資料が入ると、このページに出て、メールでもお知らせします。',
  removed: '検索を1件、消しました。',
  renamed: (name: string) => `名前を「${name}」に変えました。`,

  asks: (words: string) => `さがすことば：${words}`,
  narrowed: (words: string) => `しぼりこみ：${words}`,
  total: (total: string) => `全部で${total}`,
  arrived: (count: number, max: number) =>
    count > max ? `新しく入った資料 ${max}件以上` : `新しく入った資料 ${count}件`,
  noneArrived: '新しく入った資料はありません',
  notUnderstood: 'いまは、この検索ができません。',
  openNew: '新しい資料を見る',
  openNewOf: (name: string) => `${name} の新しい資料を見る`,
  open: '検索結果を見る',
  openOf: (name: string) => `${name} の検索結果を見る`,
  edit: '名前・お知らせ',
  editOf: (name: string) => `${name} の名前・お知らせ`,
  byMail: 'メールでもお知らせします',
  remove: '消す',
  removeOf: (name: string) => `${name} を消す`,
  feed: 'フィード（Atom）',
  feedOf: (name: string) => `${name} のフィード（Atom）`,

  emptyTitle: '保存した検索はありません。',
  emptyBody:
    '本を探して「この検索を保存」を押すと、ここに入ります。新しい資料が入ったかどうかを、ここで確かめられます。',

  editPage: {
    title: '検索の名前・お知らせ',
    name: '名前',
    hint: (max: number) => `${max}文字まで。見分けやすい名前をつけてください。`,
    submit: '名前を変える',
    back: '保存した検索にもどる',
    missing: '名前を入力してください。',
    tooLong: (max: number) => `名前は${max}文字までにしてください。`,
  },
  mail: {
    title: 'メールのお知らせ',
    off: (weekday: string) => `新しい資料が入ったら、週に1回、${weekday}の朝にメールでお知らせできます。`,
    on: (weekday: string) =>
      `新しい資料が入ったら、週に1回、${weekday}の朝にメールでお知らせします。入らなければ、お送りしません。`,
    start: '新しい資料をメールで知らせる',
    stop: 'メールのお知らせをやめる',
    noAddress: 'メールのお知らせは、メールアドレスを登録すると使えます。',
    coming: 'メールのお知らせは、翌日の午前中にメールアドレスの登録が完了すると使えます。',
    register: 'メールアドレスを登録する',
    started: (name: string) => `「${name}」に新しい資料が入ったら、メールでお知らせします。`,
    stopped: (name: string) => `「${name}」のメールのお知らせをやめました。`,
    weekdays: {
      monday: '月曜日',
      tuesday: '火曜日',
      wednesday: '水曜日',
      thursday: '木曜日',
      friday: '金曜日',
      saturday: '土曜日',
      sunday: '日曜日',
    },
  },
  removePage: {
    title: '検索を消す',
    question: 'この検索を消しますか。',
    consequence: '新しい資料が入っても、わからなくなります。同じ検索は、いつでもまた保存できます。',
    confirm: '消す',
    back: '消さずにもどる',
  },
  refusal: {
    tooMany: (max: number) => `保存できる検索は${max}件までです。`,
    tooManyNext: 'この検索は保存していません。使わない検索を消してから、もう一度「この検索を保存」を押してください。',
    tooMuchAsked: '条件が多すぎるため、この検索は保存できません。',
    tooMuchAskedNext: 'ことばかしぼりこみを減らしてから、もう一度お試しください。',
  },
}
