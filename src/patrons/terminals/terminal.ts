import type { BranchId, TerminalId } from '#ids.ts'

/** 館内蔵書検索機: a machine in a branch that staff have registered. */
export type Terminal = { id: TerminalId; branchId: BranchId; name: string; selfCheck: SelfCheck }

/** One among those of the house. */
export type ListedTerminal = Terminal & { registeredAt: Temporal.Instant }

/** 自動貸出機: whether patrons lend to themselves at a terminal; `returns`: they give back there, too. */
export const selfChecks = ['no', 'loans', 'returns'] as const
export type SelfCheck = (typeof selfChecks)[number]
