import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { z } from 'zod'
import { type CodeKind, kindOfCode } from '#circulation/rules/code-form.ts'
import type { Said } from '#circulation/scans/said.ts'
import type { StopId } from '#ids.ts'
import { text } from '#web/forms.ts'
import type { Page } from '#web/page.ts'

/** What every scan brings: the code, and the id under which the page sends it (see assets/scan.js). */
export const scanFields = {
  barcode: text(60),
  sent: z.uuid().optional(),
}

/**
 * What names a scan that was sent: the id under which the page sends it, with its code. A form without the script may
 * send two codes before its page is gone, and those are two scans.
 */
export function sentIdOf({ sent, barcode }: { sent?: string | undefined; barcode: string }): string | undefined {
  return sent && createHash('sha256').update(`${sent} ${barcode}`).digest('hex').slice(0, 32)
}

/** What a copy's code can be told to be by its form alone; null when it may be a copy. */
export function notACopy(c: Context<Page>, typed: string): Said | null {
  const kind: CodeKind = kindOfCode(c.var.library.policy, typed)
  switch (kind) {
    case 'item':
    case 'either':
      return null
    case 'card':
      return { do: 'stop', why: 'isCard' }
    case 'neither':
      return { do: 'stop', why: 'noSuchForm' }
    default:
      return kind satisfies never
  }
}

/**
 * The answer to a scan. The script of the page sends scans itself and takes the page at once; a browser without it is
 * sent on, so that loading the page again scans nothing.
 */
export const answerScan = (c: Context<Page>, to: string, page: () => Response | Promise<Response>) =>
  c.req.header('x-kago-scan') === undefined ? c.redirect(to, 303) : page()

/**
 * The stop of the bookmobile at which this browser lends, until it is closed: it is chosen once and not with each
 * patron.
 */
export const keptStop = (c: Context<Page>): string | undefined => getCookie(c, 'kago-stop')
export const keepStop = (c: Context<Page>, stopId: StopId): void =>
  setCookie(c, 'kago-stop', stopId, { path: '/counter', httpOnly: true, sameSite: 'Lax', secure: c.var.https })
