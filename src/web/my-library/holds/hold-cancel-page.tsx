import type { Context } from 'hono'
import type { MyHold } from '#holds/lists/my-holds.ts'
import type { Page } from '#web/page.ts'
import { PostForm } from '#web/parts/form.tsx'
import { Layout } from '#web/parts/layout.tsx'
import { paths } from '#web/paths.ts'
import { MyTrail } from '../frame.tsx'
import { HoldStatus } from './hold-status.tsx'

/** 予約取消 (M38): asks once more, for a place in a queue of months is soon lost by a slip of the finger. */
export function HoldCancelPage({ c, hold }: { c: Context<Page>; hold: MyHold }) {
  const { t } = c.var
  const w = t.holds.cancel
  return (
    <Layout c={c} title={w.title}>
      <div class="stack tight">
        <MyTrail t={t} through={{ href: paths.holds, name: t.holds.list.title }} here={w.title} />
        <h1>{w.title}</h1>
      </div>
      <div class="sheet stack">
        <p>{w.question}</p>
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
          <dd>{hold.pickupName}</dd>
        </dl>
        <p>{w.consequence}</p>
        {hold.kind === 'series' ? <p>{w.seriesConsequence}</p> : null}
        <PostForm c={c} action={paths.holdCancel(hold.id)} class="row">
          <button type="submit" class="button danger">
            {w.confirm}
          </button>
          <a class="button quiet" href={paths.holds}>
            {w.back}
          </a>
        </PostForm>
      </div>
    </Layout>
  )
}
