import { aligned } from '../imported/columns.ts'
import type { AuthorityKind } from './authority.ts'

/** The columns of a table of 典拠, in the order of an export, each with the other headers under which it is known. */
export const authorityColumns = {
  id: ['典拠番号', '典拠id', '典拠コード'],
  agency: ['機関', '機関コード'],
  heading_kind: ['標目種別', '典拠種別'],
  heading: ['標目', '典拠標目', '統一標目'],
  heading_dates: ['標目生没年'],
  heading_yomi: ['標目ヨミ', '標目よみ', '標目読み', '標目カナ'],
  other_names: ['別名', '別の名前', 'を見よ', 'を見よ参照'],
  other_names_dates: ['別名生没年', 'を見よ生没年'],
  other_names_yomi: ['別名ヨミ', '別名よみ', 'を見よヨミ'],
  see_also: ['をも見よ', 'をも見よ参照'],
  see_also_dates: ['をも見よ生没年'],
  see_also_yomi: ['をも見よヨミ'],
  deleted: ['削除', '削除フラグ'],
} as const satisfies Record<string, readonly string[]>

export type AuthorityColumn = keyof typeof authorityColumns

const known = new Map<string, AuthorityColumn>(
  (Object.keys(authorityColumns) as AuthorityColumn[]).flatMap(column =>
    [column, ...authorityColumns[column]].map(header => [fold(header), column] as const),
  ),
)

function fold(header: string): string {
  return header.normalize('NFKC').toLowerCase().replace(/\s+/g, '')
}

/** The columns of a header row; null when it names no heading, and so is not of a table of 典拠. */
export function authorityColumnsOf(headers: readonly string[]): (AuthorityColumn | null)[] | null {
  const found = headers.map(header => known.get(fold(header)) ?? null)
  return found.includes('heading') ? found : null
}

/**
 * A row of such a table as a line of the JSON form. Several names stand in a cell as several values do in a table of
 * bibs.
 */
export function authorityRowToJson(
  header: readonly (AuthorityColumn | null)[],
  cells: readonly string[],
): Record<string, unknown> {
  const said: Partial<Record<AuthorityColumn, string>> = {}
  for (const [index, column] of header.entries()) {
    const cell = cells[index]?.trim()
    if (column && cell) said[column] ??= cell
  }
  return {
    authority: kindOf(said.heading_kind ?? ''),
    id: said.id,
    agency: said.agency,
    name: said.heading,
    name_yomi: said.heading_yomi,
    dates: said.heading_dates,
    other_names: named(said.other_names, said.other_names_yomi, said.other_names_dates),
    see_also: named(said.see_also, said.see_also_yomi, said.see_also_dates),
    deleted: said.deleted !== undefined && !/^(0|false|いいえ|no|n)$/i.test(said.deleted),
  }
}

/** 件名, 人名, 団体名; a table that does not say is of names. */
const kindOf = (word: string): AuthorityKind => (/件名|subject/i.test(word) ? 'subject' : 'name')

type Cell = string | undefined

function named(names: Cell, readings: Cell, dates: Cell): { name: string; yomi: Cell; dates: Cell }[] {
  const [yomi, years] = [aligned(readings), aligned(dates)]
  return aligned(names).map((name, index) => ({ name, yomi: yomi[index], dates: years[index] }))
}
