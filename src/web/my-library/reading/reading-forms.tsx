import type { Context } from 'hono'
import type { Reading } from '#circulation/loans/my-reading.ts'
import { ownNoteMax } from '#circulation/rules/own-note.ts'
import { recordLang } from '#web/opac/search/hit.tsx'
import type { Page } from '#web/page.ts'
import { ErrorSummary, PostForm, Submit } from '#web/parts/form.tsx'
import { Layout } from '#web/parts/layout.tsx'
import { LongField } from '#web/parts/long-field.tsx'
import { paths } from '#web/paths.ts'
import { AskAgain } from '../ask-again.tsx'
import { MyTrail } from '../frame.tsx'

type Props = { c: Context<Page>; reading: Reading; typed: string; wrong?: string }

/** One line of a 読書記録: its note, and out with it. */
export function OneReadingPage({ c, reading, typed, wrong }: Props) {
  const { t } = c.var
  const words = t.reading.onePage
  return (
    <Layout c={c} title={reading.title}>
      <div class="stack narrow">
        <div class="stack tight">
          <MyTrail t={t} through={{ href: paths.reading, name: t.reading.title }} here={words.title} />
          <h1 lang={recordLang(c)}>{reading.title}</h1>
        </div>
        <ErrorSummary c={c} lines={wrong ? [{ field: 'note', text: wrong }] : []} />
        <PostForm c={c} action={paths.readingOne(reading.loanId)} class="sheet stack">
          <LongField name="note" label={t.reading.note} hint={words.hint(ownNoteMax)} typed={typed} wrong={wrong} />
          <Submit look="chief">{words.save}</Submit>
        </PostForm>
        <PostForm c={c} action={paths.readingOneRemove(reading.loanId)} class="sheet stack tight">
          <p>{words.removeWhy}</p>
          <p class="row">
            <Submit look="danger">{words.remove}</Submit>
            <a class="button quiet" href={paths.reading}>
              {words.back}
            </a>
          </p>
        </PostForm>
      </div>
    </Layout>
  )
}

/** すべて消す: asks once more, for nobody can bring it back. */
export function RemoveReadingPage({ c, count }: { c: Context<Page>; count: number }) {
  const words = c.var.t.reading.removePage
  const from = { href: paths.reading, name: c.var.t.reading.title }
  return (
    <AskAgain c={c} from={from} action={paths.readingRemove} words={words}>
      <p>{words.question(count)}</p>
    </AskAgain>
  )
}
