import type { PatronId } from '#ids.ts'
import type { Actor, Library } from '#library.ts'
import { loansOfPatron } from '../loans/loans-of-patron.ts'
import { type RenewRefusal, renew } from './renew.ts'

/** One loan of many that were to be renewed: its new due date, or why it stays as it was. */
export type RenewedOne = { title: string } & (
  | { renewed: true; dueOn: Temporal.PlainDate }
  | { renewed: false; refusal: RenewRefusal }
)

/** まとめて延長: every loan of a patron by itself, each for its own reasons; what cannot be renewed holds up no other. */
export async function renewAll(library: Library, actor: Actor, patronId: PatronId): Promise<RenewedOne[]> {
  const answers: RenewedOne[] = []
  for (const { id, title } of await loansOfPatron(library, patronId)) {
    const one = await renew(library, actor, id)
    answers.push(
      one.ok ? { title, renewed: true, dueOn: one.value.dueOn } : { title, renewed: false, refusal: one.refusal },
    )
  }
  return answers
}
