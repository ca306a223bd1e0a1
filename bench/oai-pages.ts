import { parseArgs } from 'node:util'
import { buildIndex } from '#catalogue/index/memory-index.ts'
import { connect, sql } from '#database/database.ts'
import { defaultPolicy } from '#policy.ts'
import { mountProtocols } from '#protocols/mount.ts'
import { drawSecrets } from '#secrets/secrets.ts'
import { silentLog } from '#std/log.ts'
import { systemClock } from '#time/clock.ts'
import { serveWeb } from '#web/serve.ts'
import { openOwnDatabase } from '../test/own-database.ts'
import { Timings } from './timings.ts'

/**
 * Pages of OAI-PMH out of a large catalogue: wherever a list begins, of whatever set, a page is 100 records from one
 * walk along an index. npm run bench:oai -- [--rows 1000000] [--pages 200]. Ends with 1 when a page took 200 ms.
 */
const { values } = parseArgs({
  options: { rows: { type: 'string', default: '1000000' }, pages: { type: 'string', default: '200' } },
})
const rows = Number(values.rows)
const say = (line: string) => void process.stdout.write(`${line}\n`)

const own = await openOwnDatabase('oai')
const { db } = own
const start = Temporal.Instant.from('2020-01-01T00:00:00Z')
const batch = 500_000
// One connection that writes what the triggers would, so that ten million rows take minutes and not hours.
const loader = connect(own.url, { connections: 1, durable: false })
await sql`set session_replication_role = replica`.execute(loader)
await sql`set statement_timeout = 0`.execute(loader)
for (let from = 1; from <= rows; from += batch) {
  await sql`
    insert into bib (source_key, kind, title, creators, isbns, ndc, subjects, added_at, changed_at, audience)
    select 'JP-TEST:' || n, case when n % 50 = 0 then 'magazine' else 'book' end, '写しとる本 ' || n,
      '[{"name":"著者","reading":null,"role":"著"}]', '{}', array[lpad((n % 1000)::text, 3, '0')], '{}', ${start}, ${start}, 'general'
    from generate_series(${from}::bigint, ${Math.min(rows, from + batch - 1)}::bigint) n`.execute(loader)
  // Of 類 8 nothing is new in the second half: a page of it there must not look through all the others.
  await sql`
    insert into bib_stamp (bib_id, stamped_at, kind, class)
    select id, ${start}::timestamptz + id * interval '10 seconds', kind,
      case when ndc[1] like '8%' and id > ${rows / 2} then 7 else left(ndc[1], 1)::smallint end
    from bib where id between ${from} and ${from + batch - 1}`.execute(loader)
}
await sql`vacuum analyze bib, bib_stamp`.execute(loader)
await loader.destroy()
say(`${rows} records after ${Math.round(performance.now() / 1000)} s`)

const { rows: plan } = await sql<{ 'QUERY PLAN': string }>`
  explain (analyze, costs off, timing off, summary off) select bib_id, stamped_at from bib_stamp
  where class = 9 and (stamped_at at time zone 'UTC') >= ${start.add({ seconds: rows * 5 })}::timestamptz at time zone 'UTC'
  order by stamped_at at time zone 'UTC', bib_id limit 101`.execute(db)
for (const line of plan) say(`    ${line['QUERY PLAN']}`)

const library = {
  ...{ db, readDb: db, clock: systemClock, policy: defaultPolicy, log: silentLog },
  ...{ index: buildIndex([]), secrets: drawSecrets() },
}
const web = await serveWeb(library, { port: 0, host: '127.0.0.1', machines: mountProtocols })
const timings = new Timings()

async function page(kind: string, query: string): Promise<string | null> {
  const begun = performance.now()
  const answer = await fetch(`http://127.0.0.1:${web.port}/oai?verb=ListRecords&${query}`)
  const text = await answer.text()
  timings.add(kind, performance.now() - begun)
  if (!text.includes('<record>') && !text.includes('"noRecordsMatch"')) throw new Error(text.slice(0, 400))
  const token = /<resumptionToken[^>]*>([^<]+)</.exec(text)?.[1]
  return token === undefined ? null : `resumptionToken=${encodeURIComponent(token)}`
}

await page('warm', 'metadataPrefix=oai_dc')
for (let n = 0; n < Number(values.pages); n++) {
  const from = start.add({ seconds: Math.floor((rows * 10 * n) / Number(values.pages)) }).toString()
  for (const set of ['', '&set=ndc-9', '&set=ndc-8', '&set=kind-magazine']) {
    const kind = `from${set.replace('&set=', ' ')}`
    const next = await page(kind, `metadataPrefix=oai_dc&from=${from}${set}`)
    if (next) await page(`${kind}, next`, next)
  }
}
say(timings.line())
for (const line of timings.kinds()) say(line)
process.exitCode = timings.at(1) < 200 ? 0 : 1
await web.close()
await own.remove()
