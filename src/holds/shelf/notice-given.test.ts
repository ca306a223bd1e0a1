import { expect, test } from 'vitest'
import { connect, sql, type Tx } from '#database/database.ts'
import type { BibId, HoldId } from '#ids.ts'
import { givenCopy, givenHold, givenPatron, givenTown } from '../../../test/given-night.ts'
import { openLibrary, type TestLibrary } from '../../../test/library.ts'
import { noticeGiven } from './notice-given.ts'
import { noticeTakenBack } from './notice-taken-back.ts'

/** The ready holds of a patron, one for each bib, placed in this order. */
async function givenReady(library: TestLibrary, bibIds: BibId[]): Promise<HoldId[]> {
  const patronId = await givenPatron(library.db, { mail: 'hana@example.jp' })
  const holdIds: HoldId[] = []
  for (const bibId of bibIds) {
    const { itemId } = await givenCopy(library.db, { bibId })
    holdIds.push(await givenHold(library.db, { patronId, bibId, itemId, state: 'ready', contact: 'mail' }))
  }
  return holdIds
}

test.each([
  ['accepted', noticeGiven],
  ['brought back', noticeTakenBack],
] as const)(
  'two mails of six titles each, placed in opposite order, are %s at once without a deadlock',
  async (_, act) => {
    const library = await openLibrary()
    await givenTown(library.db)
    const bibIds: BibId[] = []
    for (let n = 0; n < 6; n++) bibIds.push((await givenCopy(library.db, { title: `本 ${n}` })).bibId)
    const bundles = [await givenReady(library, bibIds), await givenReady(library, bibIds.toReversed())]
    if (act === noticeTakenBack) {
      const tell = (tx: Tx) => noticeGiven(tx, library.policy, bundles.flat(), library.clock.now(), { is: 'system' })
      await library.db.transaction().execute(tell)
    }

    // Somebody is at the third title until both wait: each has locked what comes before it in its own order.
    const desk = connect(library.databaseUrl, { connections: 2 })
    const both = await desk.transaction().execute(async tx => {
      await sql`select 1 from bib where id = ${bibIds[2]} for update`.execute(tx)
      const running = bundles.map(holdIds =>
        library.db
          .transaction()
          .execute(inner => act(inner, library.policy, holdIds, library.clock.now(), { is: 'system' }))
          .then(
            () => 'done',
            (error: { code?: string }) => error.code,
          ),
      )
      for (let waiting = 0; waiting < 2; ) {
        const { rows } = await sql<{ count: number }>`
        select count(*)::int from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`.execute(
          desk,
        )
        waiting = rows[0]!.count
      }
      return running
    })
    expect(await Promise.all(both)).toEqual(['done', 'done'])
    await desk.destroy()
  },
)
