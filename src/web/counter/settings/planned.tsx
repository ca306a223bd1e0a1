import type { Context } from 'hono'
import { PlannedChangeId } from '#ids.ts'
import { type PlannedChange, plannedMax, takePlannedBack } from '#settings/planned-changes.ts'
import { settings as words } from '#text/ja/settings.ts'
import { idIn } from '#web/forms.ts'
import { type Page, pages } from '#web/page.ts'
import { Press } from '#web/parts/form.tsx'
import { withQuery } from '#web/paths.ts'
import { dayWords } from '../day.ts'
import { desk } from '../desk-paths.ts'
import { sayAtDesk } from '../layout.tsx'
import { ListEnds } from '../list-ends.tsx'
import { staffOf } from '../session.tsx'
import { changeWords } from './words.ts'

/** Takes a planned change back before its day, or off the list when it has failed on it. */
export const plannedPages = pages().post(desk.settingsPlanned(':id'), async c => {
  const taken = await takePlannedBack(c.var.library, staffOf(c), idIn(c, PlannedChangeId))
  return taken.ok ? c.redirect(withQuery(desk.settings, { done: 'unplanned' }), 303) : sayAtDesk(c, 'notThere', 404)
})

/** 予定: changes that wait for their day, and those that failed on it. */
export const Planned = ({ c, planned }: { c: Context<Page>; planned: readonly PlannedChange[] }) =>
  planned.length === 0 ? null : (
    <section class="stack tight" aria-labelledby="planned">
      <h2 id="planned">{words.planned.title}</h2>
      <ListEnds shown={planned.length} max={plannedMax} />
      <ol class="stack">
        {planned.map(one => (
          <li class="stack tight">
            <p>
              {words.planned.line(`${one.fromDay.year}年${dayWords(one.fromDay)}`, one.by)}
              {one.why ? `　${one.why}` : ''}
            </p>
            <ul>
              {one.changes.map(change => (
                <li>{changeWords(change)}</li>
              ))}
            </ul>
            {one.failure === null ? null : <Failed failure={one.failure} />}
            <Press
              c={c}
              action={desk.settingsPlanned(one.id)}
              label={words.planned[one.failure ? 'dismissOf' : 'takeBackOf'](dayWords(one.fromDay))}
            >
              {words.planned[one.failure ? 'dismiss' : 'takeBack']}
            </Press>
          </li>
        ))}
      </ol>
    </section>
  )

const Failed = ({ failure }: { failure: NonNullable<PlannedChange['failure']> }) => (
  <div class="note ask stack tight">
    <p>{words.planned.failed}</p>
    <ul>
      {'unfit' in failure
        ? failure.unfit.map(change => <li>{words.planned.unfit(changeWords(change))}</li>)
        : [<li>{words.planned.refused[failure.refused] ?? words.planned.refused.problems}</li>]}
    </ul>
  </div>
)
