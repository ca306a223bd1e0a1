import type { Context } from 'hono'
import type { Page } from '../page.ts'
import { paths } from '../paths.ts'
import { Layout } from './layout.tsx'

/** A page that says one thing and where to go on: not found, busy, broken. */
export const MessagePage = ({ c, title, body }: { c: Context<Page>; title: string; body: string }) => (
  <Layout c={c} title={title}>
    <div class="note ask stack tight" role="alert">
      <h1>{title}</h1>
      <p>{body}</p>
    </div>
    <p>
      <a class="button" href={paths.top}>
        {c.var.t.parts.backToTop}
      </a>
    </p>
  </Layout>
)
