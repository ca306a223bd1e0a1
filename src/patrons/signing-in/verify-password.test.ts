import { createHash, pbkdf2Sync } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import type { PatronId } from '#ids.ts'
import { attemptAt, elsewhere } from '../../../test/attempts.ts'
import { givenPatron } from '../../../test/given-patron.ts'
import { openLibrary, type TestLibrary } from '../../../test/library.ts'
import { issueCard } from '../desk/issue-card.ts'
import { changePassword } from './change-password.ts'
import { importPassword } from './import-password.ts'
import { resetPassword } from './reset-password.ts'
import { unlockSignIn } from './unlock-sign-in.ts'
import type { Attempt } from './verify-password.ts'

let library: TestLibrary
beforeEach(async () => {
  library = await openLibrary()
})

const attempt = (cardNumber: string, password: string, more: Partial<Attempt> = {}) =>
  attemptAt(library, cardNumber, password, more)

const standing = (patronId: PatronId) =>
  library.db.selectFrom('sign_in_card').selectAll().where('patron_id', '=', patronId).executeTakeFirstOrThrow()

/** No alarm: what follows is about one card. */
const calm = { alarmFailuresPerHour: 100_000, alarmFailuresPerDay: 100_000 }
const calmLibrary = async () => {
  const opened = await openLibrary()
  opened.policy.passwords = { ...opened.policy.passwords, ...calm }
  return opened
}

test('the right password of a card lets its patron in, however the number is typed', async () => {
  const patron = await givenPatron(library, { cardNumber: '00123456' })
  for (const typed of ['00123456', '0012-3456', '００１２－３４５６', ' 0012 3456', 'a00123456a'])
    expect(await attempt(typed, patron.password)).toMatchObject({ is: 'patron', patronId: patron.id })
  expect(await attempt('00123456', '８２６４')).toMatchObject({ is: 'patron', patronId: patron.id })
  expect(await attempt('123456', patron.password)).toEqual({ is: 'refused' })
  for (const wrong of ['', '8265', '٨٢٦٤', '①②③④', '8264 ', '8264\0', '1'.repeat(100_000)])
    expect(await attempt('00123456', wrong)).toEqual({ is: 'refused' })
})

test('M11 nothing that is stored tells a password, and without the pepper nothing can be tried', async () => {
  const patron = await givenPatron(library, { hashedSlowly: true })
  const { hash } = await library.db.selectFrom('patron_secret').select('hash').executeTakeFirstOrThrow()
  expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  library.secrets.pepper = Buffer.alloc(32)
  expect(await attempt(patron.cardNumber, patron.password)).toEqual({ is: 'refused' })
})

// 200 slow hashes, two at a time: seconds on a quiet machine, minutes on a busy one.
test('200 guesses at once: each is counted before it is made, five are made', { timeout: 300_000 }, async () => {
  library = await calmLibrary()
  const patron = await givenPatron(library)
  const guesses = Array.from({ length: 200 }, (_, n) => attempt(patron.cardNumber, `${1000 + n}`))
  expect(new Set((await Promise.all(guesses)).map(({ is }) => is))).toEqual(new Set(['refused']))
  // Four are free, the fifth begins the first wait; the others found it begun.
  expect((await standing(patron.id)).ladder).toHaveLength(5)
  const counted = await library.db.selectFrom('sign_in_address').select('short_count').execute()
  expect(counted.reduce((sum, row) => sum + row.short_count, 0)).toBe(200)
  const alarm = await library.db.selectFrom('sign_in_alarm').selectAll().executeTakeFirstOrThrow()
  expect(alarm.day_count).toBe(200)
  // Even the right password is not looked at while the card waits.
  expect(await attempt(patron.cardNumber, patron.password)).toEqual({ is: 'refused' })
  library.clock.forward({ minutes: 1 })
  expect(await attempt(patron.cardNumber, patron.password)).toMatchObject({ is: 'patron' })
})

test('whoever knows one card gets ten guesses in a year, from however many addresses', async () => {
  library = await calmLibrary()
  const patron = await givenPatron(library)
  let made = 0
  for (let n = 0; n < 50; n++) {
    const before = await failures()
    await attempt(patron.cardNumber, '0000')
    if ((await failures()) > before) made++
    // Every five hours for a week, then once in a while until the year is over.
    library.clock.forward(n < 34 ? { hours: 5 } : { days: 22 })
  }
  expect(made).toBe(10)
  expect((await standing(patron.id)).stopped_at).not.toBeNull()
  expect(await attempt(patron.cardNumber, patron.password)).toEqual({ is: 'refused' })
  // The counter lifts it.
  await unlockSignIn(library, { login: 'counter1' }, patron.id)
  expect(await attempt(patron.cardNumber, patron.password)).toMatchObject({ is: 'patron' })

  async function failures() {
    const row = await library.db.selectFrom('sign_in_card').select('ladder').executeTakeFirst()
    return row?.ladder.length ?? 0
  }
})

test('from the fifth failure on a card waits, longer each time; the tenth stops it', async () => {
  library = await calmLibrary()
  const patron = await givenPatron(library)
  for (const seconds of [0, 0, 0, 0, 60, 300, 900, 3_600, 14_400, null]) {
    const at = library.clock.now()
    await attempt(patron.cardNumber, '0000')
    const { wait_until, stopped_at } = await standing(patron.id)
    if (seconds !== null) expect(`${wait_until}`).toBe(`${at.add({ seconds })}`)
    expect(`${stopped_at}`).toBe(seconds === null ? `${at}` : 'null')
    library.clock.forward({ seconds: (seconds ?? 0) + 1 })
  }
})

test('twenty failures within a year stop a card, also when a success has cleared each of them', async () => {
  library = await calmLibrary()
  const patron = await givenPatron(library)
  const there = elsewhere()
  for (let n = 0; n < 19; n++) {
    await attempt(patron.cardNumber, '0000', { address: there })
    expect(await attempt(patron.cardNumber, patron.password, { address: there })).toMatchObject({ is: 'patron' })
    library.clock.forward({ days: 1 })
  }
  expect(await standing(patron.id)).toMatchObject({ ladder: [], stopped_at: null })
  await attempt(patron.cardNumber, '0000', { address: there })
  expect((await standing(patron.id)).stopped_at).not.toBeNull()
})

test('a stopped card does not stop its owner on a device known before', async () => {
  library = await calmLibrary()
  const patron = await givenPatron(library)
  const first = await attempt(patron.cardNumber, patron.password)
  const device = first.is === 'patron' ? first.device : null
  expect(device).toMatch(/^[\w-]{22}$/)
  for (let n = 0; n < 12; n++) {
    await attempt(patron.cardNumber, '0000')
    library.clock.forward({ hours: 5 })
  }
  expect(await attempt(patron.cardNumber, patron.password)).toEqual({ is: 'refused' })
  expect(await attempt(patron.cardNumber, patron.password, { device })).toMatchObject({ is: 'patron' })
  // The device has ten tries of its own, and each success gives them back.
  for (let n = 0; n < 9; n++) expect(await attempt(patron.cardNumber, '0000', { device })).toEqual({ is: 'refused' })
  expect(await attempt(patron.cardNumber, patron.password, { device })).toMatchObject({ is: 'patron' })
  for (let n = 0; n < 10; n++) await attempt(patron.cardNumber, '0000', { device })
  expect(await attempt(patron.cardNumber, patron.password, { device })).toEqual({ is: 'refused' })
  // It is a device of this patron, not of everybody.
  const other = await givenPatron(library)
  await attempt(other.cardNumber, '0000', { device })
  expect((await standing(other.id)).ladder).toHaveLength(1)
})

test('a success clears what failed from the same address, never what failed elsewhere', async () => {
  library = await calmLibrary()
  const patron = await givenPatron(library)
  const home = elsewhere()
  await attempt(patron.cardNumber, '0000', { address: home })
  await attempt(patron.cardNumber, '0001', { address: home })
  await attempt(patron.cardNumber, '0002')
  await attempt(patron.cardNumber, patron.password, { address: home })
  expect((await standing(patron.id)).ladder).toHaveLength(1)
  expect((await standing(patron.id)).failed_at).toHaveLength(3)
})

test('an unknown card and a wrong password: the same answer after the same work', async () => {
  library = await calmLibrary()
  const patrons = await Promise.all([1, 2, 3, 4, 5, 6].map(() => givenPatron(library, { hashedSlowly: true })))
  const timed = async (cardNumber: string) => {
    const from = performance.now()
    expect(await attempt(cardNumber, '0000')).toEqual({ is: 'refused' })
    return performance.now() - from
  }
  const known: number[] = []
  const unknown: number[] = []
  for (const { cardNumber } of patrons) {
    known.push(await timed(cardNumber))
    unknown.push(await timed(`9${cardNumber}`))
  }
  const fastest = (all: number[]) => Math.min(...all)
  expect(fastest(unknown) / fastest(known)).toBeGreaterThan(0.4)
  expect(fastest(unknown) / fastest(known)).toBeLessThan(2.5)
})

describe('an address', () => {
  test('may fail ten times in ten minutes; a known device there goes on', async () => {
    library = await calmLibrary()
    const patron = await givenPatron(library)
    const first = await attempt(patron.cardNumber, patron.password)
    const device = first.is === 'patron' ? first.device : null
    const there = elsewhere()
    for (let n = 0; n < 10; n++)
      expect(await attempt(n < 5 ? '11111' : '22222', '0000', { address: there })).toEqual({ is: 'refused' })
    expect(await attempt(patron.cardNumber, patron.password, { address: there })).toEqual({ is: 'tooManyFromHere' })
    expect(await attempt(patron.cardNumber, patron.password, { address: there, device })).toMatchObject({
      is: 'patron',
    })
    expect(await attempt(patron.cardNumber, patron.password)).toMatchObject({ is: 'patron' })
    library.clock.forward({ minutes: 11 })
    expect(await attempt(patron.cardNumber, patron.password, { address: there })).toMatchObject({ is: 'patron' })
  })

  test('that fails on five cards must give the birth date, and a wrong one never reaches the card', async () => {
    library = await calmLibrary()
    const patron = await givenPatron(library, { birthDate: '1970-01-01' })
    const there = elsewhere()
    for (let n = 0; n < 5; n++) await attempt(`3000${n}`, '0000', { address: there })
    const here = { address: there }
    expect(await attempt(patron.cardNumber, patron.password, here)).toEqual({ is: 'birthDateNeeded' })
    expect(await attempt(patron.cardNumber, patron.password, { ...here, birthDate: '19700102' })).toEqual({
      is: 'refused',
    })
    // The password's own counters are as they were; the birth date is counted by itself.
    expect(await standing(patron.id)).toMatchObject({ ladder: [], failed_at: [], wait_until: null, stopped_at: null })
    expect((await standing(patron.id)).birth_dates_at).toHaveLength(1)
    expect(await attempt(patron.cardNumber, patron.password, { ...here, birthDate: '１９７０/01/01' })).toMatchObject({
      is: 'patron',
    })
  })

  test('of a terminal of the library has a budget of its own, but the card has not', async () => {
    library = await calmLibrary()
    const patron = await givenPatron(library)
    const terminal = { door: 'terminal', address: '1' } as const
    for (let n = 0; n < 30; n++) await attempt(`4000${n}`, '0000', terminal)
    expect(await attempt(patron.cardNumber, patron.password, terminal)).toEqual({
      is: 'patron',
      patronId: patron.id,
      mustChangePassword: false,
      isVeiled: false,
      device: null,
    })
    for (let n = 0; n < 5; n++) await attempt(patron.cardNumber, '0000', terminal)
    expect(await attempt(patron.cardNumber, patron.password)).toEqual({ is: 'refused' })
  })
})

test('too many failures in the whole library: new devices must give the birth date for 30 days', async () => {
  const patron = await givenPatron(library, { birthDate: '1970-01-01' })
  const first = await attempt(patron.cardNumber, patron.password)
  const device = first.is === 'patron' ? first.device : null
  for (let n = 0; n < 11; n++) await attempt(`5000${n}`, '0000')
  expect(await attempt(patron.cardNumber, patron.password)).toEqual({ is: 'birthDateNeeded' })
  expect(await attempt(patron.cardNumber, patron.password, { device })).toMatchObject({ is: 'patron' })
  expect(await attempt(patron.cardNumber, patron.password, { birthDate: '19700101' })).toMatchObject({ is: 'patron' })
  expect(await attempt(patron.cardNumber, patron.password, { door: 'sip2', address: 'self-check 1' })).toMatchObject({
    is: 'patron',
  })
  library.clock.forward({ days: 31 })
  expect(await attempt(patron.cardNumber, patron.password)).toMatchObject({ is: 'patron' })
})

test('failures that a success from the same place follows raise no alarm', async () => {
  for (let n = 0; n < 20; n++) {
    const patron = await givenPatron(library)
    const address = elsewhere()
    await attempt(patron.cardNumber, '0000', { address })
    expect(await attempt(patron.cardNumber, patron.password, { address })).toMatchObject({ is: 'patron' })
  }
})

describe('the 仮パスワード', () => {
  test('M04 is the birth date, for a fortnight and five tries', async () => {
    library = await calmLibrary()
    const patron = await givenPatron(library, { birthDate: '1970-01-01', password: null })
    expect(await attempt(patron.cardNumber, '19700101')).toEqual({
      is: 'patron',
      patronId: patron.id,
      mustChangePassword: true,
      isVeiled: false,
      device: null,
    })
    for (let n = 0; n < 4; n++) await attempt(patron.cardNumber, '19700102')
    expect(await attempt(patron.cardNumber, '19700101')).toMatchObject({ is: 'patron' })
    await attempt(patron.cardNumber, '19700102')
    library.clock.forward({ hours: 1 })
    // The sixth is refused even if it is right.
    expect(await attempt(patron.cardNumber, '19700101')).toEqual({ is: 'refused' })

    await resetPassword(library, { login: 'counter1' }, patron.id, '電話')
    library.clock.forward({ days: 13, hours: 23 })
    expect(await attempt(patron.cardNumber, '19700101')).toMatchObject({ is: 'patron' })
    library.clock.forward({ hours: 1 })
    expect(await attempt(patron.cardNumber, '19700101')).toEqual({ is: 'refused' })
  })

  test('does nothing for a patron who has chosen a password', async () => {
    const patron = await givenPatron(library, { birthDate: '1970-01-01' })
    expect(await attempt(patron.cardNumber, '19700101')).toEqual({ is: 'refused' })
  })
})

describe('M06 a password of an earlier system', () => {
  const cases: [string, string, string][] = [
    ['a plain one, though it would be refused today', '1234', '1234'],
    ['md5', '7152', `{md5}${createHash('md5').update('7152').digest('hex')}`],
    ['sha1 with salt', '7152', `{sha1:before:NaCl}${createHash('sha1').update('NaCl7152').digest('hex')}`],
    ['sha256 with salt behind', '7152', `{sha256:after:NaCl}${createHash('sha256').update('7152NaCl').digest('hex')}`],
    [
      'pbkdf2',
      '7152',
      `{pbkdf2-sha256:1000:TmFDbA==}${pbkdf2Sync('7152', 'NaCl', 1000, 32, 'sha256').toString('hex')}`,
    ],
  ]
  test.each(cases)('%s goes on working', async (_, password, column) => {
    const patron = await givenPatron(library, { password: null })
    expect(await importPassword(library, patron.cardNumber, column)).toEqual({ ok: true, value: null })
    const stored = () => library.db.selectFrom('patron_secret').select(['hash', 'wrapped']).executeTakeFirstOrThrow()
    expect((await stored()).hash).toMatch(/^\$argon2id\$/)
    expect(await attempt(patron.cardNumber, '7153')).toEqual({ is: 'refused' })
    for (let n = 0; n < 2; n++)
      expect(await attempt(patron.cardNumber, password)).toMatchObject({
        is: 'patron',
        mustChangePassword: password === '1234',
      })
    expect((await stored()).wrapped).toBeNull()
    expect(await attempt(patron.cardNumber, patron.password)).toEqual({ is: 'refused' }) // the birth date
  })

  test('what cannot be read is refused by its name', async () => {
    const patron = await givenPatron(library, { password: null })
    expect(await importPassword(library, patron.cardNumber, '{crypt}x')).toMatchObject({
      refusal: { why: 'unknownHash' },
    })
    expect(await importPassword(library, '1', '1234')).toMatchObject({ refusal: { why: 'unknownCard' } })
  })
})

describe('a change of password', () => {
  const from = { door: 'web', address: '203.0.113.9', device: null } as const

  test('needs the present one, twice the same new one, and a good one', async () => {
    const patron = await givenPatron(library)
    const change = (current: string, wished: string, again = wished) =>
      changePassword(library, patron.id, { current, wished, again }, from)
    expect(await change('0000', '7152')).toMatchObject({ refusal: { why: 'currentWrong' } })
    expect(await change('8264', '7152', '7153')).toMatchObject({ refusal: { why: 'notTheSame' } })
    expect(await change('8264', '8264')).toMatchObject({ refusal: { why: 'sameAsBefore' } })
    expect(await change('8264', '1234')).toMatchObject({ refusal: { why: 'run' } })
    expect(await change('8264', '７１５２', '7152')).toMatchObject({ ok: true })
    expect(await attempt(patron.cardNumber, '8264')).toEqual({ is: 'refused' })
    expect(await attempt(patron.cardNumber, '7152')).toMatchObject({ is: 'patron' })
  })

  test('no more than three patrons of a small library have the same four digits', async () => {
    const results: string[] = []
    for (let n = 0; n < 5; n++) {
      const patron = await givenPatron(library, { password: null })
      const changed = await changePassword(
        library,
        patron.id,
        { current: patron.password, wished: '7152', again: '7152' },
        from,
      )
      results.push(changed.ok ? 'ok' : changed.refusal.why)
    }
    expect(results).toEqual(['ok', 'ok', 'ok', 'tooCommon', 'tooCommon'])
  })

  test('of a password of one’s own happens five times a day at most; the way out of a 仮パスワード is always open', async () => {
    const patron = await givenPatron(library)
    const change = (current: string, wished: string) =>
      changePassword(library, patron.id, { current, wished, again: wished }, from)
    const chosen = ['8264', '7152', '6293', '5814', '9375', '4738', '2851']
    for (let nth = 0; nth < 5; nth++) {
      library.clock.forward({ hours: 2 })
      expect(await change(chosen[nth]!, chosen[nth + 1]!)).toMatchObject({ ok: true })
    }
    expect(await change(chosen[5]!, chosen[6]!)).toEqual({ ok: false, refusal: { why: 'tooManyChanges', max: 5 } })
    expect(await attempt(patron.cardNumber, chosen[5]!)).toMatchObject({ is: 'patron' })

    await resetPassword(library, { login: 'hanako' }, patron.id, '電話')
    library.clock.forward({ minutes: 1 })
    expect(await change('19700101', chosen[6]!)).toMatchObject({ ok: true })
    expect(await change(chosen[6]!, chosen[0]!)).toMatchObject({ refusal: { why: 'tooManyChanges' } })
    library.clock.forward({ days: 1 })
    expect(await change(chosen[6]!, chosen[0]!)).toMatchObject({ ok: true })
  })

  test('in two tabs at once happens once', async () => {
    const patron = await givenPatron(library)
    const change = (wished: string) =>
      changePassword(library, patron.id, { current: '8264', wished, again: wished }, from)
    library.clock.forward({ seconds: 1 })
    const results = await Promise.all([change('7152'), change('6293')])
    expect(results.filter(({ ok }) => ok)).toHaveLength(1)
  })
})

test('a number that was ever somebody’s is never given again', async () => {
  const staff = { login: 'counter1' }
  const one = await givenPatron(library)
  const other = await givenPatron(library)
  expect(await issueCard(library, staff, one.id, '70000001')).toMatchObject({
    ok: true,
    value: { retired: one.cardNumber },
  })
  expect(await issueCard(library, staff, other.id, one.cardNumber)).toMatchObject({ refusal: { why: 'cardTaken' } })
  expect(await issueCard(library, staff, one.id, one.cardNumber)).toMatchObject({ refusal: { why: 'cardTaken' } })
  expect(await attempt(one.cardNumber, one.password)).toEqual({ is: 'refused' })
  expect(await attempt('70000001', one.password)).toMatchObject({ patronId: one.id })
  expect(await attempt(other.cardNumber, other.password)).toMatchObject({ patronId: other.id })
})
