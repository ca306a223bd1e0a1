import { deskOf } from '#acting.ts'
import { transact } from '#database/database.ts'
import type { StopId } from '#ids.ts'
import type { Library } from '#library.ts'
import { shelfLines } from './hold-shelf.ts'
import type { ShelfLine } from './shelf-store.ts'
import { loadStopsOn } from './stop-visit-store.ts'

export type LoadingList = { stopId: StopId; stopName: string; arrives: Temporal.PlainTime; lines: ShelfLine[] }

/** 積込リスト: what the bookmobile takes along on a day, stop by stop in the order of the tour (M20). */
export async function bookmobileLoadingList(library: Library, day: Temporal.PlainDate): Promise<LoadingList[]> {
  const desk = deskOf(library, { is: 'system' })
  return transact(library.db, async tx => {
    const lists: LoadingList[] = []
    for (const stop of await loadStopsOn(tx, day)) {
      const lines = await shelfLines(tx, desk, { branchId: stop.branchId, stopId: stop.stopId }, 1000)
      lists.push({ stopId: stop.stopId, stopName: stop.name, arrives: stop.arrives, lines })
    }
    return lists
  })
}
