import type { Context } from 'hono'
import type { Stoppable } from '#patrons/rules/mail-choices.ts'
import type { Page } from '../page.ts'
import { paths } from '../paths.ts'

/** Where a mail is wished for of one thing, and its patron wants no mails of the kind: that, and where it is chosen. */
export const MailsStopped = ({ c, kind }: { c: Context<Page>; kind: Stoppable }) => {
  const words = c.var.t.mails
  return (
    <p>
      {words.stopped(words.kinds[kind])} <a href={paths.mails}>{words.title}</a>
    </p>
  )
}
