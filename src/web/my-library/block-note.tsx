import type { Context } from 'hono'
import type { Block } from '#patrons/rules/block.ts'
import type { Page } from '../page.ts'
import { refusalFacts, refusalWords } from './refusal.tsx'
import { RenewalLink } from './renewal-link.tsx'

/** Why a patron can neither borrow nor reserve now, said before they begin: what is so, what to do, and where. */
export function BlockNote({ c, block }: { c: Context<Page>; block: Block }) {
  const { what, next, link } = refusalWords(c.var.t, block, refusalFacts(c, []))
  return (
    <div class="note ask stack tight">
      <p>
        <b>{what}</b>
      </p>
      <p>{next}</p>
      {block.why === 'cardExpired' ? <RenewalLink c={c} expiresOn={block.on} /> : null}
      {link ? (
        <p>
          <a href={link.href}>{link.words}</a>
        </p>
      ) : null}
    </div>
  )
}
