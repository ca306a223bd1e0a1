import { type Database, sql } from '#database/database.ts'
import type { PatronId } from '#ids.ts'
import type { MyAccount } from './account.ts'
import { declinedMails } from './mail-choices/mail-choices-store.ts'

export async function loadAccount(db: Database, patronId: PatronId): Promise<Omit<MyAccount, 'block'>> {
  const row = await db
    .selectFrom('patron')
    .leftJoin('card', join => join.onRef('card.patron_id', '=', 'patron.id').on('card.retired_on', 'is', null))
    .leftJoin('mail_application', 'mail_application.patron_id', 'patron.id')
    .leftJoin('mail_bounce', join =>
      join.onRef('mail_bounce.patron_id', '=', 'patron.id').on('patron.mail', 'is', null),
    )
    .leftJoin('patron_secret', 'patron_secret.patron_id', 'patron.id')
    .where('patron.id', '=', patronId)
    .select(eb => [
      'patron.name',
      'card.number as cardNumber',
      'expires_on as expiresOn',
      'phone',
      'mail',
      'mail_application.address as mailAppliedFor',
      'mail_bounce.address as mailBounced',
      'keeps_history as keepsHistory',
      declinedMails(sql`patron`).as('declinedMails'),
      'patron_secret.set_at as passwordSetAt',
      eb
        .selectFrom('known_device')
        .whereRef('known_device.patron_id', '=', 'patron.id')
        .select(count => count.fn.countAll<number>().as('devices'))
        .as('knownDevices'),
    ])
    .executeTakeFirstOrThrow()
  return { ...row, knownDevices: row.knownDevices ?? 0 }
}

export async function loadLanguage(db: Database, patronId: PatronId): Promise<string | null> {
  const row = await db.selectFrom('patron').where('id', '=', patronId).select('language').executeTakeFirst()
  return row?.language ?? null
}
