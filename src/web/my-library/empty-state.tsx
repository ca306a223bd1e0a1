import type { Child } from 'hono/jsx'

/** A page with nothing on it says so, and what one can do here. */
export const EmptyState = ({ title, body, children }: { title: string; body: string; children: Child }) => (
  <div class="sheet stack">
    <p>
      <b>{title}</b>
    </p>
    <p>{body}</p>
    <p class="row">{children}</p>
  </div>
)
