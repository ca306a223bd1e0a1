import type { Context } from 'hono'
import { z } from 'zod'
import type { MergePreview } from '#merging/preview-merge-of-holds.ts'
import type { FoundMerge } from '#staff/found-merge.ts'
import { counterMerge as words } from '#text/ja/counter/merge.ts'
import { holds as patronWords } from '#text/ja/my-library/holds.ts'
import { idField, readForm, readQuery, text } from '#web/forms.ts'
import type { Page } from '#web/page.ts'
import { Field, PostForm, Submit } from '#web/parts/form.tsx'
import { ListTable } from '#web/parts/list-table.tsx'
import { withQuery } from '#web/paths.ts'
import { momentWords } from '../day.ts'
import { desk } from '../desk-paths.ts'

const row = idField(read => read)
const pairQuery = z.object({
  from: row.optional().catch(undefined),
  into: row.optional().catch(undefined),
  q: text(100).optional().catch(undefined),
})
const pairForm = z.object({ from: row, into: row })
const mergeForm = z.object({ from: row, into: row, reason: text(200) })

type Make<Id> = (read: number) => Id

/** The two that an address names, and what is looked for; what cannot be a number is not there. */
export function askedOf<Id>(
  c: Context<Page>,
  make: Make<Id>,
): { from: Id | null; into: Id | null; q: string | undefined } {
  const query = readQuery(c, pairQuery)
  const { from, into, q } = query.ok ? query.values : {}
  return { from: from ? make(from) : null, into: into ? make(into) : null, q }
}

/** What the press brings: the two, and why. */
export function pressedOf<Id>(c: Context<Page>, make: Make<Id>) {
  const form = readForm(c, mergeForm)
  if (form.ok) {
    const { from, into, reason } = form.values
    return { from: make(from), into: make(into), reason, error: null }
  }
  const pair = readForm(c, pairForm)
  const [from, into] = pair.ok ? [make(pair.values.from), make(pair.values.into)] : [null, null]
  return { from, into, reason: null, error: form.errors.reason ?? null }
}

/** What is not possible, in plain words. */
export const Refused = ({ children }: { children: string | null }) =>
  children === null ? null : (
    <p class="note ask" role="alert">
      {children}
    </p>
  )

/** What will happen, line by line, and which holds end and why. */
export const Will = ({ lines, will }: { lines: readonly string[]; will: MergePreview }) => (
  <section class="stack tight">
    <h2>{words.will}</h2>
    <ul class="dotted">
      {lines.map(line => (
        <li>{line}</li>
      ))}
    </ul>
    <h2>{words.ends}</h2>
    {will.ends.length === 0 ? (
      <p>{words.endsNone}</p>
    ) : (
      <ListTable name={words.ends} heads={[words.hold, words.status, words.reasonOfEnd]}>
        {will.ends.map(({ hold, why }) => (
          <tr>
            <td>
              <a href={desk.hold(hold.id)}>
                『{hold.title}』 {hold.cardLast4}
              </a>
            </td>
            <td>{patronWords.status[hold.status]}</td>
            <td>{words.why[why]}</td>
          </tr>
        ))}
      </ListTable>
    )}
  </section>
)

/** The reason and the button; `action` is also where the two are the other way round. */
export const MergeForm = ({
  c,
  action,
  from,
  into,
  back,
  error,
}: {
  c: Context<Page>
  action: string
  from: number
  into: number
  back: string
  error: string | null
}) => (
  <PostForm c={c} action={action}>
    <input type="hidden" name="from" value={`${from}`} />
    <input type="hidden" name="into" value={`${into}`} />
    <Field
      c={c}
      name="reason"
      label={words.reason}
      hint={words.reasonHint}
      error={error ?? undefined}
      errorText={{ missing: words.reasonMissing }}
      maxlength={200}
      autocomplete="off"
    />
    <p>{words.noWayBack}</p>
    <p class="row">
      <Submit look="danger">{words.button}</Submit>
      <a class="button" href={withQuery(action, { from: into, into: from })}>
        {words.swap}
      </a>
      <a class="button quiet" href={back}>
        {words.back}
      </a>
    </p>
  </PostForm>
)

/** What was done, from the audit trail: the same whenever it is looked at again. */
export const Merged = ({ did, of }: { did: FoundMerge | null; of: 'bibs' | 'patrons' }) => (
  <div class="note good stack tight" role="status">
    <p>
      <b>{words.done}</b>
    </p>
    {did ? (
      <>
        <p>{words.didHolds(did.holds, did.ended)}</p>
        <p>{of === 'bibs' ? words.didCopies(did.copies) : words.didLoans(did.loans)}</p>
        <p>
          {words.doneBy(momentWords(did.at), did.staffLogin)}　{did.reason}
        </p>
      </>
    ) : null}
  </div>
)
