import type { Library } from '#library.ts'
import { type Policy, policySchema } from '#policy.ts'
import { policyHistory, savePolicy } from '#policy-store.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { writeAudit } from './write-audit.ts'

/** Which settings cannot be used, by their path: 'holds.pickupDays'. */
export type PolicyRefusal = { settings: string[] }

/** Puts what the library has decided into force, here at once; the document before it stays as history. */
export async function changePolicy(
  library: Library,
  staff: { login: string },
  document: unknown,
): Promise<Outcome<Policy, PolicyRefusal>> {
  const parsed = policySchema.safeParse(document)
  if (!parsed.success) return refused({ settings: parsed.error.issues.map(issue => issue.path.join('.')) })
  const at = library.clock.now()
  await savePolicy(library.db, parsed.data, at, staff.login)
  await writeAudit(library.db, { at, staffLogin: staff.login, did: 'changePolicy', patronId: null })
  library.policy = parsed.data
  return done(parsed.data)
}

/** Who changed the settings when, newest first. */
export const policyChanges = (library: Library) => policyHistory(library.db)
