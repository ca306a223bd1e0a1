import type { HoldId } from '#ids.ts'
import type { ItemStatus } from '#items/rules/item.ts'

/** What the counter decided about a copy, as far as a sorter needs to know it. */
export type Decided =
  | { do: 'shelve' }
  | { do: 'holdShelf' }
  | { do: 'send'; to: string; holdId: HoldId | null }
  | { do: 'stop' }

/**
 * How a sorter reads a verdict. `kind` is the alert type (CV) of the standard: 01 for a hold here, 02 for a hold
 * elsewhere, 04 to be sent to another branch, 99 for people; `bin` (CL) says the same and 00 for the shelf; `to` (CT)
 * is a branch.
 */
export function sorting(verdict: Decided): {
  ok: boolean
  alert: boolean
  bin: string
  kind: string | null
  to: string | null
} {
  switch (verdict.do) {
    case 'shelve':
      return { ok: true, alert: false, bin: '00', kind: null, to: null }
    case 'holdShelf':
      return { ok: true, alert: true, bin: '01', kind: '01', to: null }
    case 'send': {
      const kind = verdict.holdId === null ? '04' : '02'
      return { ok: true, alert: true, bin: kind, kind, to: verdict.to }
    }
    case 'stop':
      return { ok: false, alert: true, bin: '99', kind: '99', to: null }
    default:
      return verdict satisfies never
  }
}

/** The circulation status (18) of a copy, by what it is now. */
export function circulationStatus(status: ItemStatus | null): string {
  switch (status) {
    case 'shelf':
      return '03'
    case 'loan':
      return '04'
    case 'onOrder':
      return '02'
    case 'inProcess':
    case 'repair':
      return '06'
    case 'holdShelf':
      return '08'
    case 'transit':
      return '10'
    case 'missing':
      return '13'
    case 'withdrawn':
    case null:
      return '01'
    default:
      return status satisfies never
  }
}
