import type { Written } from './write-table.ts'

export const kinds = ['clean', 'cp932', 'fixed'] as const
export type Kind = (typeof kinds)[number]
export type TableName = 'families' | 'patrons' | 'cards' | 'items' | 'loans' | 'holds' | 'transits'

/** How the systems of a kind write their tables, and the move-in.yaml that reads them. */
export type Dialect = {
  encoding: 'utf-8' | 'cp932'
  fixed: boolean
  tables: Record<TableName, { file: string; columns: Written[] }>
  mapping: string | null
}

const same = (...names: string[]): Written[] => names.map(head => ({ head, of: row => row[head] ?? '' }))

const clean: Dialect = {
  encoding: 'utf-8',
  fixed: false,
  mapping: null,
  tables: {
    families: { file: 'families.csv', columns: same('family', 'phone', 'postal_code', 'address') },
    patrons: {
      file: 'patrons.csv',
      columns: same(
        ...['patron', 'family', 'category', 'name', 'name_reading', 'birth_date', 'phone', 'mail', 'postal_code'],
        ...['address', 'home_branch', 'expires_on'],
      ),
    },
    cards: { file: 'cards.csv', columns: same('number', 'patron', 'issued_on', 'retired_on') },
    items: {
      file: 'items.csv',
      columns: same('barcode', 'record', 'home_branch', 'shelf', 'call_number', 'category', 'status', 'joined_on'),
    },
    loans: { file: 'loans.csv', columns: same('item', 'patron', 'branch', 'lent_at', 'due_on', 'renewals') },
    holds: {
      file: 'holds.csv',
      columns: same(
        ...['patron', 'record', 'state', 'item', 'order', 'pickup_branch', 'pickup_stop', 'contact'],
        ...['applied_at', 'captured_at', 'ready_at', 'notified_at', 'pick_up_by'],
      ),
    },
    transits: { file: 'transits.csv', columns: same('item', 'from_branch', 'to_branch', 'sent_at') },
  },
}

/** 和暦: S55.3.12. */
function inEra(day: string): string {
  const first: [from: string, letter: string, year: number][] = [
    ['2019-05-01', 'R', 2018],
    ['1989-01-08', 'H', 1988],
    ['1926-12-25', 'S', 1925],
  ]
  const [, letter, year] = first.find(([from]) => day >= from)!
  const [y, m, d] = day.split('-').map(Number)
  return `${letter}${y! - year}.${m}.${d}`
}

/** Half-width kana, with their marks as letters of their own. */
const halfOf = new Map<string, string>()
for (let code = 0xff66; code <= 0xff9f; code++)
  for (const mark of ['', '\uff9e', '\uff9f']) {
    const half = String.fromCharCode(code) + mark
    const full = half.normalize('NFKC')
    if (full.length === 1 && !halfOf.has(full)) halfOf.set(full, half)
  }
const halfWidth = (kana: string): string => [...kana].map(one => halfOf.get(one) ?? one).join('')

const plain = (head: string, ours: string, bytes?: number): Written => ({
  head,
  of: row => row[ours] ?? '',
  ...(bytes ? { bytes } : {}),
})
const era = (head: string, ours: string, bytes?: number): Written => ({
  ...plain(head, ours, bytes),
  of: row => (row[ours] ? inEra(row[ours].slice(0, 10)) : ''),
})
const coded = (head: string, ours: string, codes: Record<string, string>, bytes?: number): Written => ({
  ...plain(head, ours, bytes),
  of: row => codes[row[ours] ?? ''] ?? '',
})
const part = (head: string, nth: number): Written => ({ head, of: row => row.name!.split(' ')[nth] ?? '' })
const scanned = (head: string, ours: string, bytes?: number): Written => ({
  ...plain(head, ours, bytes),
  of: row => `A${row[ours]}A`,
})

const categories = { general: '1', child: '2', group: '3' }
const loanRules = { normal: '0', audiovisual: '1', reference: '9' }
const statuses = { shelf: '00', loan: '10', missing: '80', transit: '30' }
const states = { applied: '0', waiting: '1', inTransit: '2', ready: '3' }
const contacts = { phone: '1', mail: '2', self: '9' }
const yaml = (codes: Record<string, string>) =>
  `{ ${Object.entries(codes)
    .map(([ours, theirs]) => `"${theirs}": ${ours}`)
    .join(', ')} }`

const cp932: Dialect = {
  encoding: 'cp932',
  fixed: false,
  tables: {
    families: {
      file: '世帯.csv',
      columns: [
        plain('世帯番号', 'family'),
        plain('電話', 'phone'),
        plain('郵便番号', 'postal_code'),
        plain('住所', 'address'),
      ],
    },
    patrons: {
      file: '利用者.csv',
      columns: [
        plain('利用者番号', 'patron'),
        plain('世帯番号', 'family'),
        coded('区分', 'category', categories),
        part('姓', 0),
        part('名', 1),
        { head: 'ヨミ', of: row => halfWidth(row.name_reading!) },
        era('生年月日', 'birth_date'),
        plain('メール', 'mail'),
        plain('登録館', 'home_branch_name'),
        era('有効期限', 'expires_on'),
        { head: '備考', of: () => '' },
      ],
    },
    cards: {
      file: 'カード.csv',
      columns: [
        scanned('カード番号', 'number'),
        plain('利用者番号', 'patron'),
        era('発行日', 'issued_on'),
        era('廃止日', 'retired_on'),
      ],
    },
    items: {
      file: '資料.csv',
      columns: [
        plain('資料コード', 'barcode'),
        plain('書誌番号', 'record'),
        plain('所蔵館', 'home_branch_name'),
        plain('場所', 'shelf'),
        plain('請求記号', 'call_number'),
        coded('貸出区分', 'category', loanRules),
        coded('状態', 'status', statuses),
        era('受入日', 'joined_on'),
      ],
    },
    loans: {
      file: '貸出.csv',
      columns: [
        plain('資料コード', 'item'),
        plain('利用者番号', 'patron'),
        plain('貸出館', 'branch_name'),
        plain('貸出日時', 'lent_at'),
        era('返却期限', 'due_on'),
        plain('延長', 'renewals'),
      ],
    },
    holds: {
      file: '予約.csv',
      columns: [
        plain('予約番号', 'order'),
        plain('利用者番号', 'patron'),
        plain('書誌番号', 'record'),
        coded('状態', 'state', states),
        plain('資料コード', 'item'),
        plain('受取館', 'pickup_branch_name'),
        coded('連絡', 'contact', contacts),
        plain('受付日時', 'applied_at'),
        plain('確保日時', 'captured_at'),
        plain('連絡日時', 'ready_at'),
        era('取置期限', 'pick_up_by'),
      ],
    },
    transits: {
      file: '回送.csv',
      columns: [
        plain('資料コード', 'item'),
        plain('発送館', 'from_branch_name'),
        plain('到着館', 'to_branch_name'),
        plain('発送日時', 'sent_at'),
      ],
    },
  },
  mapping: `# 外字は「髙（はしごだか）」など、登録してある字です。
gaiji: { F040: 𠮷, F041: 邉 }
files:
  families:
    file: 世帯.csv
    columns: { family: 世帯番号, phone: 電話, postal_code: 郵便番号, address: 住所 }
  patrons:
    file: 利用者.csv
    unused: [備考]
    columns:
      patron: 利用者番号
      family: 世帯番号
      category: { from: 区分, codes: ${yaml(categories)} }
      name: { join: [姓, 名], with: " " }
      name_reading: ヨミ
      birth_date: 生年月日
      mail: メール
      home_branch: 登録館
      expires_on: 有効期限
  cards:
    file: カード.csv
    columns: { number: カード番号, patron: 利用者番号, issued_on: 発行日, retired_on: 廃止日 }
  items:
    file: 資料.csv
    columns:
      barcode: 資料コード
      record: 書誌番号
      home_branch: 所蔵館
      shelf: 場所
      call_number: 請求記号
      category: { from: 貸出区分, codes: ${yaml(loanRules)} }
      status: { from: 状態, codes: ${yaml(statuses)} }
      joined_on: 受入日
  loans:
    file: 貸出.csv
    columns: { item: 資料コード, patron: 利用者番号, branch: 貸出館, lent_at: 貸出日時, due_on: 返却期限, renewals: 延長 }
  holds:
    file: 予約.csv
    columns:
      order: 予約番号
      patron: 利用者番号
      record: 書誌番号
      state: { from: 状態, codes: ${yaml(states)} }
      item: 資料コード
      pickup_branch: 受取館
      contact: { from: 連絡, codes: ${yaml(contacts)} }
      applied_at: 受付日時
      captured_at: 確保日時
      ready_at: 連絡日時
      notified_at: 連絡日時
      pick_up_by: 取置期限
  transits:
    file: 回送.csv
    columns: { item: 資料コード, from_branch: 発送館, to_branch: 到着館, sent_at: 発送日時 }
`,
}

const byteWidths: Record<TableName, Written[]> = {
  families: [
    plain('世帯番号', 'family', 8),
    plain('電話', 'phone', 14),
    plain('郵便番号', 'postal_code', 8),
    plain('住所', 'address', 60),
  ],
  patrons: [
    plain('利用者番号', 'patron', 8),
    plain('世帯番号', 'family', 8),
    coded('区分', 'category', categories, 1),
    plain('氏名', 'name', 30),
    { head: 'ヨミ', of: row => halfWidth(row.name_reading!), bytes: 30 },
    { head: '生年月日', of: row => row.birth_date!.replaceAll('-', ''), bytes: 8 },
    plain('メール', 'mail', 40),
    plain('登録館', 'home_branch', 12),
    { head: '有効期限', of: row => row.expires_on!.replaceAll('-', ''), bytes: 8 },
  ],
  cards: [
    plain('カード番号', 'number', 10),
    plain('利用者番号', 'patron', 8),
    era('発行日', 'issued_on', 10),
    era('廃止日', 'retired_on', 10),
  ],
  items: [
    plain('資料コード', 'barcode', 10),
    plain('書誌番号', 'record', 24),
    plain('所蔵館', 'home_branch', 12),
    plain('場所', 'shelf', 20),
    plain('請求記号', 'call_number', 20),
    coded('貸出区分', 'category', loanRules, 1),
    coded('状態', 'status', statuses, 2),
    { head: '受入日', of: row => row.joined_on!.replaceAll('-', ''), bytes: 8 },
  ],
  loans: [
    plain('資料コード', 'item', 10),
    plain('利用者番号', 'patron', 8),
    plain('貸出館', 'branch', 12),
    plain('貸出日時', 'lent_at', 19),
    era('返却期限', 'due_on', 10),
    plain('延長', 'renewals', 2),
  ],
  holds: [
    plain('予約番号', 'order', 10),
    plain('利用者番号', 'patron', 8),
    plain('書誌番号', 'record', 24),
    coded('状態', 'state', states, 1),
    plain('資料コード', 'item', 10),
    plain('受取館', 'pickup_branch', 12),
    coded('連絡', 'contact', contacts, 1),
    plain('受付日時', 'applied_at', 19),
    plain('確保日時', 'captured_at', 19),
    plain('連絡日時', 'ready_at', 19),
    era('取置期限', 'pick_up_by', 10),
  ],
  transits: [
    plain('資料コード', 'item', 10),
    plain('発送館', 'from_branch', 12),
    plain('到着館', 'to_branch', 12),
    plain('発送日時', 'sent_at', 19),
  ],
}

/** The bytes of each field, counted from 1. */
function fields(columns: readonly Written[]): string {
  let from = 1
  return `{ ${columns
    .map(({ head, bytes }) => {
      const field = `${head}: [${from}, ${bytes}]`
      from += bytes!
      return field
    })
    .join(', ')} }`
}

/** The same columns as in the other dialect of Japanese headers; the files end in .txt and have no header row. */
function fixedMapping(): string {
  const [head, ...sections] = cp932.mapping!.split(/(?=^ {2}(?:families|patrons|cards|items|loans|holds|transits):$)/m)
  const written = sections.map(section => {
    const name = /^ {2}(\w+):/.exec(section)![1] as TableName
    return section
      .replace(
        /file: (.*)\.csv/,
        (_, file) => `file: ${file}.txt\n    encoding: cp932\n    fixed: ${fields(byteWidths[name])}`,
      )
      .replace('    unused: [備考]\n', '')
      .replace('{ join: [姓, 名], with: " " }', '氏名')
  })
  return head + written.join('')
}

export const dialects: Record<Kind, Dialect> = {
  clean,
  cp932,
  fixed: {
    encoding: 'cp932',
    fixed: true,
    tables: Object.fromEntries(
      Object.entries(byteWidths).map(([name, columns]) => [
        name,
        { file: cp932.tables[name as TableName].file.replace('.csv', '.txt'), columns },
      ]),
    ) as Dialect['tables'],
    mapping: fixedMapping(),
  },
}
