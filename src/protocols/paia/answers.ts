import type { Context } from 'hono'
import type { PatronId } from '#ids.ts'
import { myAccount } from '#patrons/my-account.ts'
import { findToken } from '#patrons/signing-in/tokens.ts'
import { readBody } from '#web/forms.ts'
import type { Page } from '#web/page.ts'
import { anyOrigin, bodyMax } from '../page.ts'

/** PAIA 1.4.0, as far as this library has what it is about. */
const version = '1.4.0'

export const scopes = ['read_patron', 'read_fees', 'read_items', 'write_items', 'change_password'] as const
export type Scope = (typeof scopes)[number]

export type PaiaError =
  | 'invalid_request'
  | 'invalid_grant'
  | 'insufficient_scope'
  | 'access_denied'
  | 'not_found'
  | 'not_implemented'
  | 'service_unavailable'
const statusOf = {
  invalid_request: 400,
  invalid_grant: 401,
  insufficient_scope: 403,
  access_denied: 403,
  not_found: 404,
  not_implemented: 501,
  service_unavailable: 503,
} as const satisfies Record<PaiaError, number>

/** What every answer of PAIA carries. Nothing of it may be kept by anybody. */
export const paiaHeaders = (accepted: readonly Scope[] = [], had: readonly string[] = []): Record<string, string> => ({
  ...anyOrigin,
  'access-control-expose-headers': 'x-oauth-scopes, x-accepted-oauth-scopes, x-paia-version',
  'cache-control': 'no-store',
  'x-paia-version': version,
  'x-accepted-oauth-scopes': accepted.join(' '),
  'x-oauth-scopes': had.join(' '),
})

export const answer = (c: Context<Page>, body: object, headers: Record<string, string>) => c.json(body, 200, headers)

export function refuse(c: Context<Page>, error: PaiaError, description: string, headers = paiaHeaders()) {
  const code = statusOf[error]
  // For clients that see nothing of an answer but its body.
  const status = c.req.query('suppress_response_codes') !== undefined ? 200 : code
  const challenge = code === 401 || code === 403 ? { 'www-authenticate': `Bearer realm="PAIA", error="${error}"` } : {}
  return c.json({ error, code, error_description: description }, status, { ...headers, ...challenge })
}

/** The patron whom the address names, if the token is theirs and allows this; else the answer that says why not. */
export async function patronFor(
  c: Context<Page>,
  scope: Scope,
  patron = c.req.param('patron'),
): Promise<{ patronId: PatronId; headers: Record<string, string> } | Response> {
  const bearer = /^Bearer ([\w-]+)$/i.exec(c.req.header('authorization') ?? '')?.[1]
  const token = bearer ?? c.req.query('access_token') ?? ''
  const found = await findToken(c.var.library, token)
  if (!found)
    return refuse(
      c,
      'invalid_grant',
      'There is no such token, or it has ended. Sign in at /paia/auth/login.',
      paiaHeaders([scope]),
    )
  const headers = paiaHeaders([scope], found.scopes)
  if (!found.scopes.includes(scope)) return refuse(c, 'insufficient_scope', `This needs the scope ${scope}.`, headers)
  const { cardNumber } = await myAccount(c.var.library, found.patronId)
  if (cardNumber === null || cardNumber !== patron)
    return refuse(c, 'access_denied', 'This token is of somebody else.', headers)
  return { patronId: found.patronId, headers }
}

/** What was posted, as JSON or as a form; null for what is neither, or too large. */
export async function postedOf(c: Context<Page>): Promise<Record<string, unknown> | null> {
  const type = (c.req.header('content-type') ?? '').split(';')[0]!.trim().toLowerCase()
  const body = await readBody(c.req.raw, bodyMax)
  if (body === null) return null
  if (type === 'application/x-www-form-urlencoded') return Object.fromEntries(new URLSearchParams(body))
  if (type !== 'application/json') return null
  try {
    const json: unknown = JSON.parse(body)
    return json !== null && typeof json === 'object' && !Array.isArray(json) ? (json as Record<string, unknown>) : null
  } catch {
    return null
  }
}
