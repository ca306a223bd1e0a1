import type { BranchId, HoldId, PatronId, ScanId } from '#ids.ts'

export type ScanPage = 'checkIn' | 'checkOut' | 'renew'

/**
 * Whose column it is: the session at the desk, and on 貸出 the patron who is being served. `sentId` names the scan that a
 * page sends: one with the same id was sent again.
 */
export type ScanColumn = { sessionId: string; page: ScanPage; patronId?: PatronId | null; sentId?: string | undefined }

/**
 * The loan that a scan ended: whose, by how many days too late, and whether its patron had said that the copy was lost.
 */
export type Returned = { patronId: PatronId; overdueDays: number; wasLost: boolean }

/** What the desk was told after a scan: a verdict, or what came of a loan. Days are ISO text. */
export type Said =
  | { do: 'shelve'; title: string; returned?: Returned }
  | {
      do: 'holdShelf'
      title: string
      holdId: HoldId
      cardLast4: string
      pickUpBy: string | null
      waitsForSet: boolean
      returned?: Returned
    }
  | { do: 'send'; title: string; to: string; holdId: HoldId | null; returned?: Returned }
  /** Nothing was done; `patronId`: whose card it is that was scanned for a copy. */
  | { do: 'stop'; why: string; patronId?: PatronId }
  | { do: 'lend'; title: string; dueOn: string; hadHold: boolean }
  | { do: 'renew'; title: string; dueOn: string }
  /** Refused: the code, the words at that moment, and whether somebody with the duty may set the rule aside. */
  | { do: 'refuse'; why: string; words: string; mayOverride: boolean }
  /** The card of another patron, within an open 貸出: whose turn is it? Nothing is lent until somebody answers. */
  | { do: 'ask'; patronId: PatronId; cardLast4: string }
  | { do: 'answer'; changed: boolean }

/** One line of the column on the screen. */
export type Scan = {
  id: ScanId
  at: Temporal.Instant
  branchId: BranchId
  barcode: string
  said: Said
  /** The row of the copy's history that it wrote; null when it changed nothing. */
  itemEventId: number | null
  undone: boolean
  mayUndo: boolean
  /** So long it can still be taken back. */
  undoSecondsLeft: number
  shelf: string | null
  callNumber: string | null
  itemTitle: string | null
  /** What stands in the record of the copy for whoever has it in hand. */
  itemNote: string | null
  /** What stands ready for whoever returned it, at this branch and elsewhere. */
  readyHere: number
  readyElsewhere: number
}
