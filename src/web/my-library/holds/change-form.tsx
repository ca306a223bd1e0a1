import type { Child } from 'hono/jsx'
import { PostForm } from '#web/parts/form.tsx'
import { paths } from '#web/paths.ts'
import type { Change, HoldView } from './hold-view.ts'

/** A form for one change, behind a disclosure that is open while something is wrong with it. */
export const ChangeForm = ({
  view,
  change,
  title,
  why,
  open = false,
  children,
}: {
  view: HoldView
  change: Change
  title: string
  why?: string
  /** Open from the start: this is what the patron came for. */
  open?: boolean
  children: Child
}) => (
  <details id={change} open={open || (view.said?.change === change && view.said.refused !== null)}>
    <summary>{title}</summary>
    <PostForm c={view.c} action={paths.holdChange(view.hold.id)} class="stack">
      <input type="hidden" name="change" value={change} />
      {why ? <p>{why}</p> : null}
      {children}
    </PostForm>
  </details>
)
