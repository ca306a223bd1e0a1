import type { Database } from '#database/database.ts'
import type { PatronId } from '#ids.ts'
import { loadMergedOnes } from './merged-patron-store.ts'
import { personColumns } from './patron-store.ts'

/** Every table that knows the patron, by its own words, as it stands on a day. */
export async function loadOwnData(
  db: Database,
  patronId: PatronId,
  today: Temporal.PlainDate,
): Promise<Record<string, unknown>> {
  // Who was registered twice has one number now; what stands under the former is theirs too.
  const numbers = [patronId, ...(await loadMergedOnes(db, patronId))]
  return {
    ...(await loadRegistration(db, patronId, numbers)),
    ...(await loadBorrowing(db, patronId)),
    ...(await loadWishes(db, patronId)),
    ...(await loadFamily(db, patronId, today)),
    ...(await loadWaysToReach(db, patronId)),
    ...(await loadTraces(db, patronId, numbers)),
  }
}

/** Who they are to the library, and by which cards. */
async function loadRegistration(db: Database, patronId: PatronId, numbers: readonly PatronId[]) {
  const [patron, ...formerRegistrations] = await db
    .selectFrom('patron')
    .where('id', 'in', numbers)
    .orderBy(eb => eb('id', '=', patronId), 'desc')
    .select([
      'category',
      ...personColumns,
      'home_branch_id as homeBranch',
      'expires_on as expiresOn',
      'stopped_because as stoppedBecause',
      'keeps_history as keepsHistory',
      'language',
      'due_soon_days as dueSoonDays',
      'declined_mails as declinedMails',
      'wants_receipts as wantsReceipts',
      'usual_branch_id as usualPickupBranch',
      'usual_stop_id as usualPickupStop',
      'usual_contact as usualContact',
      'agreed_at as agreedToTermsAt',
      'agreed_to as agreedToVersionOfTerms',
      'created_at as registeredAt',
    ])
    .execute()
  const cards = await db
    .selectFrom('card')
    .where('patron_id', 'in', numbers)
    .select(['number', 'issued_on as issuedOn', 'retired_on as retiredOn'])
    .orderBy('issued_on')
    .execute()
  const notesOfStaff = await db
    .selectFrom('patron_note')
    .where('patron_id', 'in', numbers)
    .select(['words', 'written_at as writtenAt'])
    .orderBy('written_at')
    .execute()
  const messages = await db
    .selectFrom('patron_message')
    .where('patron_id', 'in', numbers)
    .select(['words', 'written_at as writtenAt'])
    .orderBy('written_at')
    .execute()
  return {
    ...patron,
    ...(formerRegistrations.length > 0 ? { formerRegistrations } : {}),
    cards,
    notesOfStaff,
    messages,
  }
}

async function loadBorrowing(db: Database, patronId: PatronId) {
  const loans = await db
    .selectFrom('loan')
    .innerJoin('bib', 'bib.id', 'loan.bib_id')
    .where('loan.patron_id', '=', patronId)
    .select([
      'bib.title',
      'lent_at as lentAt',
      'due_on as dueOn',
      'returned_at as returnedAt',
      'renewals',
      'own_note as ownNote',
    ])
    .orderBy('lent_at')
    .execute()
  const holds = await db
    .selectFrom('hold')
    .innerJoin('bib', 'bib.id', 'hold.bib_id')
    .where('hold.patron_id', '=', patronId)
    .select([
      'bib.title',
      'hold.kind',
      'state',
      'contact',
      'pickup_branch_id as pickupBranch',
      'pickup_stop_id as pickupStop',
      'applied_at as appliedAt',
      'pick_up_by as pickUpBy',
      'closed_at as closedAt',
      'closed_why as closedWhy',
    ])
    .orderBy('applied_at')
    .execute()
  const basket = await db
    .selectFrom('basket_line')
    .innerJoin('bib', 'bib.id', 'basket_line.bib_id')
    .where('basket_line.patron_id', '=', patronId)
    .select(['bib.title', 'basket_line.added_at as addedAt'])
    .orderBy('basket_line.added_at')
    .execute()
  return { loans, holds, basket }
}

/** What they look for, ask for and mean to read. */
async function loadWishes(db: Database, patronId: PatronId) {
  const savedSearches = await db
    .selectFrom('saved_search')
    .where('patron_id', '=', patronId)
    .select(eb => [
      'name',
      'asked',
      'arranged',
      'saved_at as savedAt',
      eb('told_on', 'is not', null).$castTo<boolean>().as('byMail'),
    ])
    .orderBy('saved_at')
    .execute()
  const requests = await db
    .selectFrom('request')
    .where('patron_id', '=', patronId)
    .select(['title', 'author', 'publisher', 'published', 'isbn', 'note', 'state', 'answer', 'made_at as madeAt'])
    .orderBy('made_at')
    .execute()
  const questions = await db
    .selectFrom('question')
    .where('patron_id', '=', patronId)
    .select(['asks', 'looked_at as lookedAt', 'wanted_by as wantedBy', 'state', 'answer', 'made_at as madeAt'])
    .orderBy('made_at')
    .execute()
  const wishes = await db
    .selectFrom('wish_list')
    .leftJoin('wish', 'wish.list_id', 'wish_list.id')
    .leftJoin('bib', 'bib.id', 'wish.bib_id')
    .where('wish_list.patron_id', '=', patronId)
    .select(eb => [
      'wish_list.name as list',
      eb('shared_as', 'is not', null).$castTo<boolean>().as('shownByLink'),
      'bib.title',
      'wish.note',
      'wish.tell as tellWhenBorrowable',
      'wished_at as wishedAt',
    ])
    .orderBy('wish_list.made_at')
    .orderBy('wished_at')
    .orderBy('wish.bib_id')
    .execute()
  return { savedSearches, requests, questions, wishes }
}

/** A link that has ended is told to nobody any more, also before the night takes it away. */
async function loadFamily(db: Database, patronId: PatronId, today: Temporal.PlainDate) {
  const family = await db
    .selectFrom('family_link')
    .innerJoin('patron', join =>
      join.on(eb =>
        eb.or([
          eb.and([eb('carer_id', '=', patronId), eb('patron.id', '=', eb.ref('member_id'))]),
          eb.and([eb('member_id', '=', patronId), eb('patron.id', '=', eb.ref('carer_id'))]),
        ]),
      ),
    )
    .select(eb => [
      'patron.name',
      eb('carer_id', '=', patronId).$castTo<boolean>().as('iUseTheirCard'),
      'made_at as madeAt',
      'ends_on as endsOn',
    ])
    .where(eb => eb.or([eb('ends_on', 'is', null), eb('ends_on', '>', today)]))
    .orderBy('made_at')
    .execute()
  return { family }
}

/** What they were told, where a mail goes, and the calendar they read. */
async function loadWaysToReach(db: Database, patronId: PatronId) {
  const notices = await db
    .selectFrom('notice')
    .where('patron_id', '=', patronId)
    .select(['kind', 'channel', 'recipient', 'facts', 'due_at as dueAt', 'state', 'done_at as doneAt'])
    .orderBy('due_at')
    .execute()
  const mailAppliedFor = await db
    .selectFrom('mail_application')
    .where('patron_id', '=', patronId)
    .select(['address', 'applied_at as appliedAt'])
    .execute()
  const calendar = await db
    .selectFrom('calendar_address')
    .where('patron_id', '=', patronId)
    .select(['made_at as addressMadeAt', 'with_titles as withTitles'])
    .execute()
  const passwordLinks = await db
    .selectFrom('password_link')
    .where('patron_id', '=', patronId)
    .select('made_at as askedAt')
    .execute()
  return { notices, mailAppliedFor, calendar, passwordLinks }
}

/** What was done with the account, by whom and from where. */
async function loadTraces(db: Database, patronId: PatronId, numbers: readonly PatronId[]) {
  const accountChanges = await db
    .selectFrom('account_change')
    .where('patron_id', 'in', numbers)
    .select(['at', 'what'])
    .orderBy('at')
    .execute()
  const sessions = await db
    .selectFrom('session')
    .where('patron_id', '=', patronId)
    .select(['started_at as startedAt', 'seen_at as seenAt'])
    .execute()
  const knownDevices = await db
    .selectFrom('known_device')
    .where('patron_id', '=', patronId)
    .select(['known_since as knownSince', 'last_used_at as lastUsedAt'])
    .execute()
  const passkeys = await db
    .selectFrom('passkey')
    .where('patron_id', '=', patronId)
    .select(['name', 'added_at as addedAt', 'last_used_at as lastUsedAt'])
    .orderBy('id')
    .execute()
  const reportedByMachines = await db
    .selectFrom('machine_report')
    .where('patron_id', 'in', numbers)
    .select(['machine', 'branch_id as branch', 'what', 'happened_at as happenedAt', 'barcode'])
    .orderBy('id')
    .execute()
  const seenByStaff = await db
    .selectFrom('audit')
    .where('patron_id', 'in', numbers)
    .select(['at', 'did'])
    .orderBy('at')
    .execute()
  return { accountChanges, sessions, knownDevices, passkeys, reportedByMachines, seenByStaff }
}
