import type { Audience } from '../bib.ts'
import { splitRole } from '../writing/roles.ts'

/** The columns of a table, in the order of an export, each with the other headers under which it is known. */
export const columns = {
  id: ['書誌番号', '書誌id', '書誌コード', 'marcno', 'marc番号', 'タイトルコード', 'ndl_bib_id', 'bib_id'],
  agency: ['機関', '機関コード'],
  kind: ['資料種別', '資料区分', '種別'],
  title: ['タイトル', '書名', '本タイトル', '資料名', '誌名'],
  title_yomi: ['タイトルヨミ', 'タイトルよみ', 'タイトル読み', '書名ヨミ', '書名よみ', '書名カナ', 'タイトルカナ'],
  subtitle: ['副書名', 'サブタイトル', '副タイトル', 'タイトル関連情報'],
  other_titles: ['別タイトル', '別書名', '異タイトル', '原タイトル', '原書名', '並列タイトル', 'original_title'],
  other_titles_yomi: ['別タイトルヨミ', '別書名ヨミ', '別タイトルカナ'],
  volume: ['巻次', '巻号', '巻', '各巻タイトル'],
  series: ['シリーズ', 'シリーズ名', '叢書名', '双書名'],
  series_yomi: ['シリーズヨミ', 'シリーズ名ヨミ', '叢書名ヨミ'],
  responsibility: ['責任表示'],
  creators: ['著者', '著者名', '著者等', '作者', 'authors', 'author'],
  creators_yomi: ['著者ヨミ', '著者名ヨミ', '著者よみ', '著者読み', '著者カナ', 'authors_yomi'],
  creators_role: ['著者役割'],
  creators_authority: ['著者典拠番号'],
  publisher: ['出版者', '出版社', '発行者', '発行所'],
  place: ['出版地'],
  date: ['出版年', '出版年月', '発行年', '発行年月', '出版日', 'pub_date'],
  year: ['西暦'],
  isbn: ['isbn13', 'isbn10', 'isbn-13'],
  issn: [],
  ndc: ['分類', '分類記号', '分類番号', 'ndc分類'],
  subjects: ['件名', '件名標目', 'ndlsh'],
  subjects_yomi: ['件名ヨミ', '件名よみ', '件名カナ'],
  extent: ['形態', 'ページ', 'ページ数', 'ページ数・大きさ', '数量'],
  contents: ['内容細目', '目次'],
  note: ['注記', '内容紹介', '備考'],
  audience: ['対象', '対象区分', '一般児童区分'],
  language: ['言語', '言語コード'],
  url: [],
  barcode: ['資料コード', '資料番号', '資料id', 'バーコード', '登録番号'],
  branch: ['館', '館名', '館コード', '所蔵館', '所蔵館コード'],
  location: ['所蔵場所', '排架場所', '配架場所', '書架', '場所'],
  call_number: ['請求記号', '背ラベル'],
  loan_rule: ['貸出区分', '禁帯出', '帯出区分'],
  joined_on: ['受入日', '登録日', '受入年月日'],
  copy_state: ['資料状態', '資料の状態', '所蔵状態', '資料状況'],
  deleted: ['削除', '削除フラグ'],
  merged_into: ['統合先', '統合先書誌番号', '統合先番号'],
} as const satisfies Record<string, readonly string[]>

export type Column = keyof typeof columns

const known = new Map<string, Column>(
  (Object.keys(columns) as Column[]).flatMap(column =>
    [column, ...columns[column]].map(header => [fold(header), column] as const),
  ),
)

/** Width, case and spaces of a header do not matter. */
function fold(header: string): string {
  return header.normalize('NFKC').toLowerCase().replace(/\s+/g, '')
}

/** Which column a header means; null for one that is not imported. */
export const columnOfHeader = (header: string): Column | null => known.get(fold(header)) ?? null

/**
 * A row of a table as a line of the JSON form. Several values in a cell stand between '|' (or '；'); a row without a
 * number is known by its ISBN, or else by the barcode of its copy.
 */
export function rowToJson(header: (Column | null)[], cells: string[]): Record<string, unknown> {
  const said: Partial<Record<Column, string>> = {}
  for (const [index, column] of header.entries()) {
    const cell = cells[index]?.trim()
    if (column && cell) said[column] ??= cell
  }
  const {
    creators,
    creators_yomi,
    creators_role,
    creators_authority,
    isbn,
    ndc,
    subjects,
    subjects_yomi,
    other_titles,
    other_titles_yomi,
    year,
    audience,
    deleted,
    ...rest
  } = said
  const { barcode, branch, location, call_number, loan_rule, joined_on, copy_state, ...text } = rest
  const readings = aligned(creators_yomi)
  const roles = aligned(creators_role)
  const authorities = aligned(creators_authority)
  return {
    ...text,
    ...(said.id
      ? {}
      : { id: isbn ? `isbn:${isbn.replace(/[^0-9Xx]/g, '')}` : barcode ? `item:${barcode}` : undefined }),
    creators: namesIn(creators, header.includes('creators_role')).map(({ name, role }, index) => ({
      name,
      yomi: readings[index],
      role: roles[index] ?? role ?? undefined,
      authority: authorities[index],
    })),
    isbns: isbn ? several(isbn) : [],
    ndc: ndc ? several(ndc) : [],
    subjects: withReadings(subjects, subjects_yomi),
    other_titles: withReadings(other_titles, other_titles_yomi),
    ...(year && /^\d{4}$/.test(year) ? { year: Number(year) } : {}),
    audience: audience && audienceOfWord(audience),
    deleted: deleted !== undefined && !/^(0|false|いいえ|no|n)$/i.test(deleted),
    items: barcode
      ? [
          {
            barcode,
            branch,
            location,
            call_number,
            loan_rule: loan_rule && ruleOfMark(loan_rule),
            joined_on,
            copy_state,
          },
        ]
      : [],
  }
}

/**
 * 夏目 漱石／著 is a person and what they did; 谷川 俊太郎／詩 和田 誠／絵 are two.
 * @param haveRoles a column of its own says what they did, so that a name is a name
 */
function namesIn(cell: string | undefined, haveRoles: boolean): { name: string; role: string | null }[] {
  const parts = aligned(cell)
  if (haveRoles) return parts.map(name => ({ name, role: null }))
  return parts.flatMap(part => {
    const several = part.split(behindRole).filter(piece => piece.trim() !== '')
    return several.map(splitRole)
  })
}

/** A space behind a slash and a role of a few characters: the next name begins. */
const behindRole = /(?<=[/／][^/／\s　]{1,6})[\s　]+(?=[^\s　])/u

function withReadings(
  names: string | undefined,
  readings: string | undefined,
): { name: string; yomi: string | undefined }[] {
  const yomi = aligned(readings)
  return aligned(names).map((name, index) => ({ name, yomi: yomi[index] }))
}

/**
 * The values of a cell, between '|' if there is one, else '；' or '; '. Keeps empty places, so that names, readings and
 * roles stay beside each other.
 */
export const aligned = (cell: string | undefined): string[] =>
  cell ? cell.split(separator(cell)).map(part => part.trim()) : []

const several = (cell: string): string[] => aligned(cell).filter(part => part !== '')

const separator = (cell: string) => (cell.includes('|') ? '|' : /\s*；\s*|;\s/)

function audienceOfWord(word: string): Audience {
  if (/児童|子ども|こども|^child$|^j$/i.test(word)) return 'child'
  return /青少年|ヤング|^ya$|^youngadult$/i.test(word) ? 'youngAdult' : 'general'
}

/** A column 禁帯出 is often only ticked. */
const ruleOfMark = (mark: string) => (/^[○◯1✓]$/.test(mark) ? 'reference' : mark)
