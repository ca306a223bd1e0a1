import { type Database, sql, type Tx } from '#database/database.ts'
import type { PasskeyId, PatronId } from '#ids.ts'
import { challengeMinutes } from '../rules/signing-in/passkey.ts'
import type { Credential } from './web-authn.ts'

/** パスキー, as its patron tells it from others. */
export type Passkey = {
  id: PasskeyId
  name: string
  addedAt: Temporal.Instant
  lastUsedAt: Temporal.Instant | null
  /** The host for which it was made, and opens. */
  host: string
}

export type StoredPasskey = Credential & { id: PasskeyId; patronId: PatronId; userHandle: string }

/** The oldest first. */
export async function loadPasskeys(
  db: Database,
  patronId: PatronId,
): Promise<(Passkey & { credentialId: string; userHandle: string })[]> {
  return db
    .selectFrom('passkey')
    .where('patron_id', '=', patronId)
    .select(['id', 'name', 'added_at as addedAt', 'last_used_at as lastUsedAt', 'host'])
    .select(['credential_id as credentialId', 'user_handle as userHandle'])
    .orderBy('id')
    .execute()
}

/** The passkey of this id and host, of a patron who has a card in use. */
export async function loadPasskey(db: Database, credentialId: string, host: string): Promise<StoredPasskey | null> {
  const row = await db
    .selectFrom('passkey')
    .where('credential_id', '=', credentialId)
    .where('host', '=', host)
    .where(eb =>
      eb.exists(
        eb
          .selectFrom('card')
          .whereRef('card.patron_id', '=', 'passkey.patron_id')
          .where('retired_on', 'is', null)
          .select('number'),
      ),
    )
    .select(['id', 'patron_id as patronId', 'counter'])
    .select(['credential_id as credentialId', 'public_key as publicKey', 'user_handle as userHandle'])
    .executeTakeFirst()
  return row ?? null
}

/** Keeps a new passkey. @returns false: it is somebody's already */
export async function insertPasskey(
  tx: Tx,
  passkey: Credential & { patronId: PatronId; userHandle: string; host: string; name: string; now: Temporal.Instant },
): Promise<boolean> {
  const made = await tx
    .insertInto('passkey')
    .values({
      patron_id: passkey.patronId,
      credential_id: passkey.credentialId,
      public_key: passkey.publicKey,
      counter: passkey.counter,
      user_handle: passkey.userHandle,
      host: passkey.host,
      name: passkey.name,
      added_at: passkey.now,
    })
    .onConflict(conflict => conflict.column('credential_id').doNothing())
    .returning('id')
    .executeTakeFirst()
  return made !== undefined
}

/**
 * Notes that a passkey was used. @returns false: it was removed, or used meanwhile, and what was judged holds no more
 */
export async function savePasskeyUsed(
  tx: Tx,
  { id, counter }: StoredPasskey,
  newCounter: number,
  now: Temporal.Instant,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('passkey')
    .set({ counter: newCounter, last_used_at: now })
    .where('id', '=', id)
    .where('counter', '=', counter)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** @returns false: there was none, or it is somebody else's */
export async function deletePasskey(tx: Tx, patronId: PatronId, id: PasskeyId): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('passkey')
    .where('patron_id', '=', patronId)
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

/** Removes every passkey of a patron: whoever lost control of the account gets all of its doors closed. */
export async function deletePasskeysOf(tx: Tx, patronId: PatronId): Promise<number> {
  const { numDeletedRows } = await tx.deleteFrom('passkey').where('patron_id', '=', patronId).executeTakeFirst()
  return Number(numDeletedRows)
}

/** A question is answered once; those that have ended by themselves are forgotten. @returns false: it was before */
export async function takeChallenge(tx: Tx, challenge: string, now: Temporal.Instant): Promise<boolean> {
  await sql`delete from passkey_answered where answered_at < ${now.subtract({ minutes: 2 * challengeMinutes })}`.execute(
    tx,
  )
  const taken = await tx
    .insertInto('passkey_answered')
    .values({ challenge, answered_at: now })
    .onConflict(conflict => conflict.column('challenge').doNothing())
    .returning('challenge')
    .executeTakeFirst()
  return taken !== undefined
}
