import type { MiddlewareHandler } from 'hono'
import { offeredLanguage } from '#policy.ts'
import { textOf } from '#text/language.ts'
import type { Page } from '#web/page.ts'
import { paiaHeaders } from './answers.ts'

/**
 * What every request of PAIA passes: browsers may ask first (CORS), and errors are said in the language of
 * Accept-Language.
 */
export const openForPaia: MiddlewareHandler<Page> = async (c, next) => {
  if (c.req.method === 'OPTIONS')
    return c.body(null, 204, {
      ...paiaHeaders(),
      'access-control-allow-methods': 'GET, HEAD, POST, PATCH, DELETE',
      'access-control-allow-headers': 'Content-Type, Authorization, Accept-Language',
      'access-control-max-age': '86400',
    })
  const wished = (c.req.header('accept-language') ?? '').slice(0, 2).toLowerCase()
  const language = offeredLanguage(c.var.library.policy, wished)
  if (language !== null) c.set('t', textOf(language))
  return next()
}
