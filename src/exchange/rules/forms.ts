import { itemStatuses } from '#items/rules/item.ts'

/** What may stand in a column. `key` is unique in its file; `of` names the file whose key it must be. */
export type Column = {
  is: 'text' | 'day' | 'instant' | 'count' | 'flag' | 'card' | 'branch' | 'json'
  /** Must not be empty. */
  needed?: true
  key?: true
  of?: 'families' | 'patrons' | 'items' | 'bibs'
  /** Only read, never written by an export. */
  readOnly?: true
  oneOf?: readonly string[]
}
export type Form = Record<string, Column>

const text: Column = { is: 'text' }
const needed: Column = { is: 'text', needed: true }
const patron: Column = { ...needed, of: 'patrons' }
const item: Column = { ...needed, of: 'items' }
const bib: Column = { ...needed, of: 'bibs' }
const day: Column = { is: 'day' }
const dayNeeded: Column = { is: 'day', needed: true }
const instant: Column = { is: 'instant' }
const instantNeeded: Column = { is: 'instant', needed: true }
const flag: Column = { is: 'flag' }
const branch: Column = { is: 'branch', needed: true }
const contact: Column = { ...needed, oneOf: ['phone', 'mail', 'self'] }
const kinds = ['ordinary', 'series', 'set']

/**
 * The tables of a folder of moving, each a file NAME.csv, in the order in which they are taken in. Columns and words:
 * docs/moving-in.md.
 */
export const forms = {
  items: {
    barcode: { ...needed, key: true },
    record: bib,
    home_branch: branch,
    current_branch: { is: 'branch' },
    shelf: text,
    call_number: text,
    category: text,
    status: { is: 'text', oneOf: itemStatuses },
    joined_on: day,
    note: text,
  },
  // 非公開: a record, or one copy of it.
  hidden: { record: bib, item: { is: 'text', of: 'items' }, hidden_at: instant, hidden_by: text, because: needed },
  // 世帯: what its members share. Who has no address or telephone of their own has those of the family.
  families: { family: { ...needed, key: true }, phone: text, postal_code: text, address: text },
  patrons: {
    patron: { ...needed, key: true },
    family: { is: 'text', of: 'families', readOnly: true },
    category: needed,
    name: needed,
    name_reading: needed,
    birth_date: dayNeeded,
    phone: text,
    mail: text,
    postal_code: text,
    address: text,
    home_branch: { is: 'branch' },
    expires_on: dayNeeded,
    stopped_because: text,
    keeps_history: flag,
    language: text,
    due_soon_days: { is: 'count' },
    declined_mails: text,
    wants_receipts: flag,
    usual_branch: { is: 'branch' },
    usual_stop: text,
    usual_contact: { is: 'text', oneOf: ['phone', 'mail', 'self'] },
    agreed_at: instant,
    agreed_to: text,
    created_at: instant,
    merged_into: { is: 'text', of: 'patrons' },
    forgotten: flag,
  },
  cards: { number: { is: 'card', needed: true, key: true }, patron, issued_on: day, retired_on: day },
  notes: { patron, words: needed, written_by: text, written_at: instant },
  passwords: {
    patron: { ...patron, key: true },
    kind: { is: 'text', oneOf: ['temporary', 'own'] },
    earlier: text,
    hash: text,
    wrapped: { is: 'json' },
    made_with: text,
    set_at: instant,
    temporary_until: instant,
  },
  loans: {
    item,
    patron: { is: 'text', of: 'patrons' },
    record: { is: 'text', of: 'bibs' },
    branch,
    stop: text,
    lent_at: instantNeeded,
    due_on: dayNeeded,
    renewals: { is: 'count' },
    returned_at: instant,
    returned_branch: { is: 'branch' },
    lost_at: instant,
  },
  holds: {
    patron,
    record: bib,
    state: { ...needed, oneOf: ['applied', 'waiting', 'inTransit', 'ready', 'cancelApplied'] },
    item: { is: 'text', of: 'items' },
    only_item: { is: 'text', of: 'items' },
    order: needed,
    order_position: { is: 'count' },
    order_kind: { is: 'text', oneOf: kinds },
    kind: { is: 'text', oneOf: kinds },
    channel: { is: 'text', oneOf: ['web', 'terminal', 'counter'] },
    pickup_branch: branch,
    pickup_stop: text,
    contact,
    applied_at: instantNeeded,
    captured_at: instant,
    ready_at: instant,
    notified_at: instant,
    pick_up_by: day,
    suspended_until: day,
    not_needed_after: day,
    enough: { is: 'count' },
  },
  transits: {
    item: { ...item, key: true },
    from_branch: branch,
    to_branch: branch,
    sent_at: instantNeeded,
  },
  'saved-searches': { patron, asked: needed, arranged: text, name: text, saved_at: instantNeeded, mail: flag },
  wishes: {
    list: needed,
    patron,
    name: needed,
    made_at: instantNeeded,
    record: { is: 'text', of: 'bibs' },
    note: text,
    wished_at: instant,
  },
  requests: {
    id: { ...needed, key: true },
    patron,
    state: {
      ...needed,
      oneOf: ['received', 'considering', 'ordered', 'borrowing', 'held', 'declined', 'withdrawn'],
    },
    title: needed,
    author: text,
    publisher: text,
    published: text,
    isbn: text,
    note: text,
    pickup_branch: branch,
    pickup_stop: text,
    contact,
    made_at: instantNeeded,
    changed_at: instant,
    answer: text,
    record: { is: 'text', of: 'bibs' },
  },
} as const satisfies Record<string, Form>
export type FormName = keyof typeof forms

/** The forms that become tables of the library; families only fill in what their members leave empty. */
export type TableName = Exclude<FormName, 'families'>
export const formNames = Object.keys(forms) as FormName[]
