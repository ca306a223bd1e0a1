import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { Page } from '#web/page.ts'
import { PostForm, Submit } from '#web/parts/form.tsx'
import { Layout } from '#web/parts/layout.tsx'
import { MyHead } from './frame.tsx'

type AskAgainProps = {
  c: Context<Page>
  /** The page from which one came, and to which one goes back. */
  from: { href: string; name: string }
  action: string
  words: { title: string; consequence: string; confirm: string; back: string }
  /** What would go. */
  children: Child
}

/** Asks once more, before something goes for good: what, what follows from it, the button, and the way back. */
export const AskAgain = ({ c, from, action, words, children }: AskAgainProps) => (
  <Layout c={c} title={words.title}>
    <MyHead t={c.var.t} through={from} here={words.title} />
    <div class="sheet stack">
      {children}
      <p>{words.consequence}</p>
      <PostForm c={c} action={action} class="row">
        <Submit look="danger">{words.confirm}</Submit>
        <a class="button quiet" href={from.href}>
          {words.back}
        </a>
      </PostForm>
    </div>
  </Layout>
)
