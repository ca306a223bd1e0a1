/** What would have been right, or what was done, where a row of a moving could not be used as it stands. Words: text/ja/moving.ts. */
export type Want =
  | { is: 'filled' | 'day' | 'instant' | 'count' | 'flag' | 'card' | 'branch' | 'json' }
  | { is: 'oneOf'; values: readonly string[] }
  /** A key stands once; the row of `firstLine` has it already. */
  | { is: 'once'; firstLine: number }
  /** What it names is not there, or was not taken in. */
  | { is: 'takenIn'; of: 'families' | 'patrons' | 'items' | 'bibs' }
  | { is: 'file' | 'closedQuote' | 'used' | 'code' }
  | { is: 'readable'; encoding: string }
  | { is: 'ownCharacter'; code: string }
  | { is: 'cells' | 'bytes'; wanted: number; found: number }
  | { is: 'columnOfFile' | 'columnOfForm'; names: readonly string[] }
  /** A state that needs this column, or must not have it. */
  | { is: 'stateHas' | 'stateHasNot'; state: string }
  /** Lent or held already, by the row of another file or line. */
  | {
      is:
        | 'freeItem'
        | 'orderOfOne'
        | 'oneCardInUse'
        | 'oneOpenHold'
        | 'oneOpenLoan'
        | 'oneSearch'
        | 'stopOfBranch'
        | 'knownCategory'
    }
  | { is: 'ofItsRecord' }
  | { is: 'earlierPassword' | 'ourSecrets' }
  /** A record of the catalogue, in the words of the import. */
  | { is: 'record'; reason: string }
  /** The database does not take the row; the name of what it broke, or its own words. */
  | { is: 'database'; says: string }
  /** The row is in, but not as it stands: nothing else says where the copy is. */
  | { is: 'madeMissing'; was: string }
  | { is: 'onItsWay'; from: string }

/** True for what is said of a row that was taken in all the same. */
export const isTakenIn = (want: Want): boolean =>
  want.is === 'madeMissing' || want.is === 'onItsWay' || want.is === 'used'

/** Which column a constraint of the database is about, and what it wants of it. */
const constraints: Record<string, [column: string, want: Want]> = {
  card_in_use_once: ['retired_on', { is: 'oneCardInUse' }],
  card_number_check: ['number', { is: 'card' }],
  hold_open_once: ['record', { is: 'oneOpenHold' }],
  hold_item_once: ['item', { is: 'freeItem' }],
  hold_pickup_branch_id_pickup_stop_id_fkey: ['pickup_stop', { is: 'stopOfBranch' }],
  loan_open_once: ['item', { is: 'oneOpenLoan' }],
  loan_stop_id_fkey: ['stop', { is: 'stopOfBranch' }],
  patron_category_fkey: ['category', { is: 'knownCategory' }],
  item_loan_rule_fkey: ['category', { is: 'knownCategory' }],
  saved_search_once: ['asked', { is: 'oneSearch' }],
  transit_open_once: ['item', { is: 'freeItem' }],
}

/** What the database refused, as a person mends it. */
export function wantOfRefusal({ constraint, message }: { constraint?: string | undefined; message: string }): {
  column: string
  want: Want
} {
  const known = constraint === undefined ? undefined : constraints[constraint]
  return known
    ? { column: known[0], want: known[1] }
    : { column: '', want: { is: 'database', says: constraint ?? message } }
}
