import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { judgePassword } from '#patrons/rules/password.ts'
import { demoPatrons, demoStaff } from './patrons.ts'

const library = readFileSync(new URL('library.yaml', import.meta.url), 'utf8')
const branches = new Set([...library.matchAll(/^ {2}- code: (.+)$/gm)].map(match => match[1]))

test('cards are unique, and each belongs to a branch', () => {
  expect(demoPatrons.length).toBeGreaterThanOrEqual(25)
  expect(new Set(demoPatrons.map(patron => patron.card)).size).toBe(demoPatrons.length)
  for (const { card, branch } of demoPatrons) expect(branches, card).toContain(branch)
})

test('every case the guide tells of has somebody', () => {
  const some = (is: (patron: (typeof demoPatrons)[number]) => boolean) => demoPatrons.filter(is).length
  for (const category of ['general', 'child', 'group'])
    expect(some(each => each.category === category)).toBeGreaterThan(1)
  for (const kind of ['temporary', 'own']) expect(some(each => each.password.kind === kind)).toBeGreaterThan(1)
  expect(some(each => each.blocked !== null)).toBe(1)
  expect(some(each => each.expiresInDays < 0)).toBe(1)
  expect(some(each => each.overdueDays > 0)).toBe(1)
  expect(some(each => each.phone === null && each.mail !== null)).toBeGreaterThan(0)
  expect(some(each => each.phone !== null && each.mail === null)).toBeGreaterThan(0)
  expect(some(each => each.phone === null && each.mail === null)).toBeGreaterThan(0)
})

test('nobody can be telephoned or written to', () => {
  for (const { phone, mail, reading } of demoPatrons) {
    if (phone) expect(phone).toMatch(/^(0254-00|090-0000)-\d{4}$/)
    if (mail) expect(mail).toMatch(/^[a-z]+@example\.jp$/)
    expect(reading).toMatch(/^[ァ-ヶー]+( [ァ-ヶー]+)*$/)
  }
})

test('passwords are such as a patron may choose, and no two are the same', () => {
  const own = demoPatrons.flatMap(patron =>
    patron.password.kind === 'own' ? [{ ...patron, digits: patron.password.digits }] : [],
  )
  expect(new Set(own.map(({ digits }) => digits)).size).toBe(own.length)
  for (const { card, born, phone, digits } of own) {
    const judged = judgePassword(digits, { birthDate: Temporal.PlainDate.from(born), cardNumbers: [card], phone })
    expect(judged.ok, `${card}: ${digits}`).toBe(true)
  }
})

test('there are staff of all three roles, with passwords of twelve characters and more', () => {
  expect(new Set(demoStaff.map(staff => staff.role))).toEqual(new Set(['counter', 'chief', 'admin']))
  for (const { login, password, branch } of demoStaff) {
    expect(password.length, login).toBeGreaterThanOrEqual(12)
    expect(branches).toContain(branch)
  }
})
