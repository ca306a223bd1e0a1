import type { Standing } from '#patrons/rules/block.ts'
import type { Policy } from '#policy.ts'

/** 館ごとに5冊: how many items of one branch a patron may have on loan. */
export const loansPerBranchMax = (policy: Policy, category: Standing['category']): number =>
  category === 'group' ? policy.loans.groupPerBranchMax : policy.loans.perBranchMax
