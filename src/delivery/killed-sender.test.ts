import { afterAll, expect, test } from 'vitest'
import { transact } from '#database/database.ts'
import { writeNotices } from '#notices/write-notices.ts'
import { runChild } from '../../test/child.ts'
import { givenCopy, givenHold, givenPatron, givenTown, readyNotice } from '../../test/given-night.ts'
import { openLibrary } from '../../test/library.ts'
import { startSmtp } from '../../test/smtp.ts'
import { openMailer } from './mailer.ts'
import { sendDueNotices } from './send-due-notices.ts'

const open: { stop(): Promise<void> }[] = []
afterAll(() => Promise.all(open.map(server => server.stop())))

test.each([
  ['mail.claimed', 1],
  ['mail.answered', 2],
  ['mail.marked', 1],
])(
  'a sender killed at %s: no mail is lost, %i arrive for the one it worked on, all with the same Message-ID',
  async (point, copies) => {
    const library = await openLibrary()
    await givenTown(library.db)
    const smtp = await startSmtp()
    open.push(smtp)
    for (const name of ['a', 'b', 'c']) {
      const patronId = await givenPatron(library.db, { mail: `${name}@example.jp` })
      const { bibId, itemId, title } = await givenCopy(library.db)
      const holdId = await givenHold(library.db, { patronId, bibId, itemId, state: 'ready', contact: 'mail' })
      await transact(library.db, tx =>
        writeNotices(tx, { now: library.clock.now(), policy: library.policy }, [readyNotice(patronId, holdId, title)]),
      )
    }
    const killed = await runChild(
      'test/night-process.ts',
      ['send', library.databaseUrl, '2026-11-24T11:00:00', smtp.url],
      {
        KAGO_CRASH_AT: point,
      },
    )
    expect([killed.signal, killed.error]).toEqual(['SIGKILL', ''])

    library.clock.set('2026-11-24T11:00:00')
    const mailer = openMailer({ smtpUrl: smtp.url, from: 'kago@lib.example.jp', directory: '/nowhere' })
    await sendDueNotices(library, mailer, { limit: 10 })
    library.clock.forward({ minutes: 5 })
    await sendDueNotices(library, mailer, { limit: 10 })

    const notices = await library.db
      .selectFrom('notice')
      .select(['recipient', 'state', 'message_id'])
      .orderBy('id')
      .execute()
    expect(notices.map(notice => notice.state)).toEqual(['sent', 'sent', 'sent'])
    const idsOf = (recipient: string) => smtp.taken.filter(mail => mail.to === recipient).map(mail => mail.messageId)
    const [first, ...others] = notices
    expect(idsOf(first!.recipient)).toEqual(Array(copies).fill(first!.message_id))
    for (const other of others) expect(idsOf(other.recipient)).toEqual([other.message_id])
  },
)
