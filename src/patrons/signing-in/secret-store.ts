import { type Database, sql, type Tx } from '#database/database.ts'
import type { PatronId } from '#ids.ts'
import type { Wrapped } from '../rules/wrapped-hash.ts'

/** What proves who a patron is. */
export type PatronSecret = {
  patronId: PatronId
  birthDate: Temporal.PlainDate
  /** Registered under another card by now. */
  merged: boolean
  /** The password came by mail: until then it opens the web pages alone, and not all of them. */
  veiledUntil: Temporal.Instant | null
  /** null: no password at all, as after a registration that gave none. */
  password: { kind: 'temporary' } | { kind: 'own'; hash: string; wrapped: Wrapped | null } | null
}

/**
 * By the number of a card in use, or of one that was retired when its patron was merged into another. Other retired
 * ones belong to nobody.
 */
export async function loadSecret(db: Database, cardNumber: string): Promise<PatronSecret | null> {
  const row = await db
    .selectFrom('card')
    .innerJoin('patron', 'patron.id', 'card.patron_id')
    .leftJoin('patron_secret', 'patron_secret.patron_id', 'patron.id')
    .where('card.number', '=', cardNumber)
    .where(eb => eb.or([eb('card.retired_on', 'is', null), eb('patron.merged_into', 'is not', null)]))
    .select(['patron.id', 'birth_date', 'merged_into', 'kind', 'hash', 'wrapped', 'veiled_until'])
    .executeTakeFirst()
  if (!row) return null
  const password =
    row.kind === 'temporary'
      ? { kind: 'temporary' as const }
      : row.kind === 'own'
        ? { kind: 'own' as const, hash: row.hash!, wrapped: row.wrapped as Wrapped | null }
        : null
  return {
    patronId: row.id,
    birthDate: row.birth_date,
    merged: row.merged_into !== null,
    veiledUntil: row.veiled_until,
    password,
  }
}

export async function clearOnTemporary(db: Database, patronId: PatronId): Promise<void> {
  await db
    .updateTable('patron_secret')
    .set(eb => ({ temporary_tries: eb.fn('greatest', [eb('temporary_tries', '-', 1), sql`0`]) }))
    .where('patron_id', '=', patronId)
    .where('kind', '=', 'temporary')
    .execute()
}

/** Gives a patron the 仮パスワード: the birth date, which stands in the patron's row. */
export async function saveTemporary(
  tx: Tx,
  { patronId, now, until }: { patronId: PatronId; now: Temporal.Instant; until: Temporal.Instant },
): Promise<void> {
  const row = {
    kind: 'temporary' as const,
    hash: '',
    wrapped: null,
    set_at: now,
    temporary_until: until,
    temporary_tries: 0,
    veiled_until: null,
  }
  await tx
    .insertInto('patron_secret')
    .values({ patron_id: patronId, ...row })
    .onConflict(conflict => conflict.column('patron_id').doUpdateSet(row))
    .execute()
}

/** Gives a patron a password of their own. */
export async function saveOwn(
  tx: Tx,
  {
    patronId,
    now,
    hash,
    wrapped = null,
    changes = null,
  }: {
    patronId: PatronId
    now: Temporal.Instant
    hash: string
    wrapped?: Wrapped | null
    /** How many changes of a day this one makes; null: it is not the patron who changes it. */
    changes?: { on: Temporal.PlainDate; count: number } | null
  },
): Promise<void> {
  const row = {
    kind: 'own' as const,
    hash,
    wrapped: wrapped && JSON.stringify(wrapped),
    set_at: now,
    temporary_until: null,
    temporary_tries: 0,
    ...(changes ? { changed_on: changes.on, changes_that_day: changes.count } : {}),
  }
  await tx
    .insertInto('patron_secret')
    .values({ patron_id: patronId, ...row })
    .onConflict(conflict => conflict.column('patron_id').doUpdateSet(row))
    .execute()
}

/** Replaces a hash by another of the same password, unless the password has changed meanwhile. */
export async function replaceHash(db: Database, patronId: PatronId, old: string, hash: string): Promise<void> {
  await db
    .updateTable('patron_secret')
    .set({ hash, wrapped: null })
    .where('patron_id', '=', patronId)
    .where('hash', '=', old)
    .execute()
}

/** Takes a password into the count of how many have it; false when `max` patrons have it already. */
export async function addToPopularity(tx: Tx, password: string, max: number): Promise<boolean> {
  const { rows } = await sql`
    insert into password_popularity as one (password, patrons) values (${password}, 1)
    on conflict (password) do update set patrons = one.patrons + 1 where one.patrons < ${max}
    returning 1`.execute(tx)
  return rows.length > 0
}

export async function takeFromPopularity(tx: Tx, password: string): Promise<void> {
  await sql`update password_popularity set patrons = greatest(patrons - 1, 0) where password = ${password}`.execute(tx)
}

export type PasswordState = {
  kind: 'temporary' | 'own'
  setAt: Temporal.Instant
  changedOn: Temporal.PlainDate | null
  changesThatDay: number
}

/**
 * When the password of a patron was set, of which kind it is, and how often it was changed on the day of the last
 * change.
 */
export async function loadPasswordState(db: Database, patronId: PatronId): Promise<PasswordState | null> {
  const row = await db
    .selectFrom('patron_secret')
    .select(['kind', 'set_at', 'changed_on', 'changes_that_day'])
    .where('patron_id', '=', patronId)
    .executeTakeFirst()
  return row
    ? {
        kind: row.kind === 'own' ? 'own' : 'temporary',
        setAt: row.set_at,
        changedOn: row.changed_on,
        changesThatDay: row.changes_that_day,
      }
    : null
}

/** Until when what others' eyes must not see stays closed to this patron. */
export async function loadVeil(db: Database, patronId: PatronId): Promise<Temporal.Instant | null> {
  const row = await db
    .selectFrom('patron_secret')
    .where('patron_id', '=', patronId)
    .select('veiled_until')
    .executeTakeFirst()
  return row?.veiled_until ?? null
}

export async function countOwnPasswords(tx: Tx): Promise<number> {
  const row = await tx
    .selectFrom('patron_secret')
    .where('kind', '=', 'own')
    .select(eb => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return row.count
}
