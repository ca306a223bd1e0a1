import type { Context } from 'hono'
import { z } from 'zod'
import { myLoans } from '#circulation/loans/my-loans.ts'
import { myHolds } from '#holds/lists/my-holds.ts'
import { PatronId } from '#ids.ts'
import { addFamilyCard } from '#patrons/family/add-card.ts'
import { endFamilyLink } from '#patrons/family/end-link.ts'
import { myFamily, type Relative } from '#patrons/family/my-family.ts'
import { myAccount } from '#patrons/my-account.ts'
import type { FamilyRefusal } from '#patrons/rules/family.ts'
import type { Text } from '#text/text.ts'
import { readForm, readNumber, readQuery, text } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { toDone } from '#web/parts/form.tsx'
import { paths, withQuery } from '#web/paths.ts'
import { doorOf, ownPatronOf, useCard } from '#web/session.ts'
import { type AddForm, FamilyPage, type RelativeCard } from './family-page.tsx'

const addForm = z.object({
  cardNumber: text(60),
  password: z.string().min(1, 'missing').max(256, 'tooLong'),
  birthDate: z.string().trim().max(20, 'tooLong').optional(),
})
const number = z.string().transform(readNumber).catch(0).transform(PatronId)
const flag = z.literal('1').optional().catch(undefined)

const memberForm = z.object({ member: number })
const memberCarerForm = z.object({ member: number, carer: number })

/** 家族のカード: always of who is signed in, whichever card they use. */
export const familyPages = pages()
  .get(paths.family, c => familyPage(c))

  .post(paths.family, async c => {
    const form = readForm(c, addForm)
    if (!form.ok) {
      const errors = form.errors as Partial<Record<string, string>>
      return familyPage(c, { cardNumber: form.typed.cardNumber ?? '', errors, asksBirthDate: false, no: null })
    }
    const { birthDate, ...typed } = form.values
    const attempt = { ...doorOf(c), ...typed, birthDate: birthDate || null }
    const added = await addFamilyCard(c.var.library, ownPatronOf(c), attempt)
    if (added.ok) return c.redirect(toDone(withQuery(paths.family, { added: added.value.memberId })), 303)
    const no = refusalWords(c.var.t, added.refusal)
    const asksBirthDate = added.refusal.why === 'birthDateNeeded' || birthDate !== undefined
    return familyPage(c, { cardNumber: typed.cardNumber, errors: {}, asksBirthDate, no })
  })

  .post(paths.familyUse, async c => {
    const form = readForm(c, memberForm)
    const member = form.ok && form.values.member > 0 ? form.values.member : null
    const used = await useCard(c, member)
    if (!used) return c.notFound()
    return c.redirect(member === null ? toDone(withQuery(paths.family, { own: 1 })) : paths.holds, 303)
  })
  .get(paths.familyUse, c => c.redirect(paths.family, 303))

  .post(paths.familyEnd, async c => {
    const form = readForm(c, memberCarerForm)
    const { member, carer } = form.ok ? form.values : { member: null, carer: null }
    const own = ownPatronOf(c)
    if (member) await endFamilyLink(c.var.library, own, member)
    if (carer) await endFamilyLink(c.var.library, carer, own)
    return c.redirect(toDone(withQuery(paths.family, { ended: 1 })), 303)
  })
  .get(paths.familyEnd, c => c.redirect(paths.family, 303))

const addedQuery = z.object({ added: number, ended: flag, own: flag })

async function familyPage(
  c: Context<Page>,
  form: AddForm = { cardNumber: '', errors: {}, asksBirthDate: false, no: null },
) {
  const { library, t } = c.var
  const own = ownPatronOf(c)
  const [{ members, carers }, account] = await Promise.all([myFamily(library, own), myAccount(library, own)])
  const cards = await Promise.all(
    [{ patronId: own, name: account.name, madeAt: null, endsOn: null }, ...members].map(one => cardOf(c, one)),
  )
  const read = readQuery(c, addedQuery)
  const { added, ended, own: back } = read.ok ? read.values : { added: 0, ended: undefined, own: undefined }
  const newOne = members.find(({ patronId }) => patronId === added)
  const said = newOne ? t.family.added(newOne.name) : ended ? t.family.ended : back ? t.family.backDone : null
  const refused = form.no !== null || Object.keys(form.errors).length > 0
  const view = { own: cards[0]!, members: cards.slice(1), carers, said, form }
  return show(c, <FamilyPage c={c} {...view} />, refused ? 422 : 200)
}

/** What a family sees of each card: what is ready, what is out, how many wait. Never what was returned. */
async function cardOf(c: Context<Page>, one: Pick<Relative, 'patronId' | 'name' | 'endsOn'>): Promise<RelativeCard> {
  const { library } = c.var
  const [holds, loans] = await Promise.all([myHolds(library, one.patronId), myLoans(library, one.patronId)])
  const { patronId, name, endsOn } = one
  return { patronId, name, endsOn, holds: holds.filter(({ closed }) => !closed), loans }
}

function refusalWords(t: Text, refusal: FamilyRefusal): string {
  switch (refusal.why) {
    case 'refused':
    case 'temporary':
    case 'yourself':
      return t.family.add[refusal.why]
    case 'birthDateNeeded':
    case 'veiled':
    case 'tooManyFromHere':
    case 'busy':
      return t.patrons[refusal.why]
    case 'tooMany':
      return t.family.add.tooMany(refusal.max)
    default:
      return refusal satisfies never
  }
}
