import type { Context } from 'hono'
import { z } from 'zod'
import { nowhere, readPickupKey } from '#branches/rules/pickup-location.ts'
import { changePickup } from '#holds/changing/change-pickup.ts'
import { convertToOrdinary } from '#holds/changing/convert-to-ordinary.ts'
import { convertToSeries } from '#holds/changing/convert-to-series.ts'
import { resumeHold } from '#holds/changing/resume-hold.ts'
import { setNotNeededAfter } from '#holds/changing/set-not-needed-after.ts'
import { suspendHold } from '#holds/changing/suspend-hold.ts'
import { holdStory } from '#holds/lists/hold-story.ts'
import { myHolds } from '#holds/lists/my-holds.ts'
import { myChoices } from '#holds/ordering/my-choices.ts'
import { contacts } from '#holds/rules/hold.ts'
import { giveWay } from '#holds/wishes/give-way.ts'
import { howLongCouldItStay, lengthenShelf } from '#holds/wishes/lengthen-shelf.ts'
import { HoldId, OrderId } from '#ids.ts'
import { isId, newId } from '#std/new-id.ts'
import type { Outcome } from '#std/outcome.ts'
import { dayOf } from '#time/clock.ts'
import { idIn, readForm, readNumber, readQuery } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { toDone } from '#web/parts/form.tsx'
import { paths, withQuery } from '#web/paths.ts'
import { patronOf } from '#web/session.ts'
import { readDay } from '../day.ts'
import { type ChangeRefusal, changeRefusalWords } from './change-refusal.ts'
import { HoldPage } from './hold-page.tsx'
import { type Change, changes, type Said } from './hold-view.ts'

const doneQuery = z.object({ done: z.enum(changes).optional().catch(undefined) })
const changeForm = z.object({ change: z.enum(changes) })

export const holdPages = pages()
  .get(paths.hold(':id'), c => {
    const read = readQuery(c, doneQuery)
    const change = read.ok ? read.values.done : undefined
    return showHold(c, change ? { change, refused: null } : null)
  })

  .post(paths.holdChange(':id'), async c => {
    const holdId = idIn(c, HoldId)
    const read = readForm(c, changeForm)
    if (!read.ok) return showHold(c, null, 422)
    const { change } = read.values
    const changed = await carryOut(c, change, holdId)
    if (changed.ok) return c.redirect(toDone(withQuery(paths.hold(holdId), { done: change })), 303)
    if (changed.refusal.why === 'notFound') return c.notFound()
    const words = changeRefusalWords(c, changed.refusal)
    return showHold(c, { change, refused: words }, fieldsWrong.includes(changed.refusal.why) ? 422 : 409)
  })
  .get(paths.holdChange(':id'), c => c.redirect(paths.hold(idIn(c, HoldId)), 303))

async function showHold(c: Context<Page>, said: Said | null, status: 200 | 409 | 422 = 200) {
  const { library } = c.var
  const { patronId } = patronOf(c)
  const holdId = idIn(c, HoldId)
  const [holds, story, choices, longer] = await Promise.all([
    myHolds(library, patronId),
    holdStory(library, patronId, holdId),
    myChoices(library, patronId),
    howLongCouldItStay(library, patronId, holdId),
  ])
  const hold = holds.find(one => one.id === holdId)
  if (!hold || !story) return c.notFound()
  const others = holds.filter(one => one.id !== holdId)
  const longerUntil = longer.ok ? longer.value : null
  const view = { hold, story, choices, others, newOrderId: newId(), longerUntil }
  return show(c, <HoldPage c={c} {...view} said={said} />, status)
}

const fieldsWrong: ChangeRefusal['why'][] = ['badDay', 'pickupMissing', 'contactUnknown', 'tooFewForSeries']

const fields = z.object({
  pickup: z.string().catch('').transform(readPickupKey),
  contact: z.enum(contacts).nullable().catch(null),
  until: z.string().catch(''),
  id: z.string().catch(''),
  hold: z.array(z.string()).default([]),
})

/** What of each form is said to be wrong when it cannot be read at all: the field that it asks for. */
const unreadable = {
  pickup: 'pickupMissing',
  suspend: 'badDay',
  needed: 'badDay',
  series: 'tooFewForSeries',
  resume: 'notWaiting',
  noLongerNeeded: 'notWaiting',
  ordinary: 'notWaiting',
  giveWay: 'notWaiting',
  lengthen: 'notReady',
} as const satisfies Record<Change, ChangeRefusal['why']>

/** Carries out one change. A field that cannot be read is refused in words, like a rule. */
async function carryOut(c: Context<Page>, change: Change, holdId: HoldId): Promise<Outcome<unknown, ChangeRefusal>> {
  const { library } = c.var
  const { patronId } = patronOf(c)
  const actor = { is: 'patron', patronId } as const
  const read = readForm(c, fields)
  if (!read.ok) return { ok: false, refusal: { why: unreadable[change] } }
  const { pickup, contact, until, id, hold } = read.values
  const today = dayOf(library.clock.now())
  switch (change) {
    case 'pickup':
      if (contact === null) return { ok: false, refusal: { why: 'contactUnknown' } }
      return changePickup(library, actor, holdId, pickup ?? nowhere, contact)
    case 'suspend': {
      const day = readDay(until, today)
      return day.ok ? suspendHold(library, actor, holdId, day.value) : day
    }
    case 'resume':
      return resumeHold(library, actor, holdId)
    case 'needed': {
      const day = readDay(until, today)
      return day.ok ? setNotNeededAfter(library, actor, holdId, day.value) : day
    }
    case 'noLongerNeeded':
      return setNotNeededAfter(library, actor, holdId, null)
    case 'series': {
      const holdIds = hold.slice(0, 1000).map(typed => HoldId(readNumber(typed)))
      return convertToSeries(library, actor, { orderId: OrderId(isId(id) ? id : newId()), holdIds })
    }
    case 'giveWay':
      return giveWay(library, actor, holdId)
    case 'lengthen':
      return lengthenShelf(library, actor, holdId)
    case 'ordinary':
      return convertToOrdinary(library, actor, holdId)
    default:
      return change satisfies never
  }
}
