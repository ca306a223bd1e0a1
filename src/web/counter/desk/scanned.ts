import { createHash } from 'node:crypto'
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { z } from 'zod'
import { cardScanned } from '#circulation/desk/card-scanned.ts'
import { readBarcode } from '#circulation/rules/barcode.ts'
import { kindOfCode } from '#circulation/rules/code-form.ts'
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

/** Of a card the last four digits at most stand in a column. */
export const codeOfCard = (typed: string): string => `*${readBarcode(typed).slice(-4)}`

/** What the column says of a code that is no copy's, and how it shows the code. */
type NoCopy = { said: Said; code: string }

/** Where the form of a code tells that it is no copy's; where it does not, nothing is asked. Null: it may be one. */
export const notACopyByForm = async (c: Context<Page>, typed: string): Promise<NoCopy | null> =>
  kindOfCode(c.var.library.policy, typed) === 'either' ? null : notACopy(c, typed)

/** What a code is that no copy has: most scans are of copies, and none of them waits for this. */
export const unknownCopy = async (c: Context<Page>, typed: string): Promise<NoCopy> =>
  (await notACopy(c, typed)) ?? { said: { do: 'stop', why: 'unknownItem' }, code: readBarcode(typed) }

async function notACopy(c: Context<Page>, typed: string): Promise<NoCopy | null> {
  const { library } = c.var
  const card = await cardScanned(library, typed)
  if (card === null)
    return kindOfCode(library.policy, typed) === 'neither'
      ? { said: { do: 'stop', why: 'noSuchForm' }, code: readBarcode(typed) }
      : null
  const code = codeOfCard(typed)
  switch (card.is) {
    case 'patron':
      return { said: { do: 'stop', why: 'isCard', patronId: card.patronId }, code }
    case 'retired':
      return { said: { do: 'stop', why: 'isRetiredCard' }, code }
    case 'unknown':
      return { said: { do: 'stop', why: 'isUnknownCard' }, code }
    default:
      return card satisfies never
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
