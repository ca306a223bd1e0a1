import { sql } from '#database/database.ts'
import type { Library } from '#library.ts'

/** How many changes a second a large library makes at its counters all together. */
const PER_SECOND = 200
const BATCH = 20

/**
 * Copies change their status at this rate, as by scans at many counters; twice a second one record is given a title
 * that nobody has, and its page of results is asked for until it is found there.
 * @returns how long each of those titles took to be found, in ms, and the changes a second that were really made
 */
export async function changesSeen(
  { db }: Library,
  service: string,
  seconds: number,
): Promise<{ delays: number[]; perSecond: number }> {
  const delays: number[] = []
  const begun = performance.now()
  const end = begun + seconds * 1000
  let made = 0
  const change = async () => {
    for (; performance.now() < end; ) {
      await sql`
        update item set status = case status when 'shelf' then 'repair' else 'shelf' end
        where id in (
          select id from item where status in ('shelf', 'repair')
            and id >= (random() * (select max(id) from item))::int order by id limit ${sql.lit(BATCH)}
        )`.execute(db)
      made += BATCH
      await pause(begun + (made / PER_SECOND) * 1000 - performance.now())
    }
  }
  const look = async () => {
    for (let n = 0; performance.now() < end; n++) {
      const title = `変更確認${String.fromCodePoint(0x4e00 + n * 37, 0x5e00 + n * 41)}`
      await sql`update bib set title = ${title} where id = ${1000 + n}`.execute(db)
      const since = performance.now()
      while (!(await isFound(service, title, 1000 + n))) await pause(5)
      delays.push(performance.now() - since)
      await pause(500 - (performance.now() - since))
    }
  }
  await Promise.all([change(), look()])
  return { delays, perSecond: made / ((performance.now() - begun) / 1000) }
}

/** A single hit opens its record. */
async function isFound(service: string, title: string, id: number): Promise<boolean> {
  const answer = await fetch(`${service}/search?q=${encodeURIComponent(title)}`, { redirect: 'manual' })
  return (answer.headers.get('location') ?? (await answer.text())).includes(`/bib/${id}`)
}

const pause = (ms: number): Promise<void> => new Promise(resolve => setTimeout(resolve, Math.max(0, ms)))
