import type { Child } from 'hono/jsx'
import type { HoldId } from '#ids.ts'
import { counterHolds as words } from '#text/ja/counter/holds.ts'
import { desk } from '../desk-paths.ts'

type Props = { id: HoldId; title: string; children?: Child }

/** The way from a line of a list to its hold. */
export const HoldLink = ({ id, title, children = words.open }: Props) => (
  <a href={desk.hold(id)} aria-label={words.openOf(title, id)}>
    {children}
  </a>
)
