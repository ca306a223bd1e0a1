import { offers } from '#policy.ts'
import { PostForm, Submit, Tick } from '#web/parts/form.tsx'
import { paths } from '#web/paths.ts'
import { ChangeForm } from './change-form.tsx'
import type { HoldView } from './hold-view.ts'

/** 通常予約 ⇄ シリーズ予約. */
export function SeriesForms(view: HoldView) {
  const { c, hold, others, newOrderId } = view
  const { one } = c.var.t.holds
  if (
    hold.kind === 'series' &&
    (hold.status === 'applied' || hold.status === 'waiting' || hold.status === 'preparing')
  ) {
    return (
      <details>
        <summary>{one.convert}</summary>
        <PostForm c={c} action={paths.holdChange(hold.id)} class="stack">
          <input type="hidden" name="change" value="ordinary" />
          <p>{one.toOrdinaryWhy}</p>
          <p>
            <Submit>{one.toOrdinaryButton}</Submit>
          </p>
        </PostForm>
      </details>
    )
  }
  if (!offers(c.var.library.policy, 'seriesHolds')) return null
  const mayJoin = (status: string) => status === 'applied' || status === 'waiting'
  const joinable = others.filter(other => other.kind === 'ordinary' && mayJoin(other.status))
  if (hold.kind !== 'ordinary' || !mayJoin(hold.status) || joinable.length === 0) return null
  return (
    <ChangeForm view={view} change="series" title={one.convert} why={one.toSeriesWhy}>
      <input type="hidden" name="id" value={newOrderId} />
      <input type="hidden" name="hold" value={`${hold.id}`} />
      <fieldset class="field">
        <legend>{one.toSeriesPick}</legend>
        <p>{one.toSeriesFirst(hold.title)}</p>
        {joinable.map(other => (
          <Tick name="hold" value={`${other.id}`}>
            {other.title}
          </Tick>
        ))}
      </fieldset>
      <p>
        <Submit>{one.toSeriesButton}</Submit>
      </p>
    </ChangeForm>
  )
}
