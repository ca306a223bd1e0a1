import type { AuthorityKind } from './authority.ts'

/** The columns of a table of 典拠, each with the other headers under which it is known. */
const columns = {
  heading: ['標目', '典拠標目', '統一標目'],
  heading_yomi: ['標目ヨミ', '標目よみ', '標目読み', '標目カナ'],
  heading_kind: ['標目種別', '典拠種別'],
  id: ['典拠番号', '典拠id', '典拠コード'],
  agency: ['機関', '機関コード'],
  other_names: ['別名', '別の名前', 'を見よ', 'を見よ参照'],
  other_names_yomi: ['別名ヨミ', '別名よみ', 'を見よヨミ'],
  see_also: ['をも見よ', 'をも見よ参照'],
  see_also_yomi: ['をも見よヨミ'],
  deleted: ['削除', '削除フラグ'],
} as const satisfies Record<string, readonly string[]>

export type AuthorityColumn = keyof typeof columns

const known = new Map<string, AuthorityColumn>(
  (Object.keys(columns) as AuthorityColumn[]).flatMap(column =>
    [column, ...columns[column]].map(header => [fold(header), column] as const),
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

/** A row of such a table as a line of the JSON form. Several names in a cell stand between '|' (or '；'). */
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
    other_names: named(said.other_names, said.other_names_yomi),
    see_also: named(said.see_also, said.see_also_yomi),
    deleted: said.deleted !== undefined && !/^(0|false|いいえ|no|n)$/i.test(said.deleted),
  }
}

/** 件名, 人名, 団体名; a table that does not say is of names. */
const kindOf = (word: string): AuthorityKind => (/件名|subject/i.test(word) ? 'subject' : 'name')

function named(names: string | undefined, readings: string | undefined): { name: string; yomi: string | undefined }[] {
  const yomi = parts(readings)
  return parts(names).map((name, index) => ({ name, yomi: yomi[index] }))
}

const parts = (cell: string | undefined): string[] => (cell ? cell.split(/\s*[|；]\s*/).map(part => part.trim()) : [])
