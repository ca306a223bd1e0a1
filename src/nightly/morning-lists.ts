import type { Row } from '#database/database.ts'
import { letterList, phoneList } from '#delivery/hand-list.ts'
import { countStuck } from '#holds/lists/stuck-holds.ts'
import { countPullsOfAll } from '#holds/pulls/pull-list.ts'
import { bookmobileLoadingList } from '#holds/shelf/bookmobile-loading-list.ts'
import { errandsAt } from '#holds/shelf/errands.ts'
import type { Library } from '#library.ts'
import type { Batch } from './rules/step.ts'
import { loadBranches } from './run-store.ts'

/** The last step of the night: how long the lists of each branch are this morning. It changes nothing. */
export async function countMorningLists(
  library: Library,
  { day }: Batch,
): Promise<{ did: 0; report: Record<string, Record<string, number> | number> }> {
  const report: Record<string, Record<string, number>> = {}
  const pulls = await countPullsOfAll(library)
  for (const branch of await loadBranches(library.db)) {
    const { errands, phone, letters, loading } = await listsWithoutPulls(library, branch, day)
    report[branch.id] = {
      pull: pulls.get(branch.id) ?? 0,
      errands: errands.length,
      phone: phone.length,
      letters: letters.length,
      loading: loading.flatMap(list => list.lines).length,
    }
  }
  const stuck = await countStuck(library)
  return { did: 0, report: stuck === 0 ? report : { ...report, stuck } }
}

async function listsWithoutPulls(
  library: Library,
  { id, kind }: Pick<Row<'branch'>, 'id' | 'kind'>,
  day: Temporal.PlainDate,
) {
  return {
    errands: await errandsAt(library, id),
    phone: await phoneList(library, id),
    letters: await letterList(library, id),
    loading: kind === 'bookmobile' ? await bookmobileLoadingList(library, day) : [],
  }
}
