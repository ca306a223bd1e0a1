import { type Database, sql } from '#database/database.ts'
import type { PatronId } from '#ids.ts'
import type { PatronView } from '../patron-view.ts'

/** Without what is judged, and without the notes, which no machine is to read. */
type RegisteredPatron = Omit<PatronView, 'block' | 'registered' | 'notes'>

/** All that a desk may see of a registration; of the password only of which kind it is. Null: no such patron. */
export async function loadPatronView(db: Database, patronId: PatronId): Promise<RegisteredPatron | null> {
  const { rows } = await sql<RegisteredPatron>`
    select p.id as "patronId", c.number as "cardNumber", p.category, p.name, p.name_reading as "nameReading",
      p.birth_date as "birthDate", p.phone, p.mail, m.address as "mailAppliedFor",
      x.address as "mailBounced", p.postal_code as "postalCode", p.address,
      p.home_branch_id as "homeBranchId", b.name as "homeBranchName", p.expires_on as "expiresOn",
      p.stopped_because as "stoppedBecause", p.agreed_at as "agreedAt", p.agreed_to as "agreedTo",
      s.kind as "passwordKind", s.temporary_until as "temporaryUntil",
      coalesce(s.temporary_tries, 0)::int as "temporaryTries", k.stopped_at is not null as "signInStopped",
      (select max(at) from account_change a where a.patron_id = p.id and a.what = 'cardRenewed') as "renewedByHolderAt"
    from patron p
    left join card c on c.patron_id = p.id and c.retired_on is null
    left join mail_application m on m.patron_id = p.id
    left join mail_bounce x on x.patron_id = p.id and p.mail is null
    left join branch b on b.id = p.home_branch_id
    left join patron_secret s on s.patron_id = p.id
    left join sign_in_card k on k.patron_id = p.id
    where p.id = ${patronId} and p.merged_into is null`.execute(db)
  return rows[0] ?? null
}

/** Whose card a number is or was. */
export async function loadCardOwner(
  db: Database,
  number: string,
): Promise<{ patronId: PatronId; retired: boolean } | null> {
  const { rows } = await sql<{ patronId: PatronId; retired: boolean }>`
    select patron_id as "patronId", retired_on is not null as retired from card where number = ${number}`.execute(db)
  return rows[0] ?? null
}
