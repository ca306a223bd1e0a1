import { readdir, readFile, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { transact } from '#database/database.ts'
import { noticeTakenBack } from '#holds/shelf/notice-taken-back.ts'
import type { Library } from '#library.ts'
import { takeMailAway } from '#notices/addresses/mail-application-store.ts'
import { loadSentWith, saveFailed, tellByHand } from '#notices/outbox-store.ts'
import { type Bounce, readBounce } from '#notices/rules/bounce.ts'
import { isWorthACall } from '#notices/rules/channel.ts'
import { makeFolder } from '#std/make-folder.ts'
import { plainMail } from './plain-mail.ts'

/**
 * Reads the bounces that a mail server has laid into a directory, one file each, and puts every file it has read into
 * `read/` below it. A mail that could not be delivered has told nobody: its patron is to be called or written to, and
 * the shelf clock that its acceptance had started stands still again.
 */
export async function readBounces(library: Library, directory: string): Promise<{ read: number; failed: number }> {
  makeFolder(join(directory, 'read'))
  const files = (await readdir(directory)).filter(file => file.endsWith('.eml')).sort()
  const report = { read: 0, failed: 0 }
  for (const file of files.slice(0, filesMax)) {
    const bytes = await readFile(join(directory, file))
    const bounce = readBounce(await plainMail(bytes.subarray(0, bytesMax)))
    if (bounce?.action === 'failed' && (await takeBack(library, bounce))) report.failed++
    await rename(join(directory, file), join(directory, 'read', file))
    report.read++
  }
  return report
}

const filesMax = 1_000
/** What tells about the mail stands at the beginning; what comes after may be the whole mail. */
const bytesMax = 256 * 1024

/** True when it was a mail of ours that counted as sent. */
async function takeBack(library: Library, bounce: Bounce): Promise<boolean> {
  const now = library.clock.now()
  return await transact(library.db, async tx => {
    const sent = await loadSentWith(tx, bounce.messageId)
    const first = sent[0]
    if (!first) return false
    const ids = sent.map(notice => notice.id)
    await saveFailed(tx, ids, now, bounce.said)
    const holdIds = sent.flatMap(notice => (notice.kind === 'ready' && notice.holdId !== null ? [notice.holdId] : []))
    if (holdIds.length > 0) await noticeTakenBack(tx, library.policy, holdIds, now, { is: 'system' })
    // After that: what counts as told is not told otherwise.
    if (isWorthACall(first)) await tellByHand(tx, ids, now)
    if (first.patronId !== null && (bounce.isGone || first.kind === 'mailRegistered'))
      await takeMailAway(tx, first.patronId, first.recipient, now)
    return true
  })
}
