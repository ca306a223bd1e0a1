import { together } from '#database/database.ts'
import type { PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { dayOf } from '#time/clock.ts'
import type { AccountChange, MyAccount } from './account.ts'
import { loadAccountChanges } from './account-change-store.ts'
import { loadAccount, loadLanguage } from './account-store.ts'
import { loadMessages } from './messages/message-store.ts'
import { loadOwnData } from './own-data-store.ts'
import { setChoices } from './patron-store.ts'
import type { PatronMessage } from './patron-view.ts'
import { blockOf } from './rules/block.ts'
import { loadStanding } from './standing-store.ts'

/** What 「パスワード・メールアドレスの変更」 shows, and what stands against the patron today. */
export async function myAccount({ db, clock, policy }: Library, patronId: PatronId): Promise<MyAccount> {
  const today = dayOf(clock.now())
  const [account, { standing }] = await together(
    db,
    () => loadAccount(db, patronId),
    () => loadStanding(db, patronId, today),
  )
  const declinedMails = policy.notices.patronsChoose ? account.declinedMails : []
  return { ...account, declinedMails, block: blockOf(standing, today, policy) }
}

/**
 * What a patron is to see first: what became of the account in the last 30 days, the newest first (who did not do it is
 * to see it), and what the library has written to them.
 */
export async function toldToMe(
  { db, clock }: Library,
  patronId: PatronId,
): Promise<{ changes: AccountChange[]; messages: PatronMessage[] }> {
  const since = clock.now().subtract({ hours: 24 * 30 })
  const [changes, messages] = await together(
    db,
    () => loadAccountChanges(db, patronId, since),
    () => loadMessages(db, patronId),
  )
  return { changes, messages }
}

/** 貸出履歴: kept only for whoever asks for it; who stops asking loses it with the next night. */
export const keepHistory = (library: Library, patronId: PatronId, keepsHistory: boolean): Promise<void> =>
  setChoices(library.db, patronId, { keepsHistory })

/** In which language this patron reads. */
export const chooseLanguage = (library: Library, patronId: PatronId, language: string): Promise<void> =>
  setChoices(library.db, patronId, { language })

/** The language that this patron has chosen; null when they have not. */
export const chosenLanguage = (library: Library, patronId: PatronId): Promise<string | null> =>
  loadLanguage(library.db, patronId)

/** Everything that is stored of one patron, for the patron. No password is in it: nobody has it. */
export const myData = (library: Library, patronId: PatronId): Promise<Record<string, unknown>> =>
  loadOwnData(library.db, patronId, dayOf(library.clock.now()))
