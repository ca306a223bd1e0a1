import type { Context } from 'hono'
import { z } from 'zod'
import { PasskeyId } from '#ids.ts'
import { type AddRefusal, addPasskey, type BeginRefusal, beginPasskey } from '#patrons/passkeys/add-passkey.ts'
import { myPasskeys } from '#patrons/passkeys/my-passkeys.ts'
import { removePasskey } from '#patrons/passkeys/remove-passkey.ts'
import { passkeyNameMax, siteOf } from '#patrons/rules/signing-in/passkey.ts'
import type { Text } from '#text/text.ts'
import { readForm, readNumber, readQuery, text } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { fieldErrorText, toDone } from '#web/parts/form.tsx'
import { paths, withQuery } from '#web/paths.ts'
import { doorOf, notOnTerminals, patronOf } from '#web/session.ts'
import { MakePage, PasskeysPage, RemovePage } from './passkeys-page.tsx'

const password = z.string().min(1, 'missing').max(256, 'tooLong')
const name = text(passkeyNameMax)
const dones = ['added', 'removed'] as const

const doForm = z.object({ do: z.enum(['begin', 'make', 'remove']) })

/** パスキー: which there are, one more, one less. Not on a terminal, which is everybody's device. */
export const passkeyPages = pages()
  .use(paths.passkeys, notOnTerminals)
  .get(paths.passkeys, async c => {
    const schema = z.object({
      done: z.enum(dones).optional().catch(undefined),
      remove: z.string().optional().catch(undefined),
    })
    const query = readQuery(c, schema)
    const { done, remove } = query.ok ? query.values : {}
    return remove === undefined ? listPage(c, { done }) : removePage(c, PasskeyId(readNumber(remove)), null)
  })
  .post(paths.passkeys, async c => {
    const what = readForm(c, doForm)
    if (!what.ok) return c.redirect(paths.passkeys, 303)
    switch (what.values.do) {
      case 'begin':
        return begin(c)
      case 'make':
        return make(c)
      case 'remove':
        return remove(c)
      default:
        return what.values.do satisfies never
    }
  })

const nameForm = z.object({ name, current: password })

async function begin(c: Context<Page>) {
  const { library, t, csrfToken } = c.var
  const form = readForm(c, nameForm)
  if (!form.ok) {
    const errors = Object.entries(form.errors).map(([field, error]) => [field, fieldErrorText(c, `${error}`)])
    return listPage(c, { errors: Object.fromEntries(errors), typed: form.typed.name })
  }
  const { patronId } = patronOf(c)
  const begun = await beginPasskey(library, patronId, form.values.current, doorOf(c), csrfToken ?? '')
  if (begun.ok)
    return show(c, <MakePage c={c} name={form.values.name} site={siteOf(library.policy)!} question={begun.value} />)
  const { refusal } = begun
  const said = refusalText(t, refusal)
  const isProof = refusal.why !== 'notOffered' && refusal.why !== 'tooMany'
  const shown = isProof ? { errors: { current: said } } : { no: said }
  return listPage(c, { ...shown, typed: form.values.name, status: statusOf(refusal) })
}

const nameAnswerForm = z.object({ name, answer: z.string().max(20_000) })

async function make(c: Context<Page>) {
  const { library, t, csrfToken } = c.var
  const form = readForm(c, nameAnswerForm)
  if (!form.ok) return listPage(c, { no: t.passkeys.refusal.unread })
  const made = await addPasskey(library, patronOf(c).patronId, form.values, csrfToken ?? '')
  if (!made.ok) return listPage(c, { no: refusalText(t, made.refusal), typed: form.values.name })
  return c.redirect(toDone(withQuery(paths.passkeys, { done: 'added' })), 303)
}

const idForm = z.object({ id: z.string(), current: password })

async function remove(c: Context<Page>) {
  const { library, t } = c.var
  const form = readForm(c, idForm)
  const id = PasskeyId(readNumber(form.ok ? form.values.id : form.typed.id))
  if (!form.ok) return removePage(c, id, fieldErrorText(c, form.errors.current ?? 'invalid'))
  const { current } = form.values
  const removed = await removePasskey(library, patronOf(c).patronId, { id, current }, doorOf(c))
  if (!removed.ok) return removePage(c, id, refusalText(t, removed.refusal), statusOf(removed.refusal))
  return c.redirect(toDone(withQuery(paths.passkeys, { done: 'removed' })), 303)
}

type Status = 422 | 429 | 503
type Shown = {
  done?: (typeof dones)[number] | undefined
  errors?: Partial<Record<'name' | 'current', string>>
  typed?: string | undefined
  no?: string
  status?: Status
}

async function listPage(c: Context<Page>, { status = 422, ...shown }: Shown) {
  const passkeys = await myPasskeys(c.var.library, patronOf(c).patronId)
  const isWrong = shown.no !== undefined || Object.keys(shown.errors ?? {}).length > 0
  return show(c, <PasskeysPage c={c} passkeys={passkeys} {...shown} />, isWrong ? status : 200)
}

async function removePage(c: Context<Page>, id: PasskeyId, error: string | null, status: Status = 422) {
  const passkeys = await myPasskeys(c.var.library, patronOf(c).patronId)
  const one = passkeys.find(passkey => passkey.id === id)
  if (!one) return error === null ? c.notFound() : c.redirect(paths.passkeys, 303)
  return show(c, <RemovePage c={c} passkey={one} error={error} />, error === null ? 200 : status)
}

const statusOf = ({ why }: BeginRefusal | AddRefusal): Status =>
  why === 'tooManyFromHere' ? 429 : why === 'busy' ? 503 : 422

function refusalText({ passkeys, patrons }: Text, refusal: BeginRefusal | AddRefusal): string {
  switch (refusal.why) {
    case 'tooMany':
      return passkeys.tooMany(refusal.max)
    case 'notOffered':
    case 'over':
    case 'unread':
      return passkeys.refusal[refusal.why]
    case 'currentWrong':
      return patrons.refusal.currentWrong
    case 'tooManyFromHere':
      return patrons.tooManyFromHere
    case 'busy':
      return patrons.busy
    default:
      return refusal satisfies never
  }
}
