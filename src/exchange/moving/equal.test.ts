import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, test } from 'vitest'
import { sql } from '#database/database.ts'
import { BibId, ItemId, PatronId } from '#ids.ts'
import { givenBranches } from '../../../test/given.ts'
import { openLibrary, type TestLibrary } from '../../../test/library.ts'
import { exportAll } from './export-all.ts'
import { moveIn } from './move-in.ts'

const base = mkdtempSync(join(tmpdir(), 'kago-equal-'))
afterAll(() => rmSync(base, { recursive: true }))

/**
 * Whatever stands in a text of the database: quotation marks, ends of lines, spaces at its ends, half-width kana, 外字,
 * emoji.
 */
const words = fc
  .array(
    fc.constantFrom(
      '"',
      ',',
      '\n',
      '\r\n',
      ' ',
      '　',
      '\t',
      "'",
      '=1',
      'ｶﾞ',
      '\ue000',
      '𠮷',
      '👨‍👩‍👧',
      '山',
      'a',
      '0',
      '\\',
      '\ufeff',
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map(parts => parts.join(''))
const maybe = fc.option(words, { nil: null })
const instant = fc
  .integer({ min: 1_600_000_000_000, max: 1_790_000_000_000 })
  .map(at => Temporal.Instant.fromEpochMilliseconds(at).toString())
const day = fc
  .integer({ min: -20_000, max: 1000 })
  .map(days => Temporal.PlainDate.from('2026-11-24').add({ days }).toString())
const branch = fc.constantFrom('chuo', 'asahi', 'arakawa')

const patron = fc.record({
  category: fc.constantFrom('general', 'child', 'group'),
  name: words,
  name_reading: words,
  birth_date: fc.constantFrom('1900-01-01', '1970-02-28', '2026-11-24'),
  phone: fc.constantFrom(null, '0254-53-0000', '09000000000', '0254-53-0000(母)'),
  mail: fc.constantFrom(null, 'a..b.@docomo.ne.jp', "o'neil+1@example.jp"),
  postal_code: maybe,
  address: maybe,
  home_branch_id: fc.option(branch, { nil: null }),
  expires_on: day,
  stopped_because: maybe,
  keeps_history: fc.boolean(),
  language: fc.constantFrom('ja', 'en', 'zh', null),
  due_soon_days: fc.constantFrom(null, 0, 5),
  wants_receipts: fc.boolean(),
  usual: fc.option(
    fc.record({
      place: fc.oneof(
        branch.map(code => ({ usual_branch_id: code, usual_stop_id: null })),
        fc.constantFrom('yoshiura', 'iwafune').map(stop => ({ usual_branch_id: 'bm', usual_stop_id: stop })),
      ),
      usual_contact: fc.constantFrom('phone', 'mail', 'self'),
    }),
    { nil: null },
  ),
  agreed: fc.option(fc.record({ agreed_at: instant, agreed_to: words }), { nil: null }),
  declined_mails: fc.subarray(['arrivals', 'borrowable', 'shelfEnding']),
  created_at: instant,
})
const item = fc.record({
  home_branch_id: branch,
  shelf: maybe,
  call_number: maybe,
  note: maybe,
  loan_rule: fc.constantFrom('normal', 'audiovisual', 'reference'),
  status: fc.constantFrom('shelf', 'shelf', 'repair', 'missing', 'withdrawn'),
  joined_on: day,
})
const hidden = fc.record({ hidden_at: instant, hidden_by: maybe.map(by => by ?? ''), hidden_because: words })
const request = fc.record({
  state: fc.constantFrom('received', 'ordered', 'declined', 'withdrawn'),
  title: words,
  author: maybe,
  publisher: maybe,
  published: maybe,
  note: maybe,
  answer: maybe,
  made_at: instant,
})
const library = fc.record({
  patrons: fc.array(patron, { minLength: 3, maxLength: 6 }),
  titles: fc.array(
    words.map(title => `題${title}終`),
    { minLength: 3, maxLength: 5 },
  ),
  items: fc.array(item, { minLength: 4, maxLength: 8 }),
  hiddenTitles: fc.array(hidden, { maxLength: 2 }),
  hiddenCopies: fc.array(hidden, { maxLength: 2 }),
  requests: fc.array(request, { maxLength: 3 }),
  lists: fc.array(fc.record({ name: words, note: maybe }), { maxLength: 3 }),
  notes: fc.array(fc.record({ words, written_by: maybe, written_at: instant }), { maxLength: 3 }),
  searches: fc.uniqueArray(words, { maxLength: 3 }),
  passwords: fc.array(fc.constantFrom('temporary', 'own', 'wrapped', 'none'), { minLength: 3, maxLength: 6 }),
  loans: fc.array(fc.constantFrom('open', 'returned', 'lost'), { maxLength: 3 }),
  holds: fc.array(fc.constantFrom('applied', 'waiting', 'ready', 'inTransit', 'cancelApplied'), { maxLength: 4 }),
  renewals: fc.integer({ min: 0, max: 9 }),
  hasForgotten: fc.boolean(),
})
type Drawn = typeof library extends fc.Arbitrary<infer T> ? T : never

test('any library that is exported and moved in is an equal library', { timeout: 300_000 }, async () => {
  let run = 0
  await fc.assert(
    fc.asyncProperty(library, async drawn => {
      const folder = (name: string) => join(base, `${run}-${name}`)
      run++
      const from = await openLibrary()
      const to = await openLibrary()
      to.secrets = from.secrets
      for (const one of [from, to])
        await sql`insert into secrets_fingerprint (fingerprint) values ('same')`.execute(one.db)
      await givenBranches(from)
      await write(from, drawn)
      await exportAll(from, folder('out'))
      const moved = await moveIn(to, folder('out'))
      expect(moved.ok ? moved.value.problems : moved.refusal).toEqual([])
      await exportAll(to, folder('again'))
      expect(contents(folder('again'))).toEqual(contents(folder('out')))
      await from.close()
      await to.close()
    }),
    // A run takes two libraries: the first that is not equal is told as it is.
    { numRuns: 6, endOnFailure: true },
  )
})

const contents = (folder: string) =>
  Object.fromEntries(
    readdirSync(folder)
      .filter(name => !name.endsWith('.mrc'))
      .map(name => {
        const text = readFileSync(join(folder, name), 'utf8')
        // Numbers of bibs are given anew.
        return [name, name.endsWith('.jsonl') ? text.split('\n').toSorted() : text]
      }),
  )

/** Puts the library into the tables, as the actions would have left it: what they refuse is drawn by nobody. */
async function write({ db }: TestLibrary, drawn: Drawn): Promise<void> {
  const rows = (values: object[]) => JSON.stringify(values)
  const id = (nth: number, of: readonly unknown[]) => 1 + (nth % of.length)
  await sql`insert into bib (source_key, kind, title, added_at, changed_at)
    select 'T:' || nth, 'book', title, '2026-01-01', '2026-01-01'
    from rows from (jsonb_array_elements_text(${rows(drawn.titles as never)}::jsonb)) with ordinality t (title, nth)`.execute(
    db,
  )
  const patrons = drawn.hasForgotten
    ? [...drawn.patrons, { ...drawn.patrons[0]!, name: '', name_reading: '' }]
    : drawn.patrons
  await db
    .insertInto('patron')
    .values(
      patrons.map(({ usual, agreed, ...one }) => ({
        ...one,
        ...(usual?.place ?? { usual_branch_id: null, usual_stop_id: null }),
        usual_contact: usual?.usual_contact ?? null,
        ...(agreed ?? { agreed_at: null, agreed_to: null }),
      })) as never,
    )
    .execute()
  // The second went over into the first.
  await sql`update patron set merged_into = 1 where id = 2`.execute(db)
  await db
    .insertInto('card')
    .values(
      patrons.map((_, nth) => ({
        number: `000${nth}`,
        patron_id: PatronId(nth + 1),
        issued_on: '2020-04-01' as never,
        retired_on: nth === 1 ? ('2021-01-01' as never) : null,
      })),
    )
    .execute()
  for (const [nth, kind] of drawn.passwords.entries())
    if (kind !== 'none' && nth < drawn.patrons.length)
      await sql`insert into patron_secret (patron_id, kind, hash, wrapped, set_at, temporary_until)
        values (${nth + 1}, ${kind === 'temporary' ? 'temporary' : 'own'}, ${kind === 'temporary' ? '' : '$argon2id$x'},
          ${kind === 'wrapped' ? '{"digest": "md5", "salt": "\\"", "saltAt": "before"}' : null}::jsonb, '2026-05-05T01:02:03.456Z',
          ${kind === 'temporary' ? '2027-01-01T00:00:00Z' : null}::timestamptz)`.execute(db)
  const busy = [
    ...drawn.loans.map(is => `loan:${is}`),
    ...drawn.holds.filter(is => is === 'ready' || is === 'inTransit'),
  ]
  const items = Array.from({ length: Math.max(drawn.items.length, busy.length) }, (_, nth) => ({
    ...drawn.items[nth % drawn.items.length]!,
    ...(nth < busy.length ? { status: statusOf(busy[nth]!) } : {}),
    barcode: `B${nth}`,
    bib_id: id(nth, drawn.titles),
    current_branch_id:
      busy[nth] === 'ready' || busy[nth] === 'inTransit'
        ? 'chuo'
        : drawn.items[nth % drawn.items.length]!.home_branch_id,
  }))
  await db
    .insertInto('item')
    .values(items as never)
    .execute()
  for (const [nth, one] of drawn.hiddenTitles.entries())
    await db
      .updateTable('bib')
      .set(one as never)
      .where('id', '=', BibId(nth + 1))
      .execute()
  for (const [nth, one] of drawn.hiddenCopies.entries())
    await db
      .updateTable('item')
      .set(one as never)
      .where('id', '=', ItemId(nth + 1))
      .execute()
  for (const [nth, is] of drawn.loans.entries())
    await sql`insert into loan (item_id, bib_id, patron_id, branch_id, lent_at, due_on, renewals, returned_at, returned_branch_id, lost_at)
      values (${nth + 1}, ${items[nth]!.bib_id}, ${is === 'returned' ? null : 1}::bigint, ${items[nth]!.home_branch_id}, '2026-11-01T01:00:00Z', '2026-11-29', ${drawn.renewals},
        ${is === 'returned' ? '2026-11-02T00:00:00Z' : null}::timestamptz, ${is === 'returned' ? 'asahi' : null},
        ${is === 'lost' ? '2026-11-03T00:00:00Z' : null}::timestamptz)`.execute(db)
  let copy = drawn.loans.length
  for (const [nth, state] of drawn.holds.entries()) {
    const itemId = state === 'ready' || state === 'inTransit' ? ++copy : null
    const bibId = itemId ? items[itemId - 1]!.bib_id : id(nth, drawn.titles)
    const orderId = `00000000-0000-4000-8000-00000000000${nth}`
    const { rows: taken } = await sql`select from hold where patron_id = 3 and bib_id = ${bibId}`.execute(db)
    const patronId = taken.length > 0 ? null : 3
    if (patronId === null) {
      if (itemId) await sql`update item set status = 'shelf' where id = ${itemId}`.execute(db)
      continue
    }
    await sql`insert into hold_order (id, patron_id, kind, channel, placed_at) values (${orderId}, ${patronId}, 'ordinary', 'web', '2026-11-20T00:00:00Z')`.execute(
      db,
    )
    await sql`insert into hold (patron_id, bib_id, order_id, order_position, kind, channel, state, place, item_id, pickup_branch_id, contact,
        applied_at, captured_at, ready_at, notified_at, pick_up_by)
      values (${patronId}, ${bibId}, ${orderId}, 1, 'ordinary', 'web', ${state}, case when ${state} <> 'applied' then nextval('hold_place') end, ${itemId}::bigint, 'chuo', 'self',
        ${`2026-11-20T00:00:0${nth}Z`}::timestamptz, ${itemId ? '2026-11-21T00:00:00Z' : null}::timestamptz,
        ${state === 'ready' ? '2026-11-21T00:00:00Z' : null}::timestamptz, null, ${state === 'ready' ? '2026-11-30' : null}::date)`.execute(
      db,
    )
    if (state === 'inTransit')
      await sql`insert into transit (item_id, from_branch_id, to_branch_id, hold_id, sent_at)
        select ${itemId}::bigint, 'asahi', 'chuo', id, '2026-11-21T00:00:00Z' from hold where item_id = ${itemId}`.execute(
        db,
      )
  }
  for (const [nth, one] of drawn.requests.entries())
    await sql`insert into request (id, patron_id, state, title, author, publisher, published, note, answer, made_at, changed_at, pickup_branch_id, contact)
      values (${`00000000-0000-4000-9000-00000000000${nth}`}, ${id(nth, drawn.patrons)}, ${one.state}, ${one.title}, ${one.author}, ${one.publisher},
        ${one.published}, ${one.note}, ${one.answer}, ${one.made_at}, ${one.made_at}, 'chuo', 'self')`.execute(db)
  for (const [nth, { name, note }] of drawn.lists.entries()) {
    const listId = `00000000-0000-4000-a000-00000000000${nth}`
    await sql`insert into wish_list (id, patron_id, name, made_at) values (${listId}, 1, ${name}, '2026-11-01T00:00:00Z')`.execute(
      db,
    )
    if (note !== null)
      await sql`insert into wish (list_id, bib_id, note, wished_at) values (${listId}, ${id(nth, drawn.titles)}, ${note}, '2026-11-02T00:00:00Z')`.execute(
        db,
      )
  }
  for (const note of drawn.notes)
    await sql`insert into patron_note (id, patron_id, words, written_by, written_at)
      values (gen_random_uuid(), 1, ${note.words}, ${note.written_by}, ${note.written_at})`.execute(db)
  for (const asked of drawn.searches)
    await sql`insert into saved_search (patron_id, asked, arranged, name, saved_at, seen_to) values (1, ${asked}, '', ${asked}, '2026-11-02T00:00:00Z', 0)`.execute(
      db,
    )
}

const statusOf = (busy: string) =>
  busy === 'loan:open'
    ? 'loan'
    : busy === 'loan:lost'
      ? 'missing'
      : busy === 'ready'
        ? 'holdShelf'
        : busy === 'inTransit'
          ? 'transit'
          : 'shelf'
