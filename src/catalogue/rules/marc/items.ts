import { type Doubt, type ImportedItem, itemSaid, readLoanRule } from '../imported/imported.ts'
import { type DataField, subfield } from './record.ts'

/**
 * Copies in 852 (MARC 21 holdings: $b branch, $c place on the shelves, $h class and $i mark, $p barcode, $z note on
 * lending) and in 952 (Koha: $a or $b branch, $c place, $o call number, $p barcode, $y item type, $d date acquired, $7
 * why it is not for loan, -1 being on order). One without a barcode is not a copy.
 */
export function itemsOfMarc(holdings: DataField[], kohaItems: DataField[]): { items: ImportedItem[]; doubts: Doubt[] } {
  const items = new Map<string, ImportedItem>()
  const doubts: Doubt[] = []
  for (const field of holdings) {
    const callNumber = [subfield(field, 'h'), subfield(field, 'i')].filter(part => part !== null).join('/')
    doubts.push(...add(items, field, 'b', callNumber || null, subfield(field, 'z'), null, null))
  }
  for (const field of kohaItems) {
    const branch = subfield(field, 'a') === null ? 'b' : 'a'
    const [callNumber, lending, acquired, notForLoan] = ['o', 'y', 'd', '7'].map(code => subfield(field, code))
    doubts.push(...add(items, field, branch, callNumber!, lending!, acquired!, notForLoan!))
  }
  return { items: [...items.values()], doubts }
}

function add(
  items: Map<string, ImportedItem>,
  field: DataField,
  branchCode: string,
  callNumber: string | null,
  lending: string | null,
  acquired: string | null,
  notForLoan: string | null,
): Doubt[] {
  const barcode = subfield(field, 'p')?.trim()
  if (!barcode) return []
  const { item, doubts } = itemSaid(
    { barcode, joinedOn: acquired, state: notForLoan },
    {
      branch: subfield(field, branchCode)?.trim() ?? '',
      location: subfield(field, 'c')?.trim() || null,
      callNumber: callNumber?.trim() || null,
      loanRule: readLoanRule(lending),
    },
  )
  if (item) items.set(item.barcode, item)
  return doubts
}

/**
 * Whether a field is a library's own: its copies, its notes, and what systems write in fields for local use. 94x stays,
 * for it says the kind (942).
 */
export const isLocalField = (tag: string): boolean => /^(852|952|59\d|9[^4]\d)$/.test(tag)
