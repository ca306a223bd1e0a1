import { afterAll, expect, test } from 'vitest'
import { buildIndex } from '#catalogue/index/memory-index.ts'
import { readSearch } from '#catalogue/rules/search/search-state.ts'
import { checkLibrary } from '#check/check-library.ts'
import { sql } from '#database/database.ts'
import { openMailer } from '#delivery/mailer.ts'
import { sendDueNotices } from '#delivery/send-due-notices.ts'
import type { PatronId, SavedSearchId } from '#ids.ts'
import { forgetPatron } from '#merging/forget-patron.ts'
import { mergePatrons } from '#merging/merge-patrons.ts'
import { runNight } from '#nightly/run.ts'
import { removeMail } from '#notices/addresses/remove-mail.ts'
import { chooseMails } from '#patrons/mail-choices/choose-mails.ts'
import { dayOf } from '#time/clock.ts'
import { runChild } from '../../test/child.ts'
import { givenBib, givenBranches, givenIndex } from '../../test/given.ts'
import { givenPatron } from '../../test/given-patron.ts'
import { openLibrary, type TestLibrary } from '../../test/library.ts'
import { readText, startSmtp } from '../../test/smtp.ts'
import { mySavedSearches } from './my-saved-searches.ts'
import { openSavedSearch } from './open-saved-search.ts'
import { removeSavedSearch } from './remove-saved-search.ts'
import { renameSavedSearch } from './rename-saved-search.ts'
import { saveSearch } from './save-search.ts'
import { wishForMail } from './wish-for-mail.ts'

const open: { stop(): Promise<void> }[] = []
afterAll(() => Promise.all(open.map(server => server.stop())))

/** A Tuesday; the mails go out on Fridays. */
async function begin() {
  const library = await openLibrary()
  await givenBranches(library)
  await givenBib(library, { title: '蔵書' })
  await givenIndex(library)
  return library
}
const givenReader = async (library: TestLibrary, mail: string | null = 'hanako@example.jp') =>
  (await givenPatron(library, { mail })).id
async function saved(library: TestLibrary, patronId: PatronId, query: string, byMail = true): Promise<SavedSearchId> {
  const search = await saveSearch(library, patronId, readSearch(new URLSearchParams(query)))
  if (!search.ok) throw new Error(search.refusal.why)
  if (byMail) await wishForMail(library, patronId, search.value.id, true)
  return search.value.id
}
const arrives = async (library: TestLibrary, ...titles: string[]) => {
  for (const title of titles) await givenBib(library, { title })
  await givenIndex(library)
}
const night = async (library: TestLibrary, date: string) => {
  library.clock.set(`${date}T03:00:00`)
  expect(await runNight(library, Temporal.PlainDate.from(date))).toEqual({ is: 'finished' })
}
/** What stands in the outbox, or stood there. */
const mails = async (library: TestLibrary) =>
  (
    await library.db
      .selectFrom('notice')
      .where('kind', '=', 'arrivals')
      .select(['recipient', 'facts', 'state'])
      .orderBy('id')
      .execute()
  ).map(({ recipient, facts, state }) => [recipient, (facts as { titles?: string[] }).titles ?? [], state])
const checked = (library: TestLibrary) => checkLibrary(library.db, library.policy, dayOf(library.clock.now()))

test('once a week one mail tells of every search in which something came in; it says how to stop it', async () => {
  const library = await begin()
  const hanako = await givenReader(library)
  const cats = await saved(library, hanako, 'q=猫&branch=chuo')
  await renameSavedSearch(library, hanako, cats, 'うちの猫', '猫')
  await saved(library, hanako, 'q=犬')
  await saved(library, hanako, 'q=鳥', false)
  await saved(library, hanako, 'branch=chuo&kind=book&year=2014-2014&class=4')
  await saved(library, hanako, 'q=魚')
  await arrives(library, ...Array.from({ length: 7 }, (_, n) => `猫の本 第${n + 1}`), '犬の本', '鳥の本')

  await night(library, '2026-11-25')
  await night(library, '2026-11-26')
  expect(await mails(library)).toEqual([])
  await night(library, '2026-11-27')
  expect(await mails(library)).toEqual([['hanako@example.jp', ['犬', 'うちの猫'], 'due']])

  const smtp = await startSmtp()
  open.push(smtp)
  const mailer = openMailer({ smtpUrl: smtp.url, from: 'kago@lib.example.jp', directory: '/nowhere' })
  library.clock.set('2026-11-27T07:59:00')
  expect((await sendDueNotices(library, mailer, { limit: 10 })).sent).toBe(0)
  library.clock.set('2026-11-27T08:00:00')
  expect((await sendDueNotices(library, mailer, { limit: 10 })).sent).toBe(1)
  const { subject, text } = readText(smtp.taken[0]!.source)
  expect(subject).toBe('【図書館】保存した検索に新しい資料が入りました')
  expect(text.replaceAll('\r\n', '\n')).toContain(`「犬」に1件
・犬の本

「うちの猫」に7件
・猫の本 第7
・猫の本 第6
・猫の本 第5
・猫の本 第4
・猫の本 第3
　ほか2件
`)
  expect(text).toContain('「メールのお知らせをやめる」')

  // Nothing new: silent. And what was said is forgotten with the next night.
  await night(library, '2026-11-28')
  expect(await mails(library)).toEqual([['', [], 'sent']])
  for (const date of ['2026-11-29', '2026-11-30', '2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04'])
    await night(library, date)
  expect(await mails(library)).toHaveLength(1)
  expect(await checked(library)).toEqual([])
  // The list says still what the patron has not opened.
  expect((await mySavedSearches(library, hanako)).map(({ found }) => found.ok && found.value.arrived)).toEqual([
    1, 1, 7, 0, 0,
  ])
})

test('what a patron has seen by themself is not told', async () => {
  const library = await begin()
  const hanako = await givenReader(library)
  const cats = await saved(library, hanako, 'q=猫')
  await arrives(library, '猫の本')
  await openSavedSearch(library, hanako, cats, library.index.newestId)
  await night(library, '2026-11-27')
  expect(await mails(library)).toEqual([])
  await arrives(library, '猫の絵本')
  await night(library, '2026-12-04')
  expect(await mails(library)).toEqual([['hanako@example.jp', ['猫'], 'due']])
})

test('who switches it off, or has no address, gets none; the address that comes later is told what came meanwhile', async () => {
  const library = await begin()
  const [off, none, late] = [
    await givenReader(library, 'off@example.jp'),
    await givenReader(library, 'none@example.jp'),
    await givenReader(library, null),
  ]
  const stopped = await saved(library, off, 'q=猫')
  await saved(library, none, 'q=猫')
  await saved(library, late, 'q=猫')
  await removeMail(library, none)
  await arrives(library, '猫の本')
  expect(await wishForMail(library, none, stopped, false)).toEqual({ ok: false, refusal: { why: 'notFound' } })
  expect((await wishForMail(library, off, stopped, false)).ok).toBe(true)
  await night(library, '2026-11-27')
  expect(await mails(library)).toEqual([])
  await sql`update patron set mail = 'late@example.jp' where id = ${late}`.execute(library.db)
  await night(library, '2026-11-28')
  expect(await mails(library)).toEqual([['late@example.jp', ['猫'], 'due']])
  // On again, it begins with what comes from now on.
  await wishForMail(library, off, stopped, true)
  await wishForMail(library, off, stopped, true)
  await arrives(library, '犬の本')
  await night(library, '2026-12-04')
  expect(await mails(library)).toHaveLength(1)
})

test('who wants no such mails at all is told what came meanwhile when they want them again', async () => {
  const library = await begin()
  const hanako = await givenReader(library)
  await saved(library, hanako, 'q=猫')
  await chooseMails(library, hanako, { dueSoonDays: null, declined: ['arrivals'] })
  await arrives(library, '猫の本')
  await night(library, '2026-11-27')
  expect(await mails(library)).toEqual([])
  await chooseMails(library, hanako, { dueSoonDays: null, declined: [] })
  await night(library, '2026-11-28')
  expect(await mails(library)).toEqual([['hanako@example.jp', ['猫'], 'due']])
})

test('who stops the last of them in the morning does not get the mail that was written in the night', async () => {
  const library = await begin()
  const hanako = await givenReader(library)
  const [cats, dogs] = [await saved(library, hanako, 'q=猫'), await saved(library, hanako, 'q=犬')]
  await arrives(library, '猫と犬')
  await night(library, '2026-11-27')
  await wishForMail(library, hanako, cats, false)
  expect((await mails(library)).map(([, , state]) => state)).toEqual(['due'])
  await wishForMail(library, hanako, dogs, false)
  expect((await mails(library)).map(([, , state]) => state)).toEqual(['cancelled'])
})

test('a process without an index leaves it to the next night that has one', async () => {
  const library = await begin()
  await saved(library, await givenReader(library), 'q=猫')
  await arrives(library, '猫の本')
  await night({ ...library, index: buildIndex([]) }, '2026-11-27')
  expect(await mails(library)).toEqual([])
  await night(library, '2026-11-28')
  expect(await mails(library)).toHaveLength(1)
})

test('one that cannot be understood any more holds up nobody', async () => {
  const library = await begin()
  const hanako = await givenReader(library)
  await saved(library, hanako, `q=${'あ '.repeat(80)}`)
  await saved(library, hanako, 'q=猫&branch=gone')
  await saved(library, hanako, 'q=猫')
  await arrives(library, '猫の本')
  await night(library, '2026-11-27')
  expect(await mails(library)).toEqual([['hanako@example.jp', ['猫'], 'due']])
})

test('killed anywhere and begun again, the night tells everybody once', async () => {
  const points = ['tellArrivals:saved', 'tellArrivals:told', 'night.batch.tellArrivals', 'night.after.tellArrivals']
  for (const point of points) {
    const library = await begin()
    for (const name of ['a', 'b', 'c']) await saved(library, await givenReader(library, `${name}@example.jp`), 'q=猫')
    await saved(library, await givenReader(library, 'd@example.jp'), 'q=犬')
    await arrives(library, '猫の本')
    library.clock.set('2026-11-27T03:00:00')
    const args = ['night', library.databaseUrl, '2026-11-27T03:00:00', '2026-11-27']
    const killed = await runChild('test/night-process.ts', args, { KAGO_CRASH_AT: point })
    expect([point, killed.signal, killed.error]).toEqual([point, 'SIGKILL', ''])
    const before = await mails(library)
    expect(before.length, point).toBe({ 'tellArrivals:saved': 0, 'tellArrivals:told': 1 }[point] ?? 3)
    // The server may notice a moment later that the lock's owner is dead.
    const again = () => runNight(library, Temporal.PlainDate.from('2026-11-27'))
    await expect.poll(again, { timeout: 10_000 }).toEqual({ is: 'finished' })
    expect(
      (await mails(library)).map(([to]) => to),
      point,
    ).toEqual(['a', 'b', 'c'].map(to => `${to}@example.jp`))
    await library.close()
  }
})

test('two registrations of one person wish for one mail, to the address that stays', async () => {
  const library = await begin()
  const [former, stays] = [
    await givenReader(library, 'former@example.jp'),
    await givenReader(library, 'stays@example.jp'),
  ]
  await saved(library, former, 'q=猫')
  await saved(library, former, 'q=犬')
  await saved(library, stays, 'q=猫', false)
  await arrives(library, '猫と犬')
  const staff = { is: 'staff', login: 'test' } as const
  expect((await mergePatrons(library, staff, { from: former, into: stays }, '二重登録')).ok).toBe(true)
  await night(library, '2026-11-27')
  expect(await mails(library)).toEqual([['stays@example.jp', ['犬', '猫'], 'due']])
  expect((await forgetPatron(library, { login: 'test' }, stays)).ok).toBe(true)
  expect(await mails(library)).toEqual([['', [], 'cancelled']])
  expect(await checked(library)).toEqual([])
})

test('one that is removed is not told of', async () => {
  const library = await begin()
  const hanako = await givenReader(library)
  const cats = await saved(library, hanako, 'q=猫')
  await arrives(library, '猫の本')
  await removeSavedSearch(library, hanako, cats)
  await night(library, '2026-11-27')
  expect(await mails(library)).toEqual([])
})
