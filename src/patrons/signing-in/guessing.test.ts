import { createHash } from 'node:crypto'
import { beforeEach, describe, expect, test } from 'vitest'
import type { PatronId } from '#ids.ts'
import { attemptAt, elsewhere } from '../../../test/attempts.ts'
import { givenPatron } from '../../../test/given-patron.ts'
import { openLibrary, type TestLibrary } from '../../../test/library.ts'
import { changePassword } from './change-password.ts'
import { importPassword } from './import-password.ts'
import { resetPassword } from './reset-password.ts'
import type { Attempt } from './verify-password.ts'

let library: TestLibrary
beforeEach(async () => {
  library = await openLibrary()
})

const attempt = (cardNumber: string, password: string, more: Partial<Attempt> = {}) =>
  attemptAt(library, cardNumber, password, more)
const standing = (patronId: PatronId) =>
  library.db.selectFrom('sign_in_card').selectAll().where('patron_id', '=', patronId).executeTakeFirst()
const failuresOfTheDay = async () =>
  (await library.db.selectFrom('sign_in_alarm').select('day_count').executeTakeFirst())?.day_count ?? 0

const policy = (more: Partial<TestLibrary['policy']['passwords']>) => {
  library.policy = { ...library.policy, passwords: { ...library.policy.passwords, ...more } }
}
const calm = () => policy({ alarmFailuresPerHour: 100_000, alarmFailuresPerDay: 100_000 })
const raiseTheAlarm = async () => {
  for (let n = 0; n < 11; n++) await attempt(`5000${n}`, '7152')
}
/** Birth dates of one year, those of the guesser's choice first. */
const datesOf = (year: number, count: number) =>
  Array.from({ length: count }, (_, n) => `${Temporal.PlainDate.from(`${year}-01-01`).add({ days: n })}`)

describe('a card that still has its 仮パスワード', () => {
  test('is not opened by birth dates tried beside it, however many addresses try while the alarm is on', async () => {
    const pupil = await givenPatron(library, { birthDate: '2015-02-10', password: null })
    await raiseTheAlarm()
    for (const date of datesOf(2015, 60)) {
      const guess = date.replaceAll('-', '')
      expect((await attempt(pupil.cardNumber, guess, { birthDate: guess })).is).not.toBe('patron')
      expect(await attempt(pupil.cardNumber, guess)).toEqual({ is: 'birthDateNeeded' })
      library.clock.forward({ minutes: 5 })
    }
  })

  test('opens from the terminals of the library alone while the alarm is on, and everywhere after it', async () => {
    const pupil = await givenPatron(library, { birthDate: '2015-06-23', password: null })
    await raiseTheAlarm()
    expect(await attempt(pupil.cardNumber, '20150623')).toEqual({ is: 'birthDateNeeded' })
    expect(await attempt(pupil.cardNumber, '20150623', { birthDate: '20150623' })).toEqual({ is: 'refused' })
    expect(await attempt(pupil.cardNumber, '20150623', { door: 'sip2', address: 'gate' })).toEqual({ is: 'refused' })
    expect(await attempt(pupil.cardNumber, '20150623', { door: 'terminal', address: '1' })).toMatchObject({
      is: 'patron',
      mustChangePassword: true,
    })
    library.clock.forward({ days: 31 })
    await resetPassword(library, { login: 'counter1' }, pupil.id, '窓口')
    expect(await attempt(pupil.cardNumber, '20150623')).toMatchObject({ is: 'patron' })
  })

  test.each(['never', 'onAlarm', 'always'] as const)(
    'has five tries where birth dates are asked for: %s',
    async when => {
      calm()
      policy({ newDevicesGiveBirthDate: when })
      const pupil = await givenPatron(library, { birthDate: '2015-06-23', password: null })
      for (const date of datesOf(2015, 5)) {
        const guess = date.replaceAll('-', '')
        expect(await attempt(pupil.cardNumber, guess, { birthDate: guess })).toEqual({ is: 'refused' })
        library.clock.forward({ hours: 2 })
      }
      expect(await attempt(pupil.cardNumber, '20150623', { birthDate: '20150623' })).toEqual({ is: 'refused' })
      expect((await attempt(pupil.cardNumber, '20150623')).is).not.toBe('patron')
    },
  )

  test('is not asked for its birth date beside, where that is always asked for', async () => {
    policy({ newDevicesGiveBirthDate: 'always' })
    const pupil = await givenPatron(library, { birthDate: '2015-06-23', password: null })
    expect(await attempt(pupil.cardNumber, '20150623')).toMatchObject({ is: 'patron', mustChangePassword: true })
    // Nor does another answer tell that it has one.
    const patron = await givenPatron(library)
    for (const number of [pupil.cardNumber, patron.cardNumber, '99999999'])
      expect(await attempt(number, '20150624')).toEqual({ is: 'birthDateNeeded' })
  })

  test('has five tries from 100 addresses at once', { timeout: 120_000 }, async () => {
    calm()
    const pupil = await givenPatron(library, { birthDate: '2015-04-01', password: null })
    const guesses = datesOf(2015, 100).map(date => date.replaceAll('-', ''))
    const answers = await Promise.all(guesses.map(guess => attempt(pupil.cardNumber, guess, { birthDate: guess })))
    // At most five are compared; the right one, the 91st, is none of the first five more often than not.
    const { temporary_tries } = await library.db
      .selectFrom('patron_secret')
      .select('temporary_tries')
      .where('patron_id', '=', pupil.id)
      .executeTakeFirstOrThrow()
    expect(temporary_tries).toBeLessThanOrEqual(5)
    expect(answers.filter(({ is }) => is === 'patron').length).toBeLessThanOrEqual(1)
    expect((await standing(pupil.id))?.ladder.length).toBeLessThanOrEqual(5)
  })

  test('is changed by who signed in with it before the alarm', async () => {
    const pupil = await givenPatron(library, { birthDate: '2015-06-23', password: null })
    expect(await attempt(pupil.cardNumber, '20150623')).toMatchObject({ is: 'patron' })
    await raiseTheAlarm()
    const change = { current: '20150623', wished: '7152', again: '7152' }
    const from = { door: 'web', address: elsewhere() } as const
    expect(await changePassword(library, pupil.id, change, from)).toMatchObject({ ok: true })
  })
})

describe('a wrong birth date beside a password of one’s own', () => {
  test('is counted on card, address and library, and leaves the tries of the password alone', async () => {
    policy({ newDevicesGiveBirthDate: 'always' })
    const patron = await givenPatron(library, { birthDate: '1970-01-01' })
    const here = elsewhere()
    await attempt(patron.cardNumber, patron.password, { birthDate: '19700102', address: here })
    expect(await standing(patron.id)).toMatchObject({ ladder: [], failed_at: [], wait_until: null })
    expect((await standing(patron.id))?.birth_dates_at).toHaveLength(1)
    const counted = await library.db.selectFrom('sign_in_address').select(['short_count', 'cards']).execute()
    expect(counted).toMatchObject([{ short_count: 1, cards: [expect.any(String)] }])
    expect(await failuresOfTheDay()).toBe(1)
    // A right one takes itself back, with the password.
    await attempt(patron.cardNumber, patron.password, { birthDate: '19700101', address: here })
    expect((await standing(patron.id))?.birth_dates_at).toHaveLength(1)
    expect(await failuresOfTheDay()).toBe(1)
  })

  test('may be given twenty times a year; then the right one opens nothing either', async () => {
    calm()
    policy({ newDevicesGiveBirthDate: 'always' })
    const patron = await givenPatron(library, { birthDate: '1970-12-01' })
    for (const date of datesOf(1970, 20)) {
      expect(await attempt(patron.cardNumber, patron.password, { birthDate: date })).toEqual({ is: 'refused' })
      library.clock.forward({ days: 1 })
    }
    const right = { birthDate: '19701201' }
    expect(await attempt(patron.cardNumber, patron.password, right)).toEqual({ is: 'refused' })
    expect(await standing(patron.id)).toMatchObject({ ladder: [], stopped_at: null })
    library.clock.forward({ days: 346 })
    expect(await attempt(patron.cardNumber, patron.password, right)).toMatchObject({ is: 'patron' })
  })

  test('raises the alarm as any failure does', async () => {
    policy({ newDevicesGiveBirthDate: 'always' })
    const patron = await givenPatron(library)
    for (let n = 0; n < 11; n++) await attempt(patron.cardNumber, '0000', { birthDate: '19990101' })
    const alarm = await library.db.selectFrom('sign_in_alarm').selectAll().executeTakeFirstOrThrow()
    expect(alarm.birth_date_until).not.toBeNull()
  })
})

describe('M06 a weak password of an earlier system', () => {
  const withPassword = async (password: string) => {
    const patron = await givenPatron(library, { password: null, birthDate: '1970-01-01' })
    // A hash may be that of any password; a plain one has four digits, or eight characters.
    await importPassword(library, patron.cardNumber, `{md5}${createHash('md5').update(password).digest('hex')}`)
    return patron
  }

  test.each(['1234', '0401', '1970', '0000', '12345', '123456', 'password1', '700101'])(
    '%s leads to the change of password, and no browser is known by it',
    async password => {
      const patron = await withPassword(password)
      const verified = { is: 'patron', patronId: patron.id, mustChangePassword: true, isVeiled: false, device: null }
      expect(await attempt(patron.cardNumber, password)).toEqual(verified)
      expect(await attempt(patron.cardNumber, password, { door: 'sip2', address: 'gate' })).toMatchObject({
        mustChangePassword: false,
      })
    },
  )

  test.each(['8264', '826401', 'tsubaki7'])('%s is not weak', async password => {
    const patron = await withPassword(password)
    expect(await attempt(patron.cardNumber, password)).toMatchObject({ is: 'patron', mustChangePassword: false })
  })

  test('opens nothing alone once it has been swept, but does with the birth date', async () => {
    const [first, second] = [await withPassword('1234'), await withPassword('1234')]
    const known = await givenPatron(library)
    await attempt(known.cardNumber, '1234')
    expect(await attempt(first.cardNumber, '1234')).toMatchObject({ is: 'patron' })
    await attempt('60000001', '1234')
    expect(await attempt(second.cardNumber, '1234')).toEqual({ is: 'refused' })
    expect(await attempt(second.cardNumber, '1234', { birthDate: '1970-01-02' })).toEqual({ is: 'refused' })
    expect((await standing(second.id))?.birth_dates_at).toHaveLength(1)
    expect(await attempt(second.cardNumber, '1234', { birthDate: '1970-01-01' })).toMatchObject({
      is: 'patron',
      mustChangePassword: true,
    })
    // Another year, another count; and a terminal of the library asks for nothing.
    expect(await attempt(second.cardNumber, '1234', { door: 'terminal', address: '1' })).toMatchObject({ is: 'patron' })
    library.clock.forward({ days: 366 })
    expect(await attempt(second.cardNumber, '1234')).toMatchObject({ is: 'patron' })
  })
})
