/**
 * What would have been right, or what was done, where a row of a moving could not be used as it stands. Words:
 * text/ja/moving.ts.
 */
export type Want =
  | { is: 'filled' | 'day' | 'instant' | 'count' | 'flag' | 'card' | 'branch' | 'json' }
  | { is: 'oneOf'; values: readonly string[] }
  /** A key stands once; the row of `firstLine` has it already. */
  | { is: 'once'; firstLine: number }
  /** What it names is not there, or was not taken in. */
  | { is: 'takenIn'; of: 'families' | 'patrons' | 'items' | 'bibs' }
  | { is: 'file' | 'closedQuote' | 'used' | 'fileUsed' | 'code' }
  | { is: 'readable'; encoding: string }
  | { is: 'ownCharacter'; code: string }
  | { is: 'cells' | 'bytes'; wanted: number; found: number }
  | { is: 'columnOfFile' | 'columnOfForm'; names: readonly string[] }
  /** A state that needs this column, or must not have it. */
  | { is: 'stateHas' | 'stateHasNot'; state: string }
  /** Another column, which is filled, needs this one. */
  | { is: 'neededBy'; column: string }
  /** What stands against another row, or against the settings. */
  | {
      is:
        | 'freeItem'
        | 'ofOnePatron'
        | 'oneCardInUse'
        | 'oneOpenHold'
        | 'oneOpenLoan'
        | 'oneSearch'
        | 'oneWish'
        | 'isbn'
        | 'stopOfBranch'
        | 'knownCategory'
        | 'ofItsRecord'
    }
  | { is: 'shorter'; max: number }
  /** The last digit of a code does not follow from the others: it was misread or mistyped. */
  | { is: 'checkDigit'; by: 'modulus10' | 'sevens' }
  | { is: 'earlierPassword' | 'ourSecrets' }
  /** A record of the catalogue, in the words of the import. */
  | { is: 'record'; reason: string }
  /** The database does not take the row; the name of what it broke, or its own words. */
  | { is: 'database'; says: string }
  /** The row is in, but not as it stands: nothing else says where the copy is. */
  | { is: 'madeMissing'; was: string }
  /** The patron is in, without what stands there: nobody could be called or written to by it. */
  | { is: 'leftEmpty'; of: 'phone' | 'mail' }
  | { is: 'birthDate' }
  /** A record of the base of the moving that the files have no more: it went again, or something hangs on it. */
  | { is: 'goneSinceBase' | 'staysSinceBase' }
  | { is: 'onItsWay'; from: string }

/** A value that cannot be used: in which column, what stands there, and what would be right. */
export type CellProblem = { column: string; value: string; want: Want }

/** True for what is said of a row that was taken in all the same. */
export const isTakenIn = (want: Want): boolean =>
  want.is === 'madeMissing' ||
  want.is === 'leftEmpty' ||
  want.is === 'goneSinceBase' ||
  want.is === 'staysSinceBase' ||
  want.is === 'onItsWay' ||
  want.is === 'used' ||
  want.is === 'fileUsed'

/** Which column a constraint of the database is about, and what it wants of it. */
const constraints: Record<string, [column: string, want: Want]> = {
  card_in_use_once: ['retired_on', { is: 'oneCardInUse' }],
  card_number_check: ['number', { is: 'card' }],
  hold_open_once: ['record', { is: 'oneOpenHold' }],
  hold_item_once: ['item', { is: 'freeItem' }],
  hold_pickup_branch_id_pickup_stop_id_fkey: ['pickup_stop', { is: 'stopOfBranch' }],
  loan_open_once: ['item', { is: 'oneOpenLoan' }],
  loan_stop_id_fkey: ['stop', { is: 'stopOfBranch' }],
  patron_note_words_check: ['words', { is: 'shorter', max: 200 }],
  patron_usual_branch_id_usual_stop_id_fkey: ['usual_stop', { is: 'stopOfBranch' }],
  patron_category_fkey: ['category', { is: 'knownCategory' }],
  item_loan_rule_fkey: ['category', { is: 'knownCategory' }],
  saved_search_once: ['asked', { is: 'oneSearch' }],
  transit_open_once: ['item', { is: 'freeItem' }],
  saved_search_asked_check: ['asked', { is: 'shorter', max: 2000 }],
  saved_search_name_check: ['name', { is: 'shorter', max: 200 }],
  wish_pkey: ['record', { is: 'oneWish' }],
  wish_list_name_check: ['name', { is: 'shorter', max: 60 }],
  wish_note_check: ['note', { is: 'shorter', max: 500 }],
  request_title_check: ['title', { is: 'shorter', max: 300 }],
  request_author_check: ['author', { is: 'shorter', max: 200 }],
  request_publisher_check: ['publisher', { is: 'shorter', max: 200 }],
  request_published_check: ['published', { is: 'shorter', max: 40 }],
  request_isbn_check: ['isbn', { is: 'isbn' }],
  request_note_check: ['note', { is: 'shorter', max: 500 }],
  request_answer_check: ['answer', { is: 'shorter', max: 500 }],
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
