import type { Context } from 'hono'
import type { Branch } from '#branches/rules/branch.ts'
import { usualBranch } from '#holds/ordering/usual-branch.ts'
import type { Page } from '#web/page.ts'

/**
 * いつもの館 of who is signed in, whose copies they are shown first. Null for anybody else, and while nothing of the patron
 * may be shown.
 */
export async function usualBranchOf(c: Context<Page>): Promise<Branch | null> {
  const { library, visitor, today } = c.var
  if (visitor.is !== 'patron' || visitor.mustChangePassword || visitor.veiledUntil !== null) return null
  const id = await usualBranch(library, visitor.patronId)
  return (id && today.branches.get(id)) ?? null
}
