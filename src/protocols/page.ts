import type { Context } from 'hono'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { readBody } from '#web/forms.ts'
import { publicOrigin } from '#web/gate/public-address.ts'
import type { Page } from '#web/page.ts'

/**
 * Where this service is: 'https://opac.example.jp'. Answers point to themselves by it, whatever host the asking machine
 * named.
 */
export const originOf = publicOrigin

/**
 * The parameters of a request, of a GET behind the ?, of a POST from its form; null when the form is too large or is
 * none.
 */
export async function parametersOf(c: Context<Page>): Promise<URLSearchParams | null> {
  if (c.req.method !== 'POST') return new URL(c.req.url).searchParams
  const type = (c.req.header('content-type') ?? '').split(';')[0]!.trim().toLowerCase()
  if (type !== 'application/x-www-form-urlencoded') return null
  const body = await readBody(c.req.raw, bodyMax)
  return body === null ? null : new URLSearchParams(body)
}
/** So many bytes a machine may post. */
export const bodyMax = 65_536

/** XML that any page may read: there is nothing in it that is not public. */
export const showXml = (c: Context<Page>, body: string, status: ContentfulStatusCode = 200) =>
  c.body(`<?xml version="1.0" encoding="UTF-8"?>\n${body}\n`, status, {
    'content-type': 'application/xml; charset=utf-8',
    ...anyOrigin,
  })

/** CORS: scripts of other sites may read this, without cookies. */
export const anyOrigin = { 'access-control-allow-origin': '*' }
