import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { Page } from '../page.ts'
import { isOffered } from '../path-table.ts'

/** What leads to a path, where the library offers what is there (settings, services); nothing where it does not. */
export const Offered = ({ c, path, children }: { c: Context<Page>; path: string; children: Child }) => (
  <>{isOffered(c.var.library.policy, path) ? children : null}</>
)
