import { beforeAll, expect, test } from 'vitest'
import { defaultPolicy } from '#policy.ts'
import { languages } from '#text/language.ts'
import { createApp } from '#web/app.tsx'
import { givenBranches } from '../../../../test/given.ts'
import { openLibrary, type TestLibrary } from '../../../../test/library.ts'

let library: TestLibrary
beforeAll(async () => {
  library = await openLibrary()
  await givenBranches(library)
})

const read = async (path: string, language = 'ja') => {
  const answer = await createApp(library).request(path, {
    headers: { cookie: `language=${language}`, host: '127.0.0.1:3000' },
  })
  expect(answer.status).toBe(200)
  // Readings aside, which やさしい日本語 has over its 漢字.
  return (await answer.text()).replaceAll(/<r[pt].*?<\/r[pt]>|<\/?ruby>/g, '')
}

test.each(languages)('in %s it says the days and minutes that are in force', async language => {
  const { holds, passwords } = defaultPolicy
  library.policy = {
    ...defaultPolicy,
    holds: { ...holds, closedInSightDays: 43 },
    passwords: { ...passwords, sessionIdleMinutes: 17 },
    cards: { ...defaultPolicy.cards, forgottenAfterYears: 6 },
  }
  const page = await read('/privacy', language)
  expect(page).toMatch(/43\s?(日間|天|일|dias|days)/)
  expect(page).toMatch(/17\s?(分間|分钟|분|minutos|minutes)/)
  expect(page).toMatch(/6\s?(年|년|anos|years)/)
})

test.each(languages)('in %s it names what anybody may send, where the library takes it', async language => {
  const { services, cards } = defaultPolicy
  const off = { ...services, mistakes: false, preRegistration: false }
  library.policy = { ...defaultPolicy, services: off, cards: { ...cards, preRegistrationDays: 23 } }
  const without = await read('/privacy', language)
  const questions = { perDayMax: 3, keptDays: 37 }
  const on = { ...off, mistakes: true, preRegistration: true, questions: true }
  library.policy = { ...library.policy, services: on, questions }
  const page = await read('/privacy', language)
  for (const said of [/23\s?(日|天|일|dias|days)/, /90\s?(日|天|일|dias|days)/, /37\s?(日|天|일|dias|days)/]) {
    expect(without).not.toMatch(said)
    expect(page).toMatch(said)
  }
  library.policy = defaultPolicy
})

test('every page leads to it, and what it says of other companies is what browsers are told', async () => {
  expect(await read('/')).toContain('href="/privacy"')
  const { headers } = await createApp(library).request('/', { headers: { host: '127.0.0.1:3000' } })
  const policy = headers.get('content-security-policy')!
  expect(policy).toContain("default-src 'none'")
  expect(policy.match(/https?:/g), 'nothing is loaded from elsewhere').toBeNull()
})
