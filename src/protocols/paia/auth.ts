import type { Context } from 'hono'
import { myAccount } from '#patrons/my-account.ts'
import { type ChangeRefusal, changePassword } from '#patrons/signing-in/change-password.ts'
import { endSession } from '#patrons/signing-in/sessions.ts'
import { findToken, startToken, tokenMinutes } from '#patrons/signing-in/tokens.ts'
import { verifyPassword } from '#patrons/signing-in/verify-password.ts'
import { type Page, pages } from '#web/page.ts'
import { paths } from '#web/paths.ts'
import { answer, paiaHeaders, patronFor, postedOf, refuse, scopes } from './answers.ts'

/** PAIA auth: signs a program in for a patron, by the one check of passwords and its counters, and out again. */
export const paiaAuthPages = pages()
  .post(`${paths.paiaAuth}/login`, login)
  .post(`${paths.paiaAuth}/logout`, logout)
  .post(`${paths.paiaAuth}/change`, change)
  .post(`${paths.paiaAuth}/reset`, c =>
    refuse(c, 'not_implemented', 'A password is reset at the counter of the library, by who shows their card.'),
  )

async function login(c: Context<Page>): Promise<Response> {
  const { library, address, t } = c.var
  const posted = await postedOf(c)
  const text = (name: string) => (typeof posted?.[name] === 'string' ? posted[name] : '')
  if (posted === null || text('username') === '' || text('password') === '')
    return refuse(c, 'invalid_request', 'username and password are needed, as a form or as JSON.')
  if (text('grant_type') !== '' && text('grant_type') !== 'password')
    return refuse(c, 'invalid_request', 'grant_type is password.')
  const asked = text('scope')
    .split(' ')
    .filter(scope => scope !== '')
  const unknown = asked.filter(scope => !scopes.includes(scope as never))
  if (unknown.length > 0) return refuse(c, 'invalid_request', `There is no scope ${unknown.join(', ')}.`)
  const verified = await verifyPassword(library, {
    door: 'api',
    cardNumber: text('username'),
    password: text('password'),
    birthDate: text('birthdate') || null,
    address,
  })
  switch (verified.is) {
    case 'patron':
      break
    case 'refused':
      return refuse(c, 'access_denied', t.machines.signIn.refused)
    case 'merged':
      return refuse(c, 'access_denied', t.machines.signIn.merged)
    case 'veiled':
      return refuse(c, 'access_denied', t.machines.signIn.veiled)
    case 'birthDateNeeded':
      return refuse(c, 'access_denied', 'These days the birth date is asked for too: birthdate=YYYYMMDD.')
    case 'tooManyFromHere':
      return refuse(c, 'access_denied', t.machines.signIn.later)
    case 'busy':
      c.header('retry-after', '5')
      return refuse(c, 'service_unavailable', t.machines.signIn.later)
    default:
      return verified satisfies never
  }
  // With a 仮パスワード nothing but its change is open (M05).
  const open = verified.mustChangePassword ? ['change_password'] : [...scopes]
  const granted = asked.length === 0 ? open : open.filter(scope => asked.includes(scope))
  const { cardNumber } = await myAccount(library, verified.patronId)
  if (cardNumber === null || granted.length === 0) return refuse(c, 'access_denied', t.machines.signIn.temporary)
  const token = await startToken(library, verified.patronId, granted)
  const body = {
    patron: cardNumber,
    access_token: token,
    token_type: 'Bearer',
    scope: granted.join(' '),
    expires_in: tokenMinutes * 60,
  }
  return answer(c, body, paiaHeaders([], granted))
}

/** Ends this token alone. One that has ended is signed out already. */
async function logout(c: Context<Page>): Promise<Response> {
  const token = /^Bearer ([\w-]+)$/i.exec(c.req.header('authorization') ?? '')?.[1] ?? c.req.query('access_token') ?? ''
  const found = await findToken(c.var.library, token)
  if (!found) return refuse(c, 'invalid_grant', 'There is no such token, or it has ended.')
  const { cardNumber } = await myAccount(c.var.library, found.patronId)
  await endSession(c.var.library, token)
  return answer(c, { patron: cardNumber }, paiaHeaders())
}

async function change(c: Context<Page>): Promise<Response> {
  const posted = await postedOf(c)
  const text = (name: string) => (typeof posted?.[name] === 'string' ? posted[name] : '')
  const [patron, current, wished] = [text('patron'), text('old_password'), text('new_password')]
  if (patron === '' || current === '' || wished === '')
    return refuse(c, 'invalid_request', 'patron, old_password and new_password are needed, as a form or as JSON.')
  const who = await patronFor(c, 'change_password', patron)
  if (who instanceof Response) return who
  const from = { door: 'api', address: c.var.address, device: null } as const
  const changed = await changePassword(c.var.library, who.patronId, { current, wished, again: wished }, from)
  return changed.ok
    ? answer(c, { patron }, who.headers)
    : refuse(
        c,
        changed.refusal.why === 'busy' ? 'service_unavailable' : 'access_denied',
        changeWords(c, changed.refusal),
        who.headers,
      )
}

function changeWords(c: Context<Page>, refusal: ChangeRefusal): string {
  const words = c.var.t.patrons.refusal
  switch (refusal.why) {
    case 'tooManyFromHere':
    case 'busy':
      return c.var.t.machines.signIn.later
    case 'tooLong':
    case 'tooManyChanges':
      return words[refusal.why](refusal.max)
    default:
      return words[refusal.why]
  }
}
