import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import fc from 'fast-check'
import { beforeEach, describe, expect, test } from 'vitest'
import { checkLibrary } from '#check/check-library.ts'
import { BranchId, ReportId } from '#ids.ts'
import { disableMachine } from '#machines/disable-machine.ts'
import { listMachines, listTroubles } from '#machines/list-machines.ts'
import { openReports, settleReport } from '#machines/reports.ts'
import { dayOf } from '#time/clock.ts'
import { givenBib, givenBranches } from '../../../test/given.ts'
import { asahi, barcodeOf, chuo, lent, nightPasses, scanned, stateOf, waiting } from '../../../test/given-holds.ts'
import { givenPatron } from '../../../test/given-patron.ts'
import { openLibrary, type TestLibrary } from '../../../test/library.ts'
import { givenMachine, plugIn, selfCheck } from '../../../test/sip2.ts'
import { decodeText, encodeText } from './charset.ts'
import type { Limits } from './limits.ts'
import type { AnyMessage } from './rules/message.ts'
import { writeMessage } from './rules/write-message.ts'
import { serveSip2, sip2Within } from './server.ts'

let library: TestLibrary
beforeEach(async () => {
  library = await openLibrary()
  await givenBranches(library)
  return library.close
})

async function opened(given: Parameters<typeof givenMachine>[1] = {}, limits: Partial<Limits> = {}) {
  const machine = await givenMachine(library, given)
  const server = await serveSip2(library, { port: 0, host: '127.0.0.1', limits })
  const { port } = server
  const kiosk = await selfCheck(library, port, { name: machine.name, charset: machine.charset })
  return { server, port, kiosk, machine, [Symbol.asyncDispose]: () => server.close() }
}

const isSound = async () =>
  expect(await checkLibrary(library.db, library.policy, dayOf(library.clock.now()))).toEqual([])

/** A book with one copy: its bib, copy and barcode. */
async function book(title = '吾輩は猫である', branch = 'chuo') {
  const { id, itemIds } = await givenBib(library, { title, items: [{ branch }] })
  return { bibId: id, itemId: itemIds[0]!, barcode: await barcodeOf(library, itemIds[0]!) }
}

const summary = (index: number) =>
  ''
    .padEnd(index)
    .padEnd(index + 1, 'Y')
    .padEnd(10)

describe('who is there', () => {
  test('a machine signs in, is seen, and asks what can be done; a wrong password is refused, told, and cut at the third', async () => {
    await using here = await opened()
    const { kiosk, port } = here
    expect(kiosk.signedIn.fixed).toEqual({ ok: '1' })
    const status = await kiosk.status()
    expect(status.fixed).toMatchObject({ online: 'Y', checkOut: 'Y', statusUpdate: 'N', version: '2.00' })
    expect([status.of('BX'), status.of('AN'), status.of('AO'), status.of('AM')]).toEqual([
      'YYYNYYYYYNYNNYYY',
      'kiosk1',
      'chuo',
      '図書館',
    ])
    expect((await listMachines(library))[0]).toMatchObject({ name: 'kiosk1', seenAt: library.clock.now() })

    const stranger = await plugIn(port)
    const plain = { uidAlgorithm: '0', passwordAlgorithm: '0' }
    for (const CN of ['kiosk1', 'kiosk2', 'kiosk1'])
      expect((await stranger.ask('93', plain, { CN, CO: 'wrong' })).fixed).toEqual({ ok: '0' })
    await stranger.gone
    expect(await listTroubles(library)).toMatchObject([{ kind: 'wrongPassword', times: 3, machine: '' }])
  })

  test('php-sip2 asks 99 first and never signs in: its address is its account, and who comes from elsewhere is cut', async () => {
    const patron = await givenPatron(library)
    {
      await using here = await opened({ address: '127.0.0.1', commaInName: true })
      const php = await plugIn(here.port)
      const status = await php.ask('99', { status: '0', width: '080', version: '2.00' })
      expect([status.of('AO'), status.of('AN')]).toEqual(['chuo', 'kiosk1'])
      const date = '20261124    100000'
      const fields = { AO: 'chuo', AA: patron.cardNumber, AC: '', AD: patron.password }
      const card = await php.ask('23', { language: '001', date }, fields)
      expect([card.of('BL'), card.of('CQ'), card.of('AE')]).toEqual(['Y', 'Y', expect.stringMatching(/^見本, \d+$/)])
    }
    await using here = await opened({ name: 'kiosk2', address: null })
    await library.db.updateTable('machine').set({ address: '192.0.2.1' }).where('name', '=', 'kiosk1').execute()
    const stranger = await plugIn(here.port)
    expect((await stranger.ask('99', { status: '0', width: '080', version: '2.00' })).of('AN')).toBe('kago')
    await expect(
      stranger.ask('23', { language: '001', date: '20261124    100000' }, { AO: 'x', AA: patron.cardNumber }),
    ).rejects.toThrow('gone')
    expect(await listTroubles(library)).toMatchObject([{ kind: 'notSignedIn', times: 1, address: '127.0.0.1' }])
  })

  test('a disabled machine is cut within a minute, and cannot come back', async () => {
    await using here = await opened()
    await disableMachine(library, { login: 'kanri' }, 'kiosk1')
    expect((await here.kiosk.status()).code).toBe('98')
    library.clock.forward({ seconds: 60 })
    await expect(here.kiosk.status()).rejects.toThrow('gone')
    expect((await selfCheck(library, here.port)).signedIn.fixed).toEqual({ ok: '0' })
  })
})

describe('patrons', () => {
  test('without the password nothing is told, not even whether there is such a card', async () => {
    await using here = await opened()
    const { kiosk } = here
    const patron = await givenPatron(library)
    const [known, unknown] = [await kiosk.patron(patron.cardNumber), await kiosk.patron('99999999')]
    expect([known.of('BL'), known.of('CQ'), known.of('AE'), known.of('AF')]).toEqual([
      'Y',
      'N',
      null,
      'パスワードを入力してください。',
    ])
    expect(unknown.fixed).toEqual(known.fixed)
    expect(unknown.fields.filter(([tag]) => tag !== 'AA')).toEqual(known.fields.filter(([tag]) => tag !== 'AA'))
  })

  test('the right one opens what is theirs, with lists by pages, and is known for the rest of the visit', async () => {
    await using here = await opened()
    const { kiosk } = here
    const patron = await givenPatron(library, { name: '竹内 ポ子' })
    const books = [await book('一'), await book('二'), await book('三')]
    for (const one of books) await lent(library, patron.id, one.itemId)
    const [ready, far] = [await book('山椒魚'), await book('遠い本')]
    await waiting(library, patron.id, [ready.bibId, far.bibId])
    await scanned(library, ready.itemId)

    const shown = await kiosk.patron(patron.cardNumber, patron.password, summary(2), { BP: '2', BQ: '2' })
    expect(shown.fixed).toMatchObject({
      status: ''.padEnd(14),
      holds: '0001',
      overdue: '0000',
      charged: '0003',
      fines: '0000',
      unavailableHolds: '0001',
    })
    const said = ['AE', 'BL', 'CQ', 'BH', 'BV', 'BZ', 'CB'].map(tag => shown.of(tag))
    expect(said).toEqual(['竹内 ポ子', 'Y', 'Y', 'JPY', '0', '0010', '0005'])
    expect(shown.all('AU')).toEqual([books[1]!.barcode])
    const list = async (index: number, tag: string, more = {}) =>
      (await kiosk.patron(patron.cardNumber, undefined, summary(index), more)).all(tag)
    expect(await list(0, 'AS')).toEqual([ready.barcode])
    expect(await list(5, 'CD')).toEqual(['遠い本'])
    expect(await list(2, 'AU', { BP: '4' })).toEqual([])
    expect(await list(2, 'AU', { BP: 'x', BQ: '0' })).toHaveLength(3)

    // The visit ends by 35, by another card, and by the time a terminal would wait.
    const isAsked = async () => (await kiosk.card(patron.cardNumber)).of('CQ') === 'N'
    expect(await isAsked()).toBe(false)
    expect((await kiosk.end(patron.cardNumber)).fixed).toMatchObject({ ended: 'Y' })
    expect(await isAsked()).toBe(true)
    await kiosk.card(patron.cardNumber, patron.password)
    library.clock.forward({ minutes: 2 })
    expect(await isAsked()).toBe(true)
  })

  test('a wrong password is counted and stops the card as on the web; the answer is that of an unknown card', async () => {
    await using here = await opened()
    const { kiosk } = here
    const patron = await givenPatron(library)
    const failures = async () => {
      const row = await library.db.selectFrom('sign_in_card').selectAll().executeTakeFirst()
      return row?.ladder.length ?? 0
    }
    const wrong = await kiosk.card(patron.cardNumber, '0001')
    const unknown = await kiosk.card('99999999', '0001')
    expect([wrong.of('BL'), wrong.of('CQ'), wrong.of('AE')]).toEqual(['N', 'N', null])
    expect(unknown.fields.filter(([tag]) => tag !== 'AA')).toEqual(wrong.fields.filter(([tag]) => tag !== 'AA'))
    expect(await failures()).toBe(1)
    for (let n = 0; n < 4; n++) await kiosk.lend(patron.cardNumber, '1', '0001')
    expect(await failures()).toBe(5)
    // It waits now, also for the right one.
    expect((await kiosk.card(patron.cardNumber, patron.password)).of('BL')).toBe('N')
    library.clock.forward({ minutes: 2 })
    expect((await kiosk.card(patron.cardNumber, patron.password)).of('BL')).toBe('Y')
  })

  test('a 仮パスワード opens nothing but its own change; where the card is enough none is asked for', async () => {
    const fresh = await givenPatron(library, { password: null })
    const patron = await givenPatron(library)
    {
      await using here = await opened()
      const answer = await here.kiosk.card(fresh.cardNumber, fresh.password)
      expect([answer.of('BL'), answer.of('CQ'), answer.of('AF')?.slice(0, 6)]).toEqual(['Y', 'N', '仮パスワード'])
    }
    await using here = await opened({ name: 'kiosk2', asksPassword: false })
    const answer = await here.kiosk.card(patron.cardNumber)
    expect([answer.of('BL'), answer.of('CQ')]).toEqual(['Y', null])
    expect((await here.kiosk.card(patron.cardNumber, '0001')).of('BL')).toBe('N')
    expect((await here.kiosk.card('99999999')).of('BL')).toBe('N')
  })

  test('why a card is blocked is nobody else’s to read', async () => {
    await using here = await opened()
    const { kiosk } = here
    const one = await book()
    const patron = await givenPatron(library)
    await library.db.updateTable('patron').set({ stopped_because: '督促中' }).where('id', '=', patron.id).execute()
    const shown = await kiosk.card(patron.cardNumber, patron.password)
    const refused = await kiosk.lend(patron.cardNumber, one.barcode)
    expect(shown.fixed).toMatchObject({ status: 'YYYY'.padEnd(14) })
    expect(refused.fixed).toMatchObject({ ok: '0', desensitize: 'N' })
    expect(refused.of('AF')).toBe(shown.of('AF'))
    expect(shown.text + refused.text).not.toContain('督促')
  })

  test('a kept card is put on the list for people, who settle it', async () => {
    await using here = await opened()
    const patron = await givenPatron(library)
    const date = '20261124    100000'
    for (let n = 0; n < 2; n++) {
      const fields = { AO: 'chuo', AL: 'left behind', AA: patron.cardNumber, AC: '' }
      expect((await here.kiosk.ask('01', { cardRetained: 'Y', date }, fields)).code).toBe('24')
    }
    const reports = await openReports(library)
    expect(reports).toMatchObject([{ what: 'keepCard', patronId: patron.id, reporter: 'kiosk1' }])
    expect((await settleReport(library, { login: 'hanako' }, reports[0]!.id)).ok).toBe(true)
    expect((await settleReport(library, { login: 'hanako' }, reports[0]!.id)).ok).toBe(true)
    expect((await settleReport(library, { login: 'hanako' }, ReportId(999))).ok).toBe(false)
    expect(await openReports(library)).toEqual([])
    expect(await library.db.selectFrom('machine_report').select('patron_id').execute()).toEqual([{ patron_id: null }])
  })
})

describe('loans', () => {
  test('a ready hold goes to its patron and to nobody else; the history names the machine', async () => {
    await using here = await opened()
    const { kiosk } = here
    const [owner, other] = [await givenPatron(library), await givenPatron(library)]
    const one = await book()
    const [hold] = await waiting(library, owner.id, [one.bibId])
    await scanned(library, one.itemId)

    const refused = await kiosk.lend(other.cardNumber, one.barcode, other.password)
    expect(refused.fixed).toMatchObject({ ok: '0', renewalOk: 'N', desensitize: 'N' })
    expect([refused.of('AJ'), refused.of('AH')]).toEqual(['吾輩は猫である', null])
    expect(refused.of('AF')).toBe('この資料には予約が入っています。窓口にお持ちください。')

    const done = await kiosk.lend(owner.cardNumber, one.barcode, owner.password)
    expect(done.fixed).toMatchObject({ ok: '1', renewalOk: 'N', desensitize: 'Y' })
    expect([done.of('AH'), done.of('AF')]).toEqual(['20261208    235959', '12月8日までにお返しください。'])
    expect(await stateOf(library, hold!)).toBe('closed')
    const { actor } = await library.db
      .selectFrom('item_event')
      .where('why', '=', 'checkOut')
      .select('actor')
      .executeTakeFirstOrThrow()
    expect(actor).toBe('machine:kiosk1')
    await isSound()
  })

  test('a copy that is out to the same patron: the same loan again at once, a renewal later when the machine allows it', async () => {
    await using here = await opened()
    const { kiosk } = here
    const patron = await givenPatron(library)
    const one = await book()
    const first = await kiosk.lend(patron.cardNumber, one.barcode, patron.password)
    const again = await kiosk.lend(patron.cardNumber, one.barcode, patron.password, { renewal: 'Y' })
    expect([again.fixed, again.of('AH')]).toEqual([first.fixed, first.of('AH')])
    library.clock.set('2026-11-28T10:00:00')
    const no = await kiosk.lend(patron.cardNumber, one.barcode, patron.password)
    expect([no.fixed, no.of('AF')]).toMatchObject([{ ok: '0' }, 'この資料は、もう借りています。'])
    const renewed = await kiosk.lend(patron.cardNumber, one.barcode, patron.password, { renewal: 'Y' })
    expect([renewed.fixed, renewed.of('AH')]).toMatchObject([{ ok: '1', renewalOk: 'Y' }, '20261212    235959'])
    const other = await givenPatron(library)
    const theirs = await kiosk.lend(other.cardNumber, one.barcode, other.password, { renewal: 'Y' })
    expect([theirs.fixed, theirs.of('AF')]).toMatchObject([{ ok: '0' }, expect.stringContaining('ほかの方の貸出')])
    await isSound()
  })

  test('renewals are refused while others wait, one by one and all together', async () => {
    await using here = await opened()
    const { kiosk } = here
    const [patron, other] = [await givenPatron(library), await givenPatron(library)]
    const [wanted, free] = [await book('待たれる本'), await book('ひまな本')]
    for (const one of [wanted, free]) await lent(library, patron.id, one.itemId)
    await waiting(library, other.id, [wanted.bibId])
    library.clock.set('2026-11-28T10:00:00')
    const refused = await kiosk.renew(patron.cardNumber, wanted.barcode, patron.password)
    expect(refused.fixed).toMatchObject({ ok: '0', renewalOk: 'N' })
    expect(refused.of('AF')).toBe('ほかの方の予約が入っているため、延長できません。')
    const all = await kiosk.renewAll(patron.cardNumber)
    expect(all.fixed).toMatchObject({ ok: '1', renewed: '0001', unrenewed: '0001' })
    expect([all.all('BM'), all.all('BN')]).toEqual([[free.barcode], [wanted.barcode]])
    // Nobody renews what another has on loan.
    expect((await kiosk.renew(other.cardNumber, free.barcode, other.password)).fixed).toMatchObject({ ok: '0' })
  })
})

describe('returns', () => {
  test('the verdict of the counter: shelf, hold here, hold elsewhere, home, and what people must look at', async () => {
    await using here = await opened()
    const { kiosk } = here
    const [patron, reader] = [await givenPatron(library), await givenPatron(library)]
    const sorted = async (barcode: string) => {
      const answer = await kiosk.takeBack(barcode)
      const { ok, alert } = answer.fixed as { ok: string; alert: string }
      return [ok, alert, ...['CL', 'CV', 'CT', 'AQ', 'CY'].map(tag => answer.of(tag))]
    }
    const [shelf, held, away, home] = [await book(), await book(), await book(), await book('旅', 'asahi')]
    for (const one of [shelf, held, away, home]) await lent(library, reader.id, one.itemId)
    await waiting(library, patron.id, [held.bibId], { pickup: chuo })
    await waiting(library, patron.id, [away.bibId], { pickup: asahi })
    expect(await sorted(shelf.barcode)).toEqual(['1', 'N', '00', null, null, 'chuo', null])
    expect(await sorted(held.barcode)).toEqual(['1', 'Y', '01', '01', null, 'chuo', null])
    expect(await sorted(away.barcode)).toEqual(['1', 'Y', '02', '02', 'asahi', 'chuo', null])
    expect(await sorted(home.barcode)).toEqual(['1', 'Y', '04', '04', 'asahi', 'asahi', null])
    expect(await sorted('999')).toEqual(['0', 'Y', '99', '99', null, null, null])
    // Scanned again: the same answer.
    expect(await sorted(away.barcode)).toEqual(['1', 'Y', '02', '02', 'asahi', 'chuo', null])
    await isSound()
  })

  test('a card where a copy belongs is told to be one: by its form, or to its owner alone', async () => {
    await using here = await opened()
    const { kiosk } = here
    const [patron, other] = [await givenPatron(library), await givenPatron(library)]
    const [card, unknown] = ['これは利用者カードです。資料のバーコードを読みとってください。', '登録が見つかりません']
    const own = await kiosk.lend(patron.cardNumber, patron.cardNumber, patron.password)
    expect([own.fixed, own.of('AF')]).toMatchObject([{ ok: '0' }, card])
    const others = await kiosk.lend(patron.cardNumber, other.cardNumber, patron.password)
    expect(others.of('AF')).toContain(unknown)
    expect((await kiosk.takeBack(other.cardNumber)).of('AF')).toContain(unknown)
    const before = library.policy
    library.policy = { ...before, codes: { ...before.codes, items: '1########', cards: '########' } }
    const back = await kiosk.takeBack(other.cardNumber)
    library.policy = before
    expect([back.fixed, back.of('CL'), back.of('AF')]).toMatchObject([{ ok: '0', alert: 'Y' }, '99', card])
    await isSound()
  })

  test('for whom a copy is kept is told only where the library wishes it', async () => {
    await using here = await opened({ tellsHoldPatron: true })
    const patron = await givenPatron(library)
    const one = await book()
    await waiting(library, patron.id, [one.bibId])
    const answer = await here.kiosk.takeBack(one.barcode)
    expect([answer.of('CY'), answer.of('DA')]).toEqual([patron.cardNumber.slice(-4), null])
  })

  test('what a copy is, never who has it', async () => {
    await using here = await opened()
    const { kiosk } = here
    const patron = await givenPatron(library, { name: '借りた人' })
    const one = await book('坊っちゃん', 'asahi')
    await lent(library, patron.id, one.itemId, BranchId('asahi'))
    const item = await kiosk.item(one.barcode)
    expect(item.fixed).toMatchObject({ circulationStatus: '04' })
    expect(['AJ', 'AH', 'AP', 'AQ'].map(tag => item.of(tag))).toEqual([
      '坊っちゃん',
      '20261208    235959',
      'asahi',
      'asahi',
    ])
    expect(item.text).not.toContain('借りた人')
    expect((await kiosk.item('999')).fixed).toMatchObject({ circulationStatus: '01' })
  })
})

describe('holds', () => {
  test('are applied for as at a terminal, changed, cancelled; the same message twice is one', async () => {
    await using here = await opened()
    const { kiosk } = here
    const patron = await givenPatron(library, { mail: 'a@example.jp' })
    const one = await book()
    const held = await kiosk.hold('+', patron.cardNumber, one.barcode, patron.password)
    expect(held.fixed).toMatchObject({ ok: '1', available: 'Y' })
    expect([held.of('BS'), held.of('AF')]).toEqual([
      'chuo',
      expect.stringMatching('中央図書館、連絡方法はメールです。あす03:00から受け付けます。'),
    ])
    // php-sip2 reads 18 characters behind the fixed part as a date, and the fields behind these.
    expect(held.text.slice(22, 24)).toBe('BW')
    expect((await kiosk.hold('+', patron.cardNumber, one.barcode)).fixed).toMatchObject({ ok: '1' })
    // Within the same second, but for another place: it is not told that the hold is fetched there.
    for (const BS of ['asahi', 'nowhere']) {
      const elsewhere = await kiosk.hold('+', patron.cardNumber, one.barcode, undefined, { BS })
      expect([elsewhere.fixed, elsewhere.of('BS')]).toMatchObject([{ ok: '0' }, null])
    }
    library.clock.forward({ seconds: 1 })
    const twice = await kiosk.hold('+', patron.cardNumber, one.barcode)
    expect([twice.fixed, twice.of('AF')]).toMatchObject([{ ok: '0' }, 'もう予約しています。'])
    const rows = await library.db.selectFrom('hold').select(['state', 'channel', 'contact']).execute()
    expect(rows).toEqual([{ state: 'applied', channel: 'terminal', contact: 'mail' }])

    const moved = await kiosk.hold('*', patron.cardNumber, one.barcode, undefined, { BS: 'bm/yoshiura' })
    expect([moved.fixed, moved.of('BS')]).toMatchObject([{ ok: '1' }, 'bm/yoshiura'])
    expect((await kiosk.hold('*', patron.cardNumber, one.barcode, undefined, { BS: 'nowhere' })).fixed).toMatchObject({
      ok: '0',
    })
    expect((await kiosk.hold('-', patron.cardNumber, one.barcode)).fixed).toMatchObject({ ok: '1' })
    expect((await kiosk.hold('?', patron.cardNumber, one.barcode)).fixed).toMatchObject({ ok: '0' })
    await nightPasses(library)
    expect((await kiosk.hold('-', patron.cardNumber, one.barcode, patron.password)).fixed).toMatchObject({ ok: '0' })
    library.clock.set('2026-11-25T03:10:00')
    const closed = await kiosk.hold('+', patron.cardNumber, one.barcode, patron.password)
    expect([closed.fixed, closed.of('AF')]).toMatchObject([{ ok: '0' }, '03:00から04:00は予約できません。'])
    await isSound()
  })

  test('what is not done here is answered all the same', async () => {
    await using here = await opened()
    const { kiosk } = here
    const date = '20261124    100000'
    const fee = { date, feeType: '01', paymentType: '00', currency: 'JPY' }
    expect((await kiosk.ask('37', fee, { AO: 'x', AA: '1', BV: '100' })).fixed).toMatchObject({ accepted: 'N' })
    expect((await kiosk.ask('19', { date }, { AO: 'x', AB: '1', CH: 'y' })).fixed).toMatchObject({ ok: '0' })
    const enabled = await kiosk.ask('25', { date }, { AO: 'x', AA: '1', AD: '2' })
    expect([enabled.code, enabled.of('BL')]).toEqual(['26', 'N'])
  })
})

describe('what happened while a machine was cut off', () => {
  const then = { noBlock: 'Y', date: '20261124    093000' }

  test('counts once, however often it is sent, and limits do not stand against it', async () => {
    await using here = await opened()
    const { kiosk } = here
    const [patron, other] = [await givenPatron(library), await givenPatron(library)]
    await library.db.updateTable('patron').set({ stopped_because: '転居' }).where('id', '=', other.id).execute()
    const one = await book()
    await lent(library, patron.id, one.itemId)
    library.clock.set('2026-11-24T10:30:00')
    const day = async () => {
      // In the order of its day: the one brings it back, the other takes it.
      const back = await kiosk.takeBack(one.barcode, {
        ...then,
        date: '20261124    101000',
        returnDate: '20261124    101000',
      })
      const out = await kiosk.lend(other.cardNumber, one.barcode, undefined, { ...then, date: '20261124    102000' })
      return [back.fixed, out.fixed]
    }
    expect(await day()).toMatchObject([{ ok: '1' }, { ok: '1' }])
    expect(await day()).toMatchObject([{ ok: '1' }, { ok: '1' }])
    const loans = await library.db.selectFrom('loan').select(['patron_id', 'returned_at']).orderBy('id').execute()
    expect(loans).toMatchObject([
      { patron_id: patron.id, returned_at: library.clock.now() },
      { patron_id: other.id, returned_at: null },
    ])
    expect(await openReports(library)).toEqual([])
    const rows = await library.db.selectFrom('machine_report').select(['state', 'patron_id', 'barcode']).execute()
    expect(rows).toEqual([
      { state: 'done', patron_id: null, barcode: null },
      { state: 'done', patron_id: null, barcode: null },
    ])
    await isSound()
  })

  test('sent by two connections at once, it is carried out once', async () => {
    await using here = await opened()
    const patron = await givenPatron(library)
    const one = await book()
    await lent(library, patron.id, one.itemId)
    library.clock.set('2026-11-24T10:30:00')
    const other = await selfCheck(library, here.port)
    const at = { noBlock: 'Y', date: '20261124    101000', returnDate: '20261124    101000' }
    const answers = await Promise.all([here.kiosk, other].map(kiosk => kiosk.takeBack(one.barcode, at)))
    expect(answers.map(({ fixed }) => fixed)).toMatchObject([{ ok: '1' }, { ok: '1' }])
    const story = await library.db.selectFrom('item_event').select('why').orderBy('id').execute()
    expect(story.map(({ why }) => why)).toEqual(['checkOut', 'return'])
    expect(await openReports(library)).toEqual([])
  })

  test('a loan and a renewal run from the day on which they happened; what is dated long ago is for people', async () => {
    await using here = await opened()
    const { kiosk } = here
    const patron = await givenPatron(library)
    const [now, then, kept, odd] = [await book(), await book(), await book(), await book()]
    const dueOn = async ({ itemId }: typeof now) =>
      `${(await library.db.selectFrom('loan').where('item_id', '=', itemId).select('due_on').executeTakeFirst())?.due_on}`
    library.clock.set('2026-11-10T10:00:00')
    await lent(library, patron.id, kept.itemId)
    library.clock.set('2026-11-21T10:00:00')
    await lent(library, patron.id, now.itemId)
    // The loan of before is overdue when it is told that it was renewed in time.
    library.clock.set('2026-11-27T10:00:00')
    const dated = { noBlock: 'Y', date: '20261121    100000' }
    await kiosk.lend(patron.cardNumber, then.barcode, undefined, dated)
    const fields = { AO: 'chuo', AA: patron.cardNumber, AB: kept.barcode }
    await kiosk.ask('29', { thirdParty: 'N', ...dated, dueDate: ''.padEnd(18) }, fields)
    const due = await dueOn(now)
    expect([await dueOn(then), await dueOn(kept)]).toEqual([due, due])
    expect(await openReports(library)).toEqual([])
    await kiosk.lend(patron.cardNumber, odd.barcode, undefined, { noBlock: 'Y', date: '20000101    000000' })
    expect(await openReports(library)).toMatchObject([{ why: 'tooLongAgo', patronId: patron.id, barcode: odd.barcode }])
    expect(await dueOn(odd)).toBe('undefined')
    await isSound()
  })

  test('one that was cut off between the loan and its note is finished by the next coming', async () => {
    await using here = await opened()
    const { kiosk } = here
    const patron = await givenPatron(library)
    const one = await book()
    const send = () => kiosk.lend(patron.cardNumber, one.barcode, undefined, then)
    await send()
    await library.db.updateTable('machine_report').set({ state: 'begun' }).execute()
    library.clock.forward({ minutes: 11 })
    expect(await openReports(library)).toMatchObject([{ why: 'brokenOff' }])
    expect((await send()).fixed).toMatchObject({ ok: '1' })
    expect(await library.db.selectFrom('machine_report').select('state').execute()).toEqual([{ state: 'done' }])
    expect(await library.db.selectFrom('loan').select('id').execute()).toHaveLength(1)
  })

  test('what cannot be true any more changes nothing and is for people', async () => {
    await using here = await opened()
    const { kiosk } = here
    const [patron, other] = [await givenPatron(library), await givenPatron(library)]
    const [one, kept] = [await book(), await book()]
    await waiting(library, other.id, [kept.bibId])
    library.clock.set('2026-11-24T09:00:00')
    await scanned(library, kept.itemId)
    library.clock.set('2026-11-24T10:00:00')
    // The counter has lent it since.
    await lent(library, other.id, one.itemId)
    const report = (barcode: string, card = patron.cardNumber) => kiosk.lend(card, barcode, undefined, then)
    for (const answer of [
      await report(one.barcode),
      await report(kept.barcode),
      await report('999'),
      await report(kept.barcode, '77'),
    ])
      expect([answer.fixed, answer.of('AF')]).toMatchObject([{ ok: '1' }, '記録しました。職員が確かめます。'])
    const back = await kiosk.takeBack(one.barcode, { ...then, returnDate: then.date })
    expect(back.fixed).toMatchObject({ ok: '1', alert: 'Y' })
    expect((await openReports(library)).map(({ what, why, patronId }) => [what, why, patronId])).toEqual([
      ['checkOut', 'changedSince', patron.id],
      ['checkOut', 'heldForAnother', patron.id],
      ['checkOut', 'unknownItem', patron.id],
      ['checkOut', 'unknownPatron', null],
      ['checkIn', 'changedSince', null],
    ])
    const loans = await library.db.selectFrom('loan').select(['patron_id', 'returned_at']).execute()
    expect(loans).toEqual([{ patron_id: other.id, returned_at: null }])
    await isSound()
  })
})

describe('the line', () => {
  const date = '20261124    100000'

  test('joined and split packets, CR, LF and CRLF: each question has its answer, ended by CR alone', async () => {
    await using here = await opened()
    const { kiosk } = here
    const one = await book('竹取物語')
    const item = `17001${date}AOchuo|AB${one.barcode}|AC|`
    kiosk.send(`${item}\r\n9900802.00\n\r\n`)
    expect(decodeText(await kiosk.next(), 'utf8')).toContain('AJ竹取物語|')
    expect(decodeText(await kiosk.next(), 'utf8').slice(0, 2)).toBe('98')
    let came = ''
    kiosk.socket.on('data', chunk => {
      came += chunk
    })
    for (const byte of encodeText(`${item}\r`, 'utf8')) kiosk.send(Uint8Array.of(byte))
    await kiosk.next()
    expect(came).toMatch(/^18[^\r\n]*\|\r$/)
  })

  test('97 gets the last answer again, byte for byte, kanji and all; so does the same line with its sequence', async () => {
    await using here = await opened({ charset: 'cp932' })
    const { kiosk } = here
    const patron = await givenPatron(library, { name: '竹内 ポ子' })
    const one = await book('鋼の本')
    const shown = await kiosk.patron(patron.cardNumber, patron.password)
    expect(shown.of('AE')).toBe('竹内 ポ子')
    kiosk.send('97AZFEF5\r')
    const again = await kiosk.next()
    expect(decodeText(again, 'cp932')).toBe(shown.text)

    const line = `11NN${date}${''.padEnd(18)}AO竹|AA${patron.cardNumber}|AB${one.barcode}|AC|AY7\r`
    kiosk.send(encodeText(line, 'cp932'))
    const first = await kiosk.next()
    kiosk.send(encodeText(line, 'cp932'))
    expect(Buffer.compare(await kiosk.next(), first)).toBe(0)
    const text = decodeText(first, 'cp932')
    expect(text).toMatch(/^121.*AO竹\|AA\d+\|.*AJ鋼の本\|.*AY7AZ[0-9A-F]{4}$/s)
    expect(await library.db.selectFrom('loan').select('id').execute()).toHaveLength(1)
  })

  test('before there is an answer, 97 gets 96; a wrong checksum is asked for again and does nothing', async () => {
    await using here = await opened()
    const fresh = await plugIn(here.port)
    fresh.send('97AZFEF5\r')
    expect(decodeText(await fresh.next(), 'utf8')).toBe('96AZFEF6')
    const one = await book()
    const { kiosk } = here
    await lent(library, (await givenPatron(library)).id, one.itemId)
    kiosk.send(`09N${date}${date}APx|AOx|AB${one.barcode}|AC|AY1AZ0000\r`)
    expect(decodeText(await kiosk.next(), 'utf8')).toBe('96AZFEF6')
    expect(await library.db.selectFrom('loan').select('returned_at').execute()).toEqual([{ returned_at: null }])
  })

  test.each(['utf8', 'cp932', 'eucjp'] as const)('speaks %s', async charset => {
    await using here = await opened({ charset })
    const patron = await givenPatron(library, { name: '竹内 〜髙' })
    const shown = await here.kiosk.patron(patron.cardNumber, patron.password)
    expect(shown.of('AE')).toBe(charset === 'utf8' ? '竹内 〜髙' : '竹内 ～髙')
    expect((await here.kiosk.status()).of('AM')).toBe('図書館')
  })
})

describe('who does not behave is cut, and staff are told', () => {
  const told = async () => (await listTroubles(library)).map(({ kind, machine }) => [kind, machine])

  test('nonsense', async () => {
    await using here = await opened()
    here.kiosk.send('GET / HTTP/1.1\r\nHost: x\r\n\r\nabc\r\n')
    here.kiosk.send(Uint8Array.from({ length: 500 }, (_, index) => (index * 7919) % 256))
    here.kiosk.send('\rx\ry\rz\r')
    await here.kiosk.gone
    expect(await told()).toEqual([['nonsense', 'kiosk1']])
  })

  test('a line without end', async () => {
    await using here = await opened()
    here.kiosk.send(`63${'x'.repeat(9_000)}`)
    await here.kiosk.gone
    expect(await told()).toEqual([['tooLong', 'kiosk1']])
  })

  test('a flood of questions', async () => {
    await using here = await opened()
    here.kiosk.send('9900802.00\r'.repeat(100))
    await here.kiosk.gone
    expect(await told()).toEqual([['flood', 'kiosk1']])
  })

  test('one after the other, but faster than people scan', async () => {
    await using here = await opened({}, { atOnce: 50 })
    await expect(
      (async () => {
        for (let n = 0; n < 60; n++) await here.kiosk.status()
      })(),
    ).rejects.toThrow('gone')
    expect(await told()).toEqual([['flood', 'kiosk1']])
  })

  test('a line that never ends, a stranger who says nothing, and silence: each at its time, and no other', async () => {
    await using here = await opened()
    const { server, port, kiosk } = here
    const slow = await selfCheck(library, port)
    const stranger = await plugIn(port)
    // Answered, so its bytes are there.
    expect((await slow.status()).code).toBe('98')
    const half = new Promise(resolve => kiosk.socket.once('data', resolve))
    slow.send('9900')
    slow.send('802.00\r99')
    await slow.next()
    kiosk.send('9900802.00\r')
    await half
    const look = (seconds: number) => {
      library.clock.forward({ seconds })
      server.look()
    }
    look(10)
    expect(server.connections()).toBe(3)
    look(1)
    await slow.gone
    look(20)
    await stranger.gone
    expect(await told()).toEqual([['stalled', 'kiosk1']])
    look(12 * 3600 - 60)
    expect(kiosk.socket.destroyed).toBe(false)
    look(60)
    await kiosk.gone
    expect(await told()).toEqual([['stalled', 'kiosk1']])
  })

  test('an address from which one after the other is cut is not let in for ten minutes', async () => {
    await using here = await opened({}, { cutsMax: 3 })
    for (let n = 0; n < 3; n++) {
      const one = await plugIn(here.port)
      one.send('9900802.00\r'.repeat(30))
      await one.gone
    }
    await (await plugIn(here.port)).gone
    expect(await listTroubles(library)).toMatchObject([{ kind: 'flood', times: 3 }])
    library.clock.forward({ minutes: 10 })
    here.server.look()
    expect((await selfCheck(library, here.port)).signedIn.fixed).toEqual({ ok: '1' })
  })

  test('a database that is away: the machine is cut, goes on by itself, and is served again afterwards', async () => {
    await using here = await opened()
    const { db } = library
    const broken = new Proxy(db, {
      get() {
        throw new Error('the database is away')
      },
    })
    const patron = await givenPatron(library)
    Object.assign(library, { db: broken })
    await expect(here.kiosk.card(patron.cardNumber)).resolves.toMatchObject({ code: '24' })
    await expect(here.kiosk.card(patron.cardNumber, patron.password)).rejects.toThrow('gone')
    Object.assign(library, { db })
    expect((await selfCheck(library, here.port)).signedIn.fixed).toEqual({ ok: '1' })
  })

  test('but not for what a field says, whatever it is: every question has its answer', async () => {
    await using here = await opened()
    const { kiosk } = here
    const one = await book()
    const odd = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 300 }),
      fc.constantFrom(one.barcode, '\0', "'; drop table loan; --", '９'.repeat(70), '竹|内', '-1', `${2 ** 64}`),
    )
    const dated = { date: '20261124    100000', noBlock: 'N', returnDate: '20261399    996199' }
    const asked = {
      '23': { language: '014', ...dated },
      '63': { language: '   ', ...dated, summary: 'YYYYYYYYYY' },
      '11': { renewal: '?', ...dated, dueDate: ''.padEnd(18) },
      '09': dated,
      '17': dated,
      '29': { thirdParty: 'N', ...dated, dueDate: ''.padEnd(18) },
      '65': dated,
      '15': { mode: '+', ...dated },
      '35': dated,
      '01': { cardRetained: 'Y', ...dated },
      '99': { status: 'x', width: '   ', version: '9.99' },
    } as const
    const codes = Object.keys(asked) as (keyof typeof asked)[]
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...codes), fc.tuple(odd, odd, odd, odd), async (code, [AA, AB, AD, BS]) => {
        const head = writeMessage({ code, fixed: asked[code], fields: [] } as unknown as AnyMessage)
        const line = `${head}AO|AA${AA}|AB${AB}|AD${AD}|BS${BS}|BP${AB}|`
        kiosk.send(`${line.replace(/[\r\n]/g, '')}\r`)
        expect(decodeText(await kiosk.next(), 'utf8')).not.toMatch(/^96/)
      }),
      { numRuns: 150, examples: codes.map(code => [code, ['\0', '\0', '\0', '\0']]) },
    )
    expect(await told()).toEqual([])
  })

  test('a message from the printer', async () => {
    await using here = await opened()
    await here.kiosk.ask('99', { status: '1', width: '080', version: '2.00' })
    expect(await told()).toEqual([['outOfPaper', 'kiosk1']])
  })
})

test('over TLS, and to who closes their own side after the question', async () => {
  const { execFileSync } = await import('node:child_process')
  const { mkdtempSync, readFileSync, rmSync } = await import('node:fs')
  const { tmpdir } = await import('node:os')
  const { join } = await import('node:path')
  const directory = mkdtempSync(join(tmpdir(), `kago-tls-${randomUUID()}`))
  const [certFile, keyFile] = [join(directory, 'cert.pem'), join(directory, 'key.pem')]
  const subject = ['-subj', '/CN=localhost', '-days', '2']
  const newKey = ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes']
  execFileSync('openssl', [...newKey, '-keyout', keyFile, '-out', certFile, ...subject], { stdio: 'ignore' })
  const tls = { cert: readFileSync(certFile), key: readFileSync(keyFile) }
  rmSync(directory, { recursive: true })
  await givenMachine(library)
  const server = await serveSip2(library, { port: 0, host: '127.0.0.1', tls })
  // Behind a port that another process has, connections come one by one, not yet begun.
  const within = sip2Within(library, { tls })
  const front = createServer({ pauseOnConnect: true }, socket => within.takeIn(socket)).listen(0, '127.0.0.1')
  await once(front, 'listening')
  for (const port of [server.port, (front.address() as AddressInfo).port]) {
    const kiosk = await selfCheck(library, port, { tls: true })
    expect((await kiosk.status()).of('AN')).toBe('kiosk1')
    kiosk.socket.end('9900802.00\r')
    expect(decodeText(await kiosk.next(), 'utf8').slice(0, 2)).toBe('98')
    await kiosk.gone
  }
  front.close()
  await Promise.all([server.close(), within.close()])
})
