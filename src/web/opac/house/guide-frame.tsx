import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { dayOf } from '#time/clock.ts'
import type { Page } from '#web/page.ts'
import { Layout } from '#web/parts/layout.tsx'

type FrameProps = { c: Context<Page>; words: { title: string; lead: string }; children: Child }

/** A page of the house that is read from its title on: what it is about, then its parts. */
export const GuideFrame = ({ c, words, children }: FrameProps) => (
  <Layout c={c} title={words.title}>
    <div class="guide stack roomy">
      <div class="stack tight">
        <h1>{words.title}</h1>
        <p>{words.lead}</p>
        <p class="print-only">{c.var.t.guide.paper.asOf(c.var.t.dates.longDay(dayOf(c.var.library.clock.now())))}</p>
      </div>
      {children}
    </div>
  </Layout>
)
