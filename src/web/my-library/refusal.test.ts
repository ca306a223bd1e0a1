import { describe, expect, test } from 'vitest'
import type { BasketRefusal } from '#holds/basket/add-to-basket.ts'
import type { OrderRefusal } from '#holds/rules/order.ts'
import { BibId } from '#ids.ts'
import { languages, textOf } from '#text/language.ts'
import { type FormRefusal, refusalWords } from './refusal.tsx'

/** One of each: a new reason does not compile until it stands here. */
const each: {
  [Why in (OrderRefusal | BasketRefusal | FormRefusal)['why']]: OrderRefusal | BasketRefusal | FormRefusal
} = {
  intakeWindow: { why: 'intakeWindow', from: '03:00', until: '04:00' },
  nothingTicked: { why: 'nothingTicked' },
  tooFewForSeries: { why: 'tooFewForSeries' },
  enoughUnknown: { why: 'enoughUnknown' },
  unknownBib: { why: 'unknownBib', bibId: BibId(7) },
  notHeld: { why: 'notHeld', bibId: BibId(7) },
  notForLoan: { why: 'notForLoan', bibId: BibId(7) },
  alreadyOnHold: { why: 'alreadyOnHold', bibId: BibId(7) },
  cancelApplied: { why: 'cancelApplied', bibId: BibId(7) },
  copyCannotServe: { why: 'copyCannotServe', bibId: BibId(7), because: 'inRepair' },
  pickupMissing: { why: 'pickupMissing' },
  pickupBookmobile: { why: 'pickupBookmobile' },
  alreadyOnLoan: { why: 'alreadyOnLoan', bibId: BibId(7) },
  tooMany: { why: 'tooMany', max: 10, open: 9 },
  tooManyToday: { why: 'tooManyToday', max: 3, today: 2 },
  tooManyAudiovisual: { why: 'tooManyAudiovisual', max: 3, open: 3 },
  tooManyOfCategory: { why: 'tooManyOfCategory', category: { ja: '紙芝居', en: 'Picture plays' }, max: 3, open: 3 },
  hidden: { why: 'hidden', bibId: BibId(7) },
  mayNotHold: { why: 'mayNotHold', bibId: BibId(7) },
  onShelf: { why: 'onShelf', bibId: BibId(7) },
  notOffered: { why: 'notOffered', service: 'seriesHolds' },
  cardExpired: { why: 'cardExpired', on: Temporal.PlainDate.from('2026-03-31') },
  cardStopped: { why: 'cardStopped' },
  overdue: { why: 'overdue', days: 20 },
  pickupUnknown: { why: 'pickupUnknown' },
  pickupClosed: { why: 'pickupClosed' },
  contactNotRegistered: { why: 'contactNotRegistered', contact: 'mail' },
  contactUnknown: { why: 'contactUnknown' },
  kindUnknown: { why: 'kindUnknown' },
  numbersUnreadable: { why: 'numbersUnreadable', max: 27 },
  basketFull: { why: 'basketFull', max: 100 },
}

const facts = { titleOf: () => 'こころ', centralPhone: '0254-53-7511', hasBasket: true, late: false }

describe.each(languages)('in %s every refusal says what is so and what to do now', language => {
  test.each(Object.values(each))('$why', refusal => {
    const { what, next } = refusalWords(textOf(language), refusal, facts)
    for (const words of [what, next]) {
      expect(words.length).toBeGreaterThan(5)
      expect(words).not.toMatch(/undefined|null|NaN|\[object/)
    }
    if ('bibId' in refusal && refusal.why !== 'unknownBib') expect(what).toContain('こころ')
  })
})

test('a card that is stopped is told whom to call, also where no telephone is known', () => {
  const t = textOf('ja')
  expect(refusalWords(t, { why: 'cardStopped' }, facts).next).toContain('0254-53-7511')
  expect(refusalWords(t, { why: 'cardStopped' }, { ...facts, centralPhone: null }).next).toContain('中央図書館')
})

test.each(languages)('in %s who ticked too many and has reserved nothing is not told to cancel', language => {
  for (const why of ['tooMany', 'tooManyAudiovisual', 'tooManyOfCategory'] as const) {
    const { what, next, link } = refusalWords(
      textOf(language),
      { ...each[why], max: 10, open: 0 } as OrderRefusal,
      facts,
    )
    expect([link, next]).toEqual([undefined, textOf(language).holds.refusal.tooManyAtOnceNext])
    expect(what).toContain('10')
    expect(what.replace('10', '')).not.toContain('0')
  }
})

test.each(languages)('in %s the basket is said to be kept to who has something in it, and to nobody else', language => {
  const t = textOf(language)
  for (const late of [true, false]) {
    const [kept, other] = [true, false].map(
      hasBasket => refusalWords(t, each.intakeWindow, { ...facts, late, hasBasket }).next,
    )
    expect(kept).toBe(t.holds.refusal.basketKept(other!))
    expect(kept).not.toBe(other)
  }
})
