import { type Database, sql, transact } from '#database/database.ts'
import type { PatronId } from '#ids.ts'
import { addressKey, nameKey, readingKey } from '../rules/search-keys.ts'
import type { WantedPatron } from '../rules/wanted-patron.ts'

/** A line of the counter's list of patrons. */
export type FoundPatron = {
  patronId: PatronId
  cardNumber: string | null
  name: string
  nameReading: string
  birthDate: Temporal.PlainDate
  phone: string | null
  address: string | null
  stopped: boolean
}

/**
 * Patrons whom everything that is wanted fits: first by a card (also a retired one, or one of a registration that was
 * merged into theirs), then by name and reading, then by the rest.
 */
export async function searchPatrons(
  db: Database,
  wanted: readonly WantedPatron[],
  limit: number,
): Promise<FoundPatron[]> {
  const { rows } = await sql<FoundPatron>`
    select ${foundColumns}
    from patron p left join card c on c.patron_id = p.id and c.retired_on is null
    where p.merged_into is null and ${sql.join(wanted.map(fits), sql` and `)}
    order by case ${sql.join(
      wanted.map(one => sql`when ${byCard(one)} then 0 when ${byName(one)} then 1`),
      sql` `,
    )} else 2 end, p.reading_key, p.id
    limit ${limit}`.execute(db)
  return rows
}

/** Who is registered with the same birth date, and with the same name or the same reading. */
export async function findSamePerson(
  db: Database,
  person: { name: string; nameReading: string; birthDate: Temporal.PlainDate },
  limit: number,
): Promise<FoundPatron[]> {
  const { rows } = await sql<FoundPatron>`
    select ${foundColumns}
    from patron p left join card c on c.patron_id = p.id and c.retired_on is null
    where p.merged_into is null and p.name <> '' and p.birth_date = ${person.birthDate}
      and (p.name_key = ${nameKey(person.name)} or p.reading_key = ${readingKey(person.nameReading)})
    order by p.id limit ${limit}`.execute(db)
  return rows
}

/** Works out the keys of patrons who came in or changed since the last search. @returns how many were left to do */
export async function workOutKeys(db: Database): Promise<number> {
  let done = 0
  for (;;) {
    const left = await sql<{ id: PatronId }>`select id from patron where name_key is null limit 1`.execute(db)
    if (left.rows.length === 0) return done
    done += await transact(db, async tx => {
      const { rows } = await sql<{ id: PatronId; name: string; name_reading: string; address: string | null }>`
        select id, name, name_reading, address from patron where name_key is null
        order by id limit ${batch} for no key update`.execute(tx)
      await sql`
        update patron p set name_key = k.name, reading_key = k.reading, address_key = k.address
        from unnest(${rows.map(row => row.id)}::bigint[], ${rows.map(row => nameKey(row.name))}::text[],
          ${rows.map(row => readingKey(row.name_reading))}::text[],
          ${rows.map(row => addressKey(row.address ?? ''))}::text[]) k (id, name, reading, address)
        where p.id = k.id`.execute(tx)
      return rows.length
    })
  }
}

const batch = 1000

const foundColumns = sql`p.id as "patronId", c.number as "cardNumber", p.name, p.name_reading as "nameReading",
  p.birth_date as "birthDate", p.phone, p.address, p.stopped_because is not null as stopped`

const fits = (wanted: WantedPatron) => {
  const phone = wanted.phoneEnds
  const born = wanted.bornOn
  const mail = wanted.mailBegins
  const address = wanted.address
  return sql<boolean>`(${byCard(wanted)} or ${byName(wanted)}
    or ${phone === null ? no : sql`regexp_replace(translate(p.phone, '０１２３４５６７８９', '0123456789'), '[^0-9]', '', 'g') like ${`%${phone}`}`}
    or ${born === null ? no : sql`p.birth_date = ${born}`}
    or ${mail === null ? no : sql`lower(p.mail) like ${`${pattern(mail)}%`}`}
    or ${address === null ? no : sql`p.address_key like ${`%${pattern(address)}%`}`})`
}

const byCard = ({ cardNumber }: WantedPatron) =>
  cardNumber === null
    ? no
    : sql<boolean>`exists (
        select from card a join patron owner on owner.id = a.patron_id
        where coalesce(owner.merged_into, owner.id) = p.id and a.number = ${cardNumber})`

const byName = ({ name, readingBegins }: WantedPatron) =>
  sql<boolean>`(${name === null ? no : sql`p.name_key like ${`%${pattern(name)}%`}`}
    or ${readingBegins === null ? no : sql`p.reading_key like ${`${pattern(readingBegins)}%`}`})`

const no = sql<boolean>`false`
const pattern = (text: string) => text.replace(/[\\%_]/g, '\\$&')
