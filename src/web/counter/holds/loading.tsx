import { bookmobileLoadingList } from '#holds/shelf/bookmobile-loading-list.ts'
import { counterHolds as words } from '#text/ja/counter/holds.ts'
import { dates } from '#text/ja/dates.ts'
import { dayOf } from '#time/clock.ts'
import { dayIn } from '#time/day-in.ts'
import { pages, show } from '#web/page.ts'
import { Submit } from '#web/parts/form.tsx'
import { dayWords } from '../day.ts'
import { desk } from '../desk-paths.ts'
import { CounterLayout } from '../layout.tsx'
import { ShelfTable } from './shelf.tsx'

/** 積み込みリスト: what the bookmobile takes along on a day, stop by stop (M20). */
export const loadingPages = pages().get(desk.loading, async c => {
  const { library } = c.var
  const day = dayIn(c.req.query('day') ?? '') ?? dayOf(library.clock.now())
  const lists = await bookmobileLoadingList(library, day)
  return show(
    c,
    <CounterLayout c={c} title={words.loading.title}>
      <h1>
        {words.loading.title} <span class="soft">{dayWords(day)}</span>
      </h1>
      <form class="line-act" action={desk.loading}>
        <div class="field">
          <label for="day">{words.loading.day}</label>
          <input id="day" name="day" type="date" value={day.toString()} />
        </div>
        <Submit>{words.loading.show}</Submit>
      </form>
      {lists.length === 0 ? <p>{words.loading.none}</p> : null}
      {lists.map(list => (
        <section class="stack tight">
          <h2>{words.loading.stop(list.stopName, dates.time(list.arrives))}</h2>
          {list.lines.length === 0 ? (
            <p>{words.loading.empty}</p>
          ) : (
            <ShelfTable name={words.loading.stop(list.stopName, dates.time(list.arrives))} lines={list.lines} />
          )}
        </section>
      ))}
    </CounterLayout>,
  )
})
