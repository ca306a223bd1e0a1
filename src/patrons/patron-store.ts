import { type Database, sql, type Tx } from '#database/database.ts'
import type { PatronId } from '#ids.ts'
import type { Guessable } from './rules/password.ts'
import type { PatronDetails } from './rules/patron.ts'

/** What is registered of a person, of whichever table has columns for it. */
export const personColumns = [
  'name',
  'name_reading as nameReading',
  'birth_date as birthDate',
  'phone',
  'mail',
  'postal_code as postalCode',
  'address',
] as const

export async function insertPatron(
  tx: Tx,
  patron: PatronDetails & { expiresOn: Temporal.PlainDate; now: Temporal.Instant },
): Promise<PatronId> {
  const { id } = await tx
    .insertInto('patron')
    .values({ ...columnsOf(patron), expires_on: patron.expiresOn, created_at: patron.now })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

export async function updatePatron(tx: Tx, patronId: PatronId, details: PatronDetails): Promise<void> {
  await tx.updateTable('patron').set(columnsOf(details)).where('id', '=', patronId).execute()
}

/**
 * Locks the patron: the first lock of every transaction that changes one. False when there is none, or none any more by
 * this number.
 */
export async function lockPatronRow(tx: Tx, patronId: PatronId): Promise<boolean> {
  const row = await tx
    .selectFrom('patron')
    .select('id')
    .where('id', '=', patronId)
    .where('merged_into', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  return row !== undefined
}

/** Gives a card to a patron; false when the number is or was somebody's. */
export async function insertCard(
  tx: Tx,
  card: { number: string; patronId: PatronId; issuedOn: Temporal.PlainDate },
): Promise<boolean> {
  const made = await tx
    .insertInto('card')
    .values({ number: card.number, patron_id: card.patronId, issued_on: card.issuedOn })
    .onConflict(conflict => conflict.column('number').doNothing())
    .returning('number')
    .executeTakeFirst()
  return made !== undefined
}

/** Retires the card in use; its number, or null when there was none. */
export async function retireCardOf(tx: Tx, patronId: PatronId, on: Temporal.PlainDate): Promise<string | null> {
  const retired = await tx
    .updateTable('card')
    .set({ retired_on: on })
    .where('patron_id', '=', patronId)
    .where('retired_on', 'is', null)
    .returning('number')
    .executeTakeFirst()
  return retired?.number ?? null
}

export async function setExpiry(tx: Tx, patronId: PatronId, expiresOn: Temporal.PlainDate): Promise<void> {
  await tx.updateTable('patron').set({ expires_on: expiresOn }).where('id', '=', patronId).execute()
}

export async function setStopped(tx: Tx, patronId: PatronId, because: string | null): Promise<void> {
  await tx.updateTable('patron').set({ stopped_because: because }).where('id', '=', patronId).execute()
}

export async function setChoices(
  db: Database,
  patronId: PatronId,
  choices: { keepsHistory?: boolean; language?: string },
): Promise<void> {
  const columns = {
    ...(choices.keepsHistory === undefined ? {} : { keeps_history: choices.keepsHistory }),
    ...(choices.language === undefined ? {} : { language: choices.language }),
  }
  await db.updateTable('patron').set(columns).where('id', '=', patronId).execute()
}

function columnsOf(details: PatronDetails) {
  return {
    category: details.category,
    name: details.name,
    name_reading: details.nameReading,
    birth_date: details.birthDate,
    phone: details.phone,
    mail: details.mail,
    postal_code: details.postalCode,
    address: details.address,
    home_branch_id: details.homeBranchId,
  }
}

/** What of a patron others may know: no password may be made of it. */
export async function loadGuessable(db: Database, patronId: PatronId): Promise<Guessable> {
  const patron = await db
    .selectFrom('patron')
    .select(['birth_date', 'phone'])
    .where('id', '=', patronId)
    .executeTakeFirstOrThrow()
  const cards = await db.selectFrom('card').select('number').where('patron_id', '=', patronId).execute()
  return { birthDate: patron.birth_date, phone: patron.phone, cardNumbers: cards.map(card => card.number) }
}

export async function loadMail(tx: Tx, patronId: PatronId): Promise<string | null> {
  const row = await tx.selectFrom('patron').select('mail').where('id', '=', patronId).executeTakeFirst()
  return row?.mail ?? null
}

export async function loadCardInUse(db: Database, patronId: PatronId): Promise<string | null> {
  const card = await db
    .selectFrom('card')
    .select('number')
    .where('patron_id', '=', patronId)
    .where('retired_on', 'is', null)
    .executeTakeFirst()
  return card?.number ?? null
}

/**
 * What is left of a patron who was forgotten: a number without a person, so that cards are never given to someone else.
 */
export async function emptyPatron(tx: Tx, patronId: PatronId, today: Temporal.PlainDate): Promise<void> {
  for (const table of [
    'session',
    'known_device',
    'sign_in_card',
    'patron_secret',
    'mail_application',
    'account_change',
    'mail_bounce',
    'calendar_address',
    'password_link',
    'passkey',
    'patron_note',
    'patron_message',
  ] as const)
    await tx.deleteFrom(table).where('patron_id', '=', patronId).execute()
  await tx
    .updateTable('card')
    .set({ retired_on: today })
    .where('patron_id', '=', patronId)
    .where('retired_on', 'is', null)
    .execute()
  await tx
    .updateTable('patron')
    .set({
      name: '',
      name_reading: '',
      birth_date: Temporal.PlainDate.from('1900-01-01'),
      phone: null,
      mail: null,
      postal_code: null,
      address: null,
      home_branch_id: null,
      stopped_because: '登録抹消',
      keeps_history: false,
      language: null,
      due_soon_days: null,
      declined_mails: [],
      wants_receipts: false,
      usual_branch_id: null,
      usual_stop_id: null,
      usual_contact: null,
      agreed_at: null,
      agreed_to: null,
    })
    .where('id', '=', patronId)
    .execute()
}

/** Writes the registered address of a patron; null: there is none. */
export async function setMail(tx: Tx, patronId: PatronId, address: string | null): Promise<void> {
  await tx.updateTable('patron').set({ mail: address }).where('id', '=', patronId).execute()
}

/** Takes an address away from a patron. @returns false when it is not theirs (any more) */
export async function dropMail(tx: Tx, patronId: PatronId, address: string): Promise<boolean> {
  const taken = await tx
    .updateTable('patron')
    .set({ mail: null })
    .where('id', '=', patronId)
    .where('mail', '=', address)
    .returning('id')
    .execute()
  return taken.length > 0
}

export const loadNames = (db: Database, patronIds: readonly PatronId[]): Promise<{ id: PatronId; name: string }[]> =>
  db
    .selectFrom('patron')
    .select(['id', 'name'])
    .where('id', '=', sql<PatronId>`any(${[...patronIds]}::bigint[])`)
    .where('name', '<>', '')
    .execute()

export const loadMailReader = (
  db: Database,
  patronId: PatronId,
): Promise<{ name: string; category: string; language: string | null } | undefined> =>
  db.selectFrom('patron').select(['name', 'category', 'language']).where('id', '=', patronId).executeTakeFirst()
