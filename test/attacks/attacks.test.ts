import { beforeEach, describe, expect, test } from 'vitest'
import { serveWeb, type WebServer } from '#web/serve.ts'
import { openLibrary } from '../library.ts'
import {
  datesOf,
  guessKnownCard,
  guessTemporary,
  modes,
  raiseTheAlarm,
  sweepImported,
  sweepUnderTheAlarm,
  type Target,
} from './attacks.ts'

/** The year itself is `npm run attack:year`; these are its first days, through the same login. */
let target: Target
let web: WebServer
const start = async () => {
  const library = await openLibrary()
  web = await serveWeb(library, { port: 0, host: '127.0.0.1', trustedProxies: 1 })
  target = { library, port: web.port }
}
beforeEach(start)
beforeEach(() => () => web.close())

const asks = (mode: (typeof modes)[number]) => {
  const { policy } = target.library
  target.library.policy = { ...policy, passwords: { ...policy.passwords, newDevicesGiveBirthDate: mode } }
}
/** The sixth date that is tried: the five tries of a 仮パスワード end before it. */
const sixth = '2015-01-06'

describe.each(modes)('a 仮パスワード of a known birth year, birth dates asked for: %s', mode => {
  test.each([
    [false, 20],
    [true, 20],
    [true, 1_000],
  ])('with the date in both fields: %s, from %i addresses', async (beside, addresses) => {
    asks(mode)
    expect(datesOf(2015)[5]).toBe(sixth.replaceAll('-', ''))
    const outcome = await guessTemporary(target, { birthDate: sixth, addresses, beside, guesses: 25 })
    expect(outcome.opensAt).toBeNull()
  })

  test('after the alarm not even the first guess opens it', async () => {
    asks(mode)
    await raiseTheAlarm(target)
    for (const beside of [false, true]) {
      const outcome = await guessTemporary(target, { birthDate: '2015-01-01', addresses: 1_000, beside, guesses: 8 })
      expect(outcome.opensAt).toBeNull()
    }
  })
})

describe('one known card', () => {
  test.each(modes)('has ten guesses, whoever knows its birth date: %s', async mode => {
    asks(mode)
    const birthDate = '19701005'
    expect((await guessKnownCard(target, { nth: 10, guesses: 14, birthDate })).opensAt).toBe(10)
    expect((await guessKnownCard(target, { nth: 11, guesses: 14, birthDate })).opensAt).toBeNull()
  })
})

describe('all cards', () => {
  test('no more guesses a day than the arithmetic allows are compared', async () => {
    const swept = await sweepUnderTheAlarm(target, { days: 2, cards: 30 })
    expect(swept).toMatchObject({ guesses: 30, taken: 0 })
    expect(swept.compared).toBeLessThanOrEqual(2 * target.library.policy.passwords.alarmFailuresPerDay)
  })

  test('a sweep with the commonest password of an earlier system ends with its second failure', async () => {
    const swept = await sweepImported(target, { cards: 30, password: '1234' })
    expect(swept).toMatchObject({ guesses: 30, taking: 3, taken: 0 })
  })
})
