import { closeSync, copyFileSync, mkdirSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import iconv from 'iconv-lite'
import { type Dialect, dialects, type Kind, type TableName } from './dialects.ts'
import { type Cells, type Expected, Table } from './write-table.ts'

/**
 * How large an earlier system is, and of which kind. `damaged`: so many rows of each way of being wrong stand among
 * the others.
 */
export type EarlierSystem = {
  kind: Kind
  seed: number
  today: string
  patrons: number
  bibs: number
  items: number
  loans: number
  holds: number
  damaged: number
}

export const fullSize = { patrons: 100_000, bibs: 300_000, items: 500_000, loans: 60_000, holds: 8_000 }

/** What a moving has to take in, and what it has to tell, file by file and line by line. */
export type Answers = { takenIn: Record<TableName, number>; expected: Expected[] }

/**
 * Writes a folder as an earlier system would export it: settings, catalogue, families with one address, patrons,
 * cards (old ones too), copies, loans, a queue, and what is on its way. Drawn from the seed: the same seed writes the
 * same bytes.
 */
export function writeEarlierSystem(folder: string, system: EarlierSystem): Answers {
  mkdirSync(folder, { recursive: true })
  const town = new Town(system)
  const dialect = dialects[system.kind]
  const answers: Answers = { takenIn: {} as Answers['takenIn'], expected: [] }
  copyFileSync(join(dirname(fileURLToPath(import.meta.url)), '../../demo/library.yaml'), join(folder, 'settings.yaml'))
  if (dialect.mapping) writeFileSync(join(folder, 'move-in.yaml'), dialect.mapping)
  writeCatalogue(folder, town)
  for (const [name, rows] of Object.entries(town.tables()) as [TableName, Iterable<Cells>][]) {
    const { file, columns } = dialect.tables[name]
    const table = new Table(folder, file, columns, { ...dialect, expected: answers.expected })
    answers.takenIn[name] = 0
    for (const row of rows) {
      table.row(row)
      answers.takenIn[name]++
    }
    for (let nth = 0; nth < system.damaged && dialect.mapping; nth++)
      answers.takenIn[name] += damage(name, table, town, dialect, nth)
    table.close()
  }
  return answers
}

const branches = [
  ['chuo', '中央図書館'],
  ['asahi', '朝日図書館'],
  ['arakawa', '荒川図書室'],
  ['kamihayashi', '神林図書室'],
  ['sanpoku', '山北図書室'],
] as const
const surnames = ['髙橋', '𠮷田', '渡邉', '佐藤', '鈴木', '本間', '山﨑', '長谷川', '五十嵐', '小林', '斎藤', '板垣']
const givenNames = ['花子', '太郎', '美咲', '健一', 'さくら', '翔', '陽菜', '悠真', '和子', '正', '結衣', '蓮']
const readings = ['タカハシ', 'ヨシダ', 'ワタナベ', 'サトウ', 'スズキ', 'ホンマ', 'ヤマザキ', 'ハセガワ']
const words = [
  '海',
  '山',
  '鮭',
  '城下町',
  '物語',
  '歴史',
  '入門',
  '料理',
  '旅',
  '猫',
  '星',
  '機械',
  '言葉',
  '森',
  '冬',
  '手紙',
]

class Town {
  readonly system: EarlierSystem
  private readonly loanStep: number

  constructor(system: EarlierSystem) {
    this.system = system
    this.loanStep = Math.floor(system.items / system.loans)
  }

  /** A number from 0 to 1 that belongs to this one thing. */
  draw(what: number, nth: number): number {
    let at = (this.system.seed * 0x9e3779b1 + what * 0x85ebca6b + nth * 0xc2b2ae35) | 0
    at = Math.imul(at ^ (at >>> 15), 0x2c1b3c6d)
    at = Math.imul(at ^ (at >>> 12), 0x297a2d39)
    return ((at ^ (at >>> 15)) >>> 0) / 2 ** 32
  }

  of<T>(list: readonly T[], what: number, nth: number): T {
    return list[Math.floor(this.draw(what, nth) * list.length)]!
  }

  day(offset: number): string {
    return Temporal.PlainDate.from(this.system.today).add({ days: offset }).toString()
  }

  /** Every title has a copy; the others are of the titles that are asked for most. */
  bibOf(item: number): number {
    const { bibs } = this.system
    return item <= bibs ? item : 1 + Math.floor(bibs * this.draw(1, item) ** 2)
  }

  tables(): Record<TableName, Iterable<Cells>> {
    const { patrons, items, loans } = this.system
    return {
      families: this.rows(Math.ceil(patrons / 3), nth => this.family(nth)),
      patrons: this.rows(patrons, nth => this.patron(nth)),
      cards: this.cards(),
      items: this.rows(items, nth => this.item(nth)),
      loans: this.rows(loans, nth => this.loan(nth)),
      holds: this.holds(),
      transits: this.transits(),
    }
  }

  private *rows(count: number, of: (nth: number) => Cells): Generator<Cells> {
    for (let nth = 1; nth <= count; nth++) yield of(nth)
  }

  family(nth: number): Cells {
    return {
      family: `F${nth}`,
      phone: `0254-00-${String(nth % 10_000).padStart(4, '0')}`,
      postal_code: `958-${String(nth % 10_000).padStart(4, '0')}`,
      address: `村上市${this.of(words, 2, nth)}町${1 + (nth % 30)}番${1 + (nth % 9)}号`,
    }
  }

  patron(nth: number): Cells {
    const age = Math.floor(this.draw(3, nth) * 80) + 6
    const [home_branch, home_branch_name] = this.of(branches, 4, nth)
    return {
      patron: key(nth),
      family: `F${Math.ceil(nth / 3)}`,
      category: age < 13 ? 'child' : nth % 500 === 0 ? 'group' : 'general',
      name: `${this.of(surnames, 5, nth)} ${this.of(givenNames, 6, nth)}`,
      name_reading: `${this.of(readings, 5, nth)} ハナコ`,
      birth_date: this.day(-age * 365 - Math.floor(this.draw(7, nth) * 365)),
      mail: nth % 3 === 0 ? `p${nth}@example.jp` : '',
      home_branch,
      home_branch_name,
      expires_on: this.day(30 + Math.floor(this.draw(8, nth) * 1000)),
    }
  }

  private *cards(): Generator<Cells> {
    for (let nth = 1; nth <= this.system.patrons; nth++) {
      // One in ten has lost a card.
      if (nth % 10 === 0)
        yield { number: `9${key(nth).slice(1)}`, patron: key(nth), issued_on: '2015-04-01', retired_on: '2020-04-01' }
      yield { number: key(nth), patron: key(nth), issued_on: '2020-04-01', retired_on: '' }
    }
  }

  item(nth: number): Cells {
    const { loans, bibs } = this.system
    const [home_branch, home_branch_name] = this.of(branches, 9, nth)
    const isLent = (nth - 1) % this.loanStep === 0 && (nth - 1) / this.loanStep < loans
    const held = this.loanStep > 1 && (nth - 2) % this.loanStep === 0 ? (nth - 2) / this.loanStep : -1
    return {
      barcode: barcode(nth),
      record: record(this.bibOf(nth)),
      home_branch,
      home_branch_name,
      shelf: nth % 4 === 0 ? '児童' : '一般',
      call_number: `913.6/${this.of(words, 10, nth).slice(0, 1)}`,
      category: nth > bibs && nth % 50 === 0 ? 'reference' : nth % 20 === 0 ? 'audiovisual' : 'normal',
      status: isLent ? 'loan' : held >= 0 && this.stateOf(held + 1) === 'inTransit' ? 'transit' : 'shelf',
      joined_on: this.day(-Math.floor(this.draw(11, nth) * 7000)),
    }
  }

  loan(nth: number): Cells {
    const item = 1 + (nth - 1) * this.loanStep
    const [branch, branch_name] = this.of(branches, 9, item)
    return {
      item: barcode(item),
      patron: key(1 + ((nth * 31) % this.system.patrons)),
      branch,
      branch_name,
      lent_at: `${this.day(-14)}T${10 + (nth % 8)}:15:00`,
      due_on: this.day((nth % 35) - 20),
      renewals: `${nth % 2}`,
    }
  }

  /**
   * The first holds have a copy: of every twenty three stand ready, and one is on its way. The rest waits, some since
   * today.
   */
  private stateOf(nth: number): string {
    const { holds } = this.system
    if (nth <= holds * 0.15) return 'ready'
    if (nth <= holds * 0.2) return 'inTransit'
    return nth <= holds * 0.9 ? 'waiting' : 'applied'
  }

  hold(nth: number): Cells {
    const { bibs, patrons } = this.system
    const state = this.stateOf(nth)
    const item = state === 'ready' || state === 'inTransit' ? 2 + (nth - 1) * this.loanStep : null
    const [pickup_branch, pickup_branch_name] = this.of(branches, 12, nth)
    const rank = 1 + Math.floor(Math.min(bibs, 5000) * this.draw(13, nth) ** 3)
    return {
      order: `Y${nth}`,
      patron: key(1 + ((nth * 7919) % patrons)),
      record: record(item === null ? rank : this.bibOf(item)),
      state,
      item: item === null ? '' : barcode(item),
      pickup_branch,
      pickup_branch_name,
      contact: nth % 3 === 0 ? 'mail' : nth % 3 === 1 ? 'phone' : 'self',
      applied_at: `${this.day(state === 'applied' ? 0 : -30)}T09:${String(nth % 60).padStart(2, '0')}:00`,
      captured_at: item === null ? '' : `${this.day(-3)}T11:00:00`,
      ready_at: state === 'ready' ? `${this.day(-2)}T11:00:00` : '',
      notified_at: state === 'ready' ? `${this.day(-2)}T11:00:00` : '',
      pick_up_by: state === 'ready' ? this.day(5) : '',
    }
  }

  private *holds(): Generator<Cells> {
    const seen = new Set<string>()
    for (let nth = 1; nth <= this.system.holds; nth++) {
      const hold = this.hold(nth)
      // Nobody waits twice for one title.
      const both = `${hold.patron} ${hold.record}`
      if (!seen.has(both)) yield hold
      seen.add(both)
    }
  }

  private *transits(): Generator<Cells> {
    for (let nth = 1; nth <= this.system.holds; nth++) {
      if (this.stateOf(nth) !== 'inTransit') continue
      const { item, pickup_branch, pickup_branch_name } = this.hold(nth)
      const [from_branch, from_branch_name] = branches[pickup_branch === 'chuo' ? 1 : 0]
      yield {
        item: item!,
        from_branch,
        from_branch_name,
        to_branch: pickup_branch!,
        to_branch_name: pickup_branch_name!,
        sent_at: `${this.day(-3)}T11:00:00`,
      }
    }
  }
}

const key = (nth: number) => String(nth).padStart(8, '0')
const barcode = (nth: number) => `1${String(nth).padStart(8, '0')}`
const record = (nth: number) => `EARLIER:${nth}`

/**
 * One row of each way in which this table can be wrong, besides the ones that are right.
 * @returns how many of them come in all the same
 */
function damage(name: TableName, table: Table, town: Town, dialect: Dialect, nth: number): number {
  const columns = dialect.tables[name].columns
  const put = (head: string, text: string) => (cells: string[]) =>
    cells.map((cell, at) => (columns[at]!.head === head ? text : cell))
  const { patrons, items, loans } = town.system
  switch (name) {
    case 'patrons': {
      const one = (more: number): Cells => ({ ...town.patron(1 + nth), patron: key(patrons + 10 * nth + more) })
      table.damaged(
        one(1),
        { column: 'birth_date', is: 'day' },
        put('生年月日', dialect.fixed ? '19551301' : 'S55.13.1'),
      )
      table.damaged(one(2), { column: 'category', is: 'code' }, put('区分', '7'))
      table.damaged(one(3), { column: 'name', is: 'ownCharacter' }, put(dialect.fixed ? '氏名' : '姓', '\ue020'))
      table.damaged({ ...one(4), patron: key(1 + nth) }, { column: 'patron', is: 'once' })
      table.damaged({ ...one(5), family: 'F0' }, { column: 'family', is: 'takenIn' })
      if (dialect.fixed) table.bytes(Buffer.from(key(patrons + 10 * nth + 6)), { column: '', is: 'bytes' })
      else {
        table.damaged(one(6), { column: '', is: 'cells' }, cells => cells.slice(0, -2))
        table.bytes(Buffer.from([0x31, 0x2c, 0xfd, 0xfd, 0x2c]), { column: '', is: 'readable' })
        table.bytes(Buffer.from(`"${key(patrons + 10 * nth + 7)},F1`), { column: '', is: 'closedQuote' })
      }
      return 0
    }
    case 'cards': {
      const card = { number: `8${key(nth).slice(1)}`, issued_on: '2020-04-01', retired_on: '' }
      table.damaged({ ...card, patron: '99999999' }, { column: 'patron', is: 'takenIn' })
      table.damaged({ ...card, number: key(1 + nth), patron: key(2 + nth) }, { column: 'number', is: 'once' })
      table.damaged({ ...card, patron: key(1 + nth) }, { column: 'retired_on', is: 'oneCardInUse' })
      return 0
    }
    case 'items': {
      const one = (more: number): Cells => ({
        ...town.item(1 + nth),
        barcode: barcode(items + 10 * nth + more),
        status: 'shelf',
      })
      const home = dialect.fixed ? { home_branch: 'nowhere' } : { home_branch_name: '駅前館' }
      table.damaged({ ...one(1), ...home }, { column: 'home_branch', is: 'branch' })
      table.damaged({ ...one(2), record: record(0) }, { column: 'record', is: 'takenIn' })
      table.damaged({ ...one(3), status: 'loan' }, { column: 'status', is: 'madeMissing' })
      return 1
    }
    case 'loans': {
      const one = town.loan(1 + (nth % loans))
      table.damaged({ ...one, item: '999' }, { column: 'item', is: 'takenIn' })
      table.damaged({ ...one, patron: key(5) }, { column: 'item', is: 'oneOpenLoan' })
      table.damaged(one, { column: 'due_on', is: 'day' }, put('返却期限', 'R8.2.30'))
      return 0
    }
    case 'holds': {
      const ready = town.hold(1 + nth)
      const waits = {
        ...ready,
        order: `D${nth}`,
        state: 'waiting',
        item: '',
        captured_at: '',
        ready_at: '',
        notified_at: '',
        pick_up_by: '',
      }
      table.damaged({ ...ready, order: `D${nth}`, item: '' }, { column: 'item', is: 'stateHas' })
      table.damaged(waits, { column: 'record', is: 'oneOpenHold' })
      const other = record(town.system.bibs)
      table.damaged({ ...ready, order: `E${nth}`, record: other }, { column: 'item', is: 'ofItsRecord' })
      return 0
    }
    case 'families':
    case 'transits':
      return 0
    default:
      return name satisfies never
  }
}

/** Of a clean system JSON lines; of the others a table in CP932, as a spreadsheet writes it. */
function writeCatalogue(folder: string, town: Town): void {
  const isTable = town.system.kind !== 'clean'
  const handle = openSync(join(folder, isTable ? 'catalogue.tsv' : 'catalogue.jsonl'), 'w')
  const heads = ['書誌番号', 'agency', 'タイトル', 'タイトルヨミ', '著者', '出版者', '出版年', '分類', '件名', '形態']
  let pieces = isTable ? [heads.join('\t')] : []
  const flush = () => {
    const text = pieces.map(piece => `${piece}\r\n`).join('')
    writeSync(handle, isTable ? iconv.encode(text, 'cp932') : Buffer.from(text))
    pieces = []
  }
  for (let nth = 1; nth <= town.system.bibs; nth++) {
    const title = `${town.of(words, 20, nth)}と${town.of(words, 21, nth)}の${town.of(words, 22, nth)} ${nth}`
    const creator = `${town.of(surnames, 23, nth).replace('𠮷', '吉')} ${town.of(givenNames, 24, nth)}`
    const year = 1950 + Math.floor(town.draw(25, nth) * 76)
    pieces.push(
      isTable
        ? [
            `${nth}`,
            'EARLIER',
            title,
            'ウミトヤマノモノガタリ',
            `${creator} 著`,
            '岩舟書房',
            `${year}`,
            '913.6',
            '小説',
            '320p ; 19cm',
          ].join('\t')
        : JSON.stringify({
            agency: 'EARLIER',
            id: `${nth}`,
            title,
            title_yomi: 'ウミトヤマノモノガタリ',
            creators: [{ name: creator, role: '著' }],
            publisher: '岩舟書房',
            date: `${year}`,
            ndc: ['913.6'],
            subjects: ['小説'],
            extent: '320p ; 19cm',
          }),
    )
    if (pieces.length === 5000) flush()
  }
  flush()
  closeSync(handle)
}
