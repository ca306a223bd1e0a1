import type { Library } from '#library.ts'
import { defaultPolicy, type Policy, policySchema } from '#policy.ts'
import { readPolicy } from '#policy-before.ts'
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

export type PolicyChange = {
  version: number
  at: Temporal.Instant
  by: string
  /** What was in force before, and from then on; null when an old document cannot be read any more. */
  from: Policy | null
  to: Policy | null
}

/** Who changed the settings when, newest first, with what they were before: at first those of a library that has changed nothing. */
export async function policyChanges(library: Library, limit = 50): Promise<PolicyChange[]> {
  const documents = await policyHistory(library.db, limit + 1)
  const read = documents.map(({ document }) => readPolicy(document).data ?? null)
  const isWhole = documents.length <= limit
  return documents.slice(0, limit).map(({ version, at, by }, nth) => {
    const from = nth + 1 < documents.length ? read[nth + 1]! : isWhole ? defaultPolicy : null
    return { version, at, by, from, to: read[nth]! }
  })
}
