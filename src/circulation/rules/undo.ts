/** So long a scan at a desk can be taken back: as long as one still stands there with the copy in hand. */
export const undoSeconds = 60

/** Why a scan is not taken back. */
export type UndoRefusal = {
  why:
    | 'unknownItem'
    | 'nothingToUndo'
    | 'tooLate'
    /** Something else has happened to the copy since: at another desk, or by the night. */
    | 'changedSince'
    | 'cannotUndo'
}
