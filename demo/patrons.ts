/** Made-up people. Their telephone numbers have the exchange 00, which nobody has, their mail goes to example.jp. */

export type PatronCategory = 'general' | 'child' | 'group'

export type DemoPassword =
  /** 仮パスワード, the birth date; at the first login one of their own must be chosen. */
  | { kind: 'temporary' }
  /** The patron's own. */
  | { kind: 'own'; digits: string }

export type DemoPatron = {
  /** As text, in the format of the time in which the card was made; zeros in front belong to it. */
  card: string
  name: string
  reading: string
  /** For a group, the day it was founded. */
  born: string
  category: PatronCategory
  /** Where the card was made: the id of a branch. */
  branch: string
  phone: string | null
  mail: string | null
  password: DemoPassword
  /** Days from today until the card expires; below zero it has. */
  expiresInDays: number
  /** Why the desk has blocked the card. */
  blocked: string | null
  /** How many days the longest loan is overdue, 0 for none. */
  overdueDays: number
  /** What this patron is for. */
  note: string
}

type Rest = Partial<Omit<DemoPatron, 'card' | 'name' | 'reading' | 'born' | 'password' | 'note'>>

const patron = (
  card: string,
  name: string,
  reading: string,
  born: string,
  password: DemoPassword,
  note: string,
  rest: Rest = {},
): DemoPatron => ({
  card,
  name,
  reading,
  born,
  category: 'general',
  branch: 'chuo',
  phone: null,
  mail: null,
  password,
  expiresInDays: 400,
  blocked: null,
  overdueDays: 0,
  note,
  ...rest,
})

const own = (digits: string): DemoPassword => ({ kind: 'own', digits })
const temporary: DemoPassword = { kind: 'temporary' }

export const demoPatrons: readonly DemoPatron[] = [
  patron(
    '00012345',
    '籠目 花子',
    'カゴメ ハナコ',
    '1958-04-17',
    own('7294'),
    '手引きの主な利用者。電話もメールもある。',
    {
      phone: '0254-00-1001',
      mail: 'hanako@example.jp',
    },
  ),
  patron(
    '00012346',
    '籠目 太郎',
    'カゴメ タロウ',
    '1955-10-02',
    own('3861'),
    '花子と同じ家。電話だけで、メールはない。',
    {
      phone: '0254-00-1001',
    },
  ),
  patron('00012501', '籠目 みすゞ', 'カゴメ ミスズ', '2015-06-23', temporary, '子ども。はじめてログインする。', {
    category: 'child',
  }),
  patron(
    '0004821',
    '鮭川 登',
    'サケカワ ノボル',
    '1947-11-30',
    own('6038'),
    '七けたの古い番号。電話だけの高齢の利用者。',
    {
      phone: '0254-00-1014',
    },
  ),
  patron('0000007', '潟見 ヨシ', 'カタミ ヨシ', '1936-01-19', temporary, 'ゼロが六つ続く番号。仮パスワードのまま。', {
    phone: '0254-00-1022',
    branch: 'arakawa',
  }),
  patron(
    '2100045678',
    '波多瀬 凪',
    'ハタセ ナギ',
    '1991-08-08',
    own('2759'),
    '十けたの今の番号。予約が1件ある利用者。',
    {
      phone: '090-0000-1031',
      mail: 'nagi@example.jp',
    },
  ),
  patron('2100045686', '波多瀬 渚', 'ハタセ ナギサ', '1993-03-14', own('9146'), 'メールだけで、電話はない。', {
    mail: 'nagisa@example.jp',
  }),
  patron('2100045694', '朝霧 峠', 'アサギリ トウゲ', '1979-12-05', own('4683'), '朝日図書館で受け取る利用者。', {
    phone: '0254-00-1048',
    mail: 'toge@example.jp',
    branch: 'asahi',
  }),
  patron(
    'A0001234A',
    '三面谷 岳',
    'ミオモテダニ ガク',
    '1984-07-21',
    own('1837'),
    '番号の前後にバーコードの文字Aがつく。',
    {
      phone: '090-0000-1055',
      branch: 'asahi',
    },
  ),
  patron(
    'K-00321',
    '神林寺 稲穂',
    'カミハヤシデラ イナホ',
    '1968-09-09',
    own('7520'),
    '図書室の台帳の番号(Kとハイフン)。',
    {
      phone: '0254-00-1063',
      branch: 'kamihayashi',
    },
  ),
  patron('S-00088', '勝木浜 汐', 'ガツギハマ シオ', '1973-05-28', own('6392'), '移動図書館車の勝木で受け取る。', {
    phone: '0254-00-1077',
    branch: 'sanpoku',
  }),
  patron('S-00102', '吉浦崎 渡', 'ヨシウラザキ ワタル', '1962-02-11', own('8053'), '移動図書館車の吉浦で受け取る。', {
    phone: '0254-00-1084',
    branch: 'sanpoku',
  }),
  patron('V10057', '関谷川 結', 'セキヤガワ ユイ', '1988-10-16', own('3475'), 'ネットワーク館 関川村の利用者。', {
    phone: '0254-00-1092',
    mail: 'yui@example.jp',
    branch: 'sekikawa',
  }),
  patron(
    'V20003',
    '粟野島 灯',
    'アワノシマ アカリ',
    '1996-04-03',
    own('5816'),
    'ネットワーク館 粟島浦村の利用者。船で本が届く。',
    {
      mail: 'akari@example.jp',
      branch: 'awashima',
    },
  ),
  patron('00013007', '渡邊橋 誠', 'ワタナベバシ マコト', '1950-06-06', own('2948'), '氏名に異体字(邊)がある。', {
    phone: '0254-00-1105',
  }),
  patron('00013015', '齋藤橋 静', 'サイトウバシ シズカ', '1965-12-24', own('4907'), '氏名に異体字(齋)がある。', {
    phone: '0254-00-1112',
    mail: 'shizuka@example.jp',
  }),
  patron(
    '00013023',
    '雪割 蕗',
    'ユキワリ フキ',
    '2009-03-09',
    own('6184'),
    '中高生の利用者。メールだけを登録している。',
    {
      mail: 'fuki@example.jp',
    },
  ),
  patron('00013031', '雪割 土筆', 'ユキワリ ツクシ', '2017-05-15', own('7369'), '子ども。児童書を借りている。', {
    category: 'child',
  }),
  patron(
    '00013049',
    '笹舟 流',
    'ササブネ ナガル',
    '2013-09-27',
    own('9502'),
    '子ども。荒川図書室の近くに住んでいる。',
    {
      category: 'child',
      phone: '0254-00-1136',
      branch: 'arakawa',
    },
  ),
  patron(
    '00013056',
    '遅山 返',
    'オソヤマ カエシ',
    '1982-01-31',
    own('3618'),
    '返却が遅れている。延長と予約はできない。',
    {
      phone: '0254-00-1143',
      mail: 'kaeshi@example.jp',
      overdueDays: 18,
    },
  ),
  patron('00013064', '止水 留', 'シスイ トマル', '1976-08-19', own('5273'), '窓口で利用を止めている。', {
    phone: '0254-00-1158',
    blocked: '貸出中の資料の紛失について確認中',
  }),
  patron(
    '00009870',
    '旧道 暦',
    'キュウドウ コヨミ',
    '1944-02-29',
    own('8461'),
    '有効期限が切れた。うるう日の生まれ。',
    {
      phone: '0254-00-1160',
      expiresInDays: -45,
    },
  ),
  patron(
    '00013072',
    '初瀬川 始',
    'ハツセガワ ハジメ',
    '2001-11-11',
    temporary,
    '登録したばかりで、はじめてログインする。',
    {
      phone: '090-0000-1179',
      mail: 'hajime@example.jp',
      expiresInDays: 730,
    },
  ),
  patron(
    '00013080',
    '無縁坂 静波',
    'ムエンザカ シズナミ',
    '1970-07-07',
    own('6947'),
    '電話もメールもない。連絡は窓口だけ。',
  ),
  patron(
    '90000012',
    '読み聞かせの会 あめんぼ',
    'ヨミキカセ ノ カイ アメンボ',
    '1998-04-01',
    own('4172'),
    '団体。絵本をまとめて借りる。',
    {
      category: 'group',
      phone: '0254-00-1186',
      mail: 'amenbo@example.jp',
    },
  ),
  patron(
    '90000020',
    'かご第一幼稚園',
    'カゴ ダイイチ ヨウチエン',
    '1975-04-01',
    temporary,
    '団体。はじめてログインする。',
    {
      category: 'group',
      phone: '0254-00-1193',
      branch: 'asahi',
    },
  ),
]

export type StaffRole = 'counter' | 'chief' | 'admin'

export type DemoStaff = {
  login: string
  name: string
  role: StaffRole
  branch: string
  /** For the demo only, where everybody may read it. */
  password: string
  note: string
}

export const demoStaff: readonly DemoStaff[] = [
  {
    login: 'mado',
    name: '窓野 明',
    role: 'counter',
    branch: 'chuo',
    password: 'demo-tori-kago-1',
    note: '中央図書館の窓口。',
  },
  {
    login: 'asahi',
    name: '棚橋 並',
    role: 'counter',
    branch: 'asahi',
    password: 'demo-yama-kago-2',
    note: '朝日図書館の窓口。ほかの館の受け取りは扱わない。',
  },
  {
    login: 'shunin',
    name: '主任 栞',
    role: 'chief',
    branch: 'chuo',
    password: 'demo-kawa-kago-3',
    note: '主任。利用の停止を解き、休館日とお知らせを変えられる。',
  },
  {
    login: 'kanri',
    name: '鍵山 守',
    role: 'admin',
    branch: 'chuo',
    password: 'demo-hoshi-kago-4',
    note: '管理者。設定と職員の登録を変えられる。',
  },
]
