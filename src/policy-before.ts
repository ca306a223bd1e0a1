import type { z } from 'zod'
import { type Policy, policySchema } from '#policy.ts'

/**
 * Reads a document of any version. Those from before the table of rules said in settings of their own how much a group
 * may have and how much of it audiovisual; they become rows. A number that was taken when it was stored, and would not
 * be today, is the nearest that would: no version keeps a library from starting for what an earlier one allowed.
 */
export function readPolicy(document: unknown): ReturnType<typeof policySchema.safeParse> {
  const written = asWrittenToday(document)
  const read = policySchema.safeParse(written)
  return read.success ? read : policySchema.safeParse(withinBounds(written, read.error.issues))
}

function withinBounds(document: unknown, issues: readonly z.core.$ZodIssue[]): unknown {
  const within = structuredClone(document)
  for (const issue of issues) {
    if ((issue.code !== 'too_small' && issue.code !== 'too_big') || !isOfNumber(issue.origin)) continue
    const last = issue.path.at(-1)!
    const into = issue.path.slice(0, -1).reduce<unknown>((inner, step) => (inner as Members)[step], within)
    ;(into as Members)[last] = Number(issue.code === 'too_small' ? issue.minimum : issue.maximum)
  }
  return within
}

type Members = Record<PropertyKey, unknown>

const isOfNumber = (origin: string) => origin === 'number' || origin === 'int'

function asWrittenToday(document: unknown): unknown {
  if (typeof document !== 'object' || document === null || 'rules' in document) return document
  const old = structuredClone(document) as {
    libraryName?: string
    holds?: Record<string, number>
    loans?: Record<string, number>
  }
  const { libraryName, ...rest } = old
  const group: Policy['rules'][number] = { patron: 'group' }
  const audiovisual: Policy['rules'][number] = { item: 'audiovisual' }
  const bothHolds = old.holds?.groupOpenHoldsMax
  take(old.loans, 'groupPerBranchMax', value => Object.assign(group, { loans: value }))
  take(old.holds, 'groupOpenHoldsMax', value => Object.assign(group, { holds: value }))
  take(old.holds, 'openAudiovisualMax', value => Object.assign(audiovisual, { holds: value }))
  const both = { patron: 'group', item: 'audiovisual', holds: bothHolds }
  const rules = [group, audiovisual, ...(bothHolds === undefined ? [] : [both])].filter(
    row => Object.keys(row).length > 1,
  )
  return {
    ...rest,
    ...(libraryName === undefined ? {} : { identity: { name: { ja: libraryName } } }),
    ...(rules.length > 0 ? { rules } : {}),
  }
}

function take(from: Record<string, number> | undefined, name: string, use: (value: number) => void): void {
  if (!from || from[name] === undefined) return
  use(from[name])
  delete from[name]
}
