import { type Desk, deskOf } from '#acting.ts'
import { centralPhone } from '#branches/central-phone.ts'
import { tellLent } from '#circulation/loans/tell-lent.ts'
import { isUnreachable, transact } from '#database/database.ts'
import { noticeGiven } from '#holds/shelf/notice-given.ts'
import type { PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { readdressCallsAndLetters } from '#notices/addresses/address-again.ts'
import { saveMailRegistered, takeMailAway } from '#notices/addresses/mail-application-store.ts'
import { claimMail, type DueNotice, saveFailed, savePostponed, saveSent, tellByHand } from '#notices/outbox-store.ts'
import { isWorthACall } from '#notices/rules/channel.ts'
import { afterQuietHours } from '#notices/rules/due.ts'
import { readMailAddress } from '#notices/rules/mail-address.ts'
import type { NoticeContent, NoticeKind } from '#notices/rules/notice.ts'
import { type Delivery, nextTryAt } from '#notices/rules/retry.ts'
import { tellAccountChanges } from '#notices/tell-account-changes.ts'
import { tellPasswordLinks } from '#notices/tell-password-links.ts'
import { secretOf } from '#patrons/by-mail/link-secret.ts'
import { stopToken } from '#patrons/mail-choices/stop-token.ts'
import { isStoppable } from '#patrons/rules/mail-choices.ts'
import { crashPoint } from '#std/crash-point.ts'
import { mailWords } from '#text/mail.ts'
import { instantAt } from '#time/clock.ts'
import { factsNow, saidTogether } from './facts-now.ts'
import { readerOf, senderIn } from './mail-reader.ts'
import { type Mailer, senderOf } from './mailer.ts'

export type SendingReport = { sent: number; later: number; refused: number; unreachable: boolean }

/**
 * Sends the mails that are due, at most `limit` (M26, M44). Each is claimed in a short transaction, sent outside of
 * any, and marked in another with everything that follows from its acceptance: so none is lost, and a worker that dies
 * between the server's yes and our mark sends one mail again, with the same Message-ID. What it says is looked at again
 * at the moment of telling. Any number of workers may run at once; of those of a mailer no more than two talk about the
 * same domain, so that a slow one does not stop the others. A notice that cannot be made into a mail is a try like any
 * other: it is counted, and parked in the end.
 */
export async function sendDueNotices(
  library: Library,
  mailer: Mailer,
  { limit, signal }: { limit: number; signal?: AbortSignal },
): Promise<SendingReport> {
  const report: SendingReport = { sent: 0, later: 0, refused: 0, unreachable: false }
  await tellAccountChanges(library, { limit })
  await tellPasswordLinks(library, { limit })
  await tellLent(library, { limit })
  await readdressCallsAndLetters(library, { limit })
  const phone = (await centralPhone(library)) ?? ''
  const talks = talksOf(mailer)
  for (let tried = 0; tried < limit && !report.unreachable && !signal?.aborted; tried++) {
    const desk = deskOf(library, { is: 'system' })
    const claimed = await talks.begin(busy =>
      transact(library.db, tx => claimMail(tx, toClaim(desk), desk.now.add({ minutes: leaseMinutes }), busy)),
    )
    if (!claimed) break
    if (claimed.bundle.length === 0) continue
    crashPoint('mail.claimed')
    await tell(library, mailer, claimed.bundle, { desk, phone, report }).finally(claimed.end)
  }
  return report
}

const toClaim = ({ now, today, policy }: Desk) => ({ now, today, patronsChoose: policy.notices.patronsChoose })

type Telling = { desk: Desk; phone: string; report: SendingReport }

async function tell(library: Library, mailer: Mailer, bundle: DueNotice[], telling: Telling): Promise<void> {
  const { desk, report } = telling
  const { now } = desk
  try {
    const facts = await factsNow(library.db, desk, bundle)
    const says = saidTogether(bundle.map(notice => facts.get(notice.id)?.says ?? notice))
    const tellFrom = facts.get(bundle[0]!.id)?.tellFrom ?? null
    if (bundle[0]!.kind === 'ready' && tellFrom && Temporal.PlainDate.compare(tellFrom, desk.today) > 0) {
      return await waitUntilOpen(library, bundle, tellFrom)
    }
    const delivery = await deliver(library, mailer, bundle, says, telling)
    crashPoint('mail.answered')
    await saveDelivery(library, bundle, delivery, now, report)
    crashPoint('mail.marked')
  } catch (error) {
    if (isUnreachable(error)) throw error
    const { message, stack = '' } = error as Error
    library.log.error('notice cannot be told', { kind: bundle[0]!.kind, count: bundle[0]!.id, error: message, stack })
    await saveDelivery(library, bundle, { is: 'later', said: message }, now, report)
  }
}

/** A patron is not called to a place that is closed: the mail waits for its next open day, and the week begins then. */
async function waitUntilOpen(library: Library, bundle: DueNotice[], day: Temporal.PlainDate): Promise<void> {
  const at = instantAt(day, library.policy.notices.quietHours.until)
  const ids = bundle.map(notice => notice.id)
  await transact(library.db, tx => savePostponed(tx, ids, at, 'closed', false))
}

async function deliver(
  library: Library,
  mailer: Mailer,
  bundle: DueNotice[],
  says: NoticeContent,
  { desk, phone }: Telling,
): Promise<Delivery> {
  const { kind, recipient, messageId, patronId } = bundle[0]!
  // What the rule of today does not take may still lie in the database: no server is asked about it.
  if ('why' in readMailAddress(recipient)) return { is: 'refused', said: 'this is no mail address', address: 'isNone' }
  const reader = await readerOf(library, patronId)
  const stop = stopAddress(library, kind, patronId)
  const sender = {
    ...senderIn(library.policy, reader.language, kind),
    ...linkOf(library, says),
    ...(stop ? { stop } : {}),
  }
  const words = mailWords(says, reader, { phone, ...sender })
  const mail = { to: recipient, ...words, messageId, at: desk.now, from: senderOf(library.policy) }
  return await mailer.send({ ...mail, stop })
}

/** Of a link to a new password its whole address, which stands nowhere but in the mail. */
function linkOf({ policy, secrets }: Library, says: NoticeContent): { page?: string } {
  const { publicAddress } = policy.identity
  if (says.kind !== 'passwordLink' || publicAddress === undefined) return {}
  return { page: new URL(`/forgotten/${secretOf(secrets, says.facts.half)}`, publicAddress).href }
}

/** Where a patron says that they want no more of these; undefined: that cannot be chosen. */
function stopAddress({ policy, secrets }: Library, kind: NoticeKind, patronId: PatronId | null): string | undefined {
  const { publicAddress } = policy.identity
  if (!policy.notices.patronsChoose || publicAddress === undefined || patronId === null || !isStoppable(kind)) return
  return new URL(`/mails/stop/${stopToken(secrets, patronId, kind)}`, publicAddress).href
}

/** With which domains this mailer is talking. */
function talksOf(mailer: Mailer) {
  const talks = talksOfMailers.get(mailer) ?? { open: new Map<string, number>(), turn: Promise.resolve() }
  talksOfMailers.set(mailer, talks)
  const { open } = talks
  return {
    /** Claims one worker after the other: the next one knows with whom the one before it is going to talk. */
    async begin(
      claim: (busyDomains: string[]) => Promise<DueNotice[] | null>,
    ): Promise<{ bundle: DueNotice[]; end(): void } | null> {
      const turn = talks.turn.then(async () => {
        const bundle = await claim([...open].filter(([, count]) => count >= talksPerDomain).map(([domain]) => domain))
        if (!bundle || bundle.length === 0) return bundle && { bundle, end() {} }
        const domain = bundle[0]!.recipient.split('@')[1]?.toLowerCase() ?? ''
        open.set(domain, (open.get(domain) ?? 0) + 1)
        const end = () => {
          const left = open.get(domain)! - 1
          if (left === 0) open.delete(domain)
          else open.set(domain, left)
        }
        return { bundle, end }
      })
      talks.turn = turn.catch(() => {})
      return await turn
    },
  }
}
const talksOfMailers = new WeakMap<Mailer, { open: Map<string, number>; turn: Promise<unknown> }>()
const talksPerDomain = 2

/** Longer than any talk with a mail server: until then a claimed mail belongs to its worker. */
const leaseMinutes = 5

async function saveDelivery(
  library: Library,
  bundle: DueNotice[],
  delivery: Delivery,
  now: Temporal.Instant,
  report: SendingReport,
): Promise<void> {
  const { attempts, kind } = bundle[0]!
  const ids = bundle.map(notice => notice.id)
  const again = nextTryAt(delivery, attempts, now)
  await transact(library.db, async tx => {
    if (delivery.is === 'accepted') {
      const marked = new Set(await saveSent(tx, ids, now))
      await afterAcceptance(
        library,
        tx,
        bundle.filter(notice => marked.has(notice.id)),
        now,
      )
    } else if (again) {
      const answersPatron = ['orderPlaced', 'mailRegistered', 'accountChanged', 'passwordLink', 'lent'].includes(kind)
      const at = answersPatron ? again : afterQuietHours(library.policy.notices.quietHours, again)
      await savePostponed(tx, ids, at, delivery.said, delivery.is !== 'unreachable')
    } else {
      await saveFailed(tx, ids, now, delivery.said)
      const { patronId, recipient } = bundle[0]!
      const isNoWay = delivery.is === 'refused' && delivery.address !== 'mayBeGood'
      if (isNoWay && patronId !== null) await takeMailAway(tx, patronId, recipient, now)
      if (isWorthACall(bundle[0]!)) await tellByHand(tx, ids, now)
    }
  })
  if (delivery.is === 'accepted') report.sent++
  else if (delivery.is === 'unreachable') report.unreachable = true
  else if (again) report.later++
  else report.refused++
  if (delivery.is !== 'accepted') library.log.warn('mail not accepted', { kind, status: attempts })
}

/** 取り置き begins with the notice (M37); an address is registered with its mail (M44). */
async function afterAcceptance(
  library: Library,
  tx: Parameters<typeof saveSent>[0],
  accepted: DueNotice[],
  now: Temporal.Instant,
): Promise<void> {
  const holdIds = accepted.flatMap(notice => (notice.kind === 'ready' && notice.holdId !== null ? [notice.holdId] : []))
  if (holdIds.length > 0) await noticeGiven(tx, library.policy, holdIds, now, { is: 'system' })
  for (const { kind, patronId, recipient } of accepted) {
    if (kind === 'mailRegistered' && patronId !== null) await saveMailRegistered(tx, patronId, recipient)
  }
}
