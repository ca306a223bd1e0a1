import { afterEach, expect, test } from 'vitest'
import { openLibrary } from '../../test/library.ts'
import { sql } from './database.ts'
import { type Candidate, standForLeader } from './leader.ts'

const library = await openLibrary()
const candidates: Candidate[] = []
afterEach(() => {
  for (const candidate of candidates.splice(0)) candidate.stop()
})
async function stand(heard: boolean[] = []): Promise<Candidate> {
  const candidate = standForLeader(library.databaseUrl, isLeading => heard.push(isLeading))
  candidates.push(candidate)
  await candidate.asked
  return candidate
}
const leading = () => candidates.map(({ isLeading }) => isLeading)

test('of several that stand, one leads; when it ends, another does', async () => {
  const [first] = [await stand(), await stand(), await stand()]
  expect(leading()).toEqual([true, false, false])
  first.stop()
  await expect.poll(() => leading().filter(Boolean).length, { timeout: 10_000 }).toBe(1)
  expect(first.isLeading).toBe(false)
}, 20_000)

test('whoever loses its connection leads no longer, and there is one again within ten seconds', async () => {
  const heard: boolean[] = []
  await stand(heard)
  await stand()
  await sql`
    select pg_terminate_backend(pid) from pg_stat_activity
    where datname = current_database() and application_name like 'kago % leader' and pid in
      (select pid from pg_locks where locktype = 'advisory' and granted)`.execute(library.db)
  await expect.poll(() => heard.slice(0, 2)).toEqual([true, false])
  await expect.poll(() => leading().filter(Boolean).length, { timeout: 10_000 }).toBe(1)
}, 20_000)

test('one that is stopped while it still connects leaves the place to others', async () => {
  const heard: boolean[] = []
  const stopped = standForLeader(library.databaseUrl, isLeading => heard.push(isLeading))
  stopped.stop()
  await stopped.asked
  await stand()
  expect(stopped.isLeading).toBe(false)
  expect(heard, 'nothing begins that has to end at once').toEqual([])
  await expect.poll(leading, { timeout: 10_000 }).toEqual([true])
}, 20_000)
