import type { Context } from 'hono'
import type { MyHold } from '#holds/lists/my-holds.ts'
import type { Page } from '#web/page.ts'
import { PostForm, Submit } from '#web/parts/form.tsx'
import { Layout } from '#web/parts/layout.tsx'
import { paths, withQuery } from '#web/paths.ts'
import { MyHead } from '../frame.tsx'
import { HoldStatus } from './hold-status.tsx'

/** 予約取消 (M38): asks once more, for a place in a queue of months is soon lost by a slip of the finger. */
export function HoldCancelPage({
  c,
  hold,
  rest,
  together,
}: {
  c: Context<Page>
  hold: MyHold
  /** It and the later ones of its series that can still be cancelled. */
  rest: readonly MyHold[]
  /** All of them are to be cancelled with one press. */
  together: boolean
}) {
  const { t } = c.var
  const w = t.holds.cancel
  return (
    <Layout c={c} title={w.title}>
      <MyHead t={t} through={{ href: paths.holds, name: t.holds.list.title }} here={w.title} />
      <div class="sheet stack">
        <p>{together ? w.restQuestion : w.question}</p>
        {together ? (
          <ol class="numbered">
            {rest.map(one => (
              <li>{one.title}</li>
            ))}
          </ol>
        ) : (
          <dl class="facts">
            <dt>{t.holds.list.columnTitle}</dt>
            <dd>
              <b>{hold.title}</b>
            </dd>
            <dt>{t.holds.list.columnStatus}</dt>
            <dd>
              <HoldStatus c={c} hold={hold} />
            </dd>
            <dt>{t.holds.list.columnPickup}</dt>
            <dd>{c.var.today.placeName(hold.pickupName)}</dd>
          </dl>
        )}
        <p>{w.consequence}</p>
        {hold.kind === 'series' && !together ? <p>{w.seriesConsequence}</p> : null}
        <PostForm c={c} action={paths.holdCancel(hold.id)} class="row">
          {together ? <input type="hidden" name="rest" value="1" /> : null}
          <Submit look="danger">{together ? w.restConfirm(rest.length) : w.confirm}</Submit>
          <a class="button quiet" href={paths.holds}>
            {w.back}
          </a>
        </PostForm>
        {rest.length > 1 && !together ? (
          <p>
            <a href={withQuery(paths.holdCancel(hold.id), { rest: 1 })}>{w.rest(rest.length)}</a>
          </p>
        ) : null}
      </div>
    </Layout>
  )
}
