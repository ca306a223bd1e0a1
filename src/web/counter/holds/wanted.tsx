import { wantedMax, wantedTitles } from '#holds/lists/wanted-titles.ts'
import { counterAdmin } from '#text/ja/counter/admin.ts'
import { counterHolds } from '#text/ja/counter/holds.ts'
import { pages, show } from '#web/page.ts'
import { Labelled, ListTable } from '#web/parts/list-table.tsx'
import { desk } from '../desk-paths.ts'
import { CounterLayout } from '../layout.tsx'
import { ListEnds } from '../list-ends.tsx'

const words = counterAdmin.wanted

/** 予約の多い資料: holds for each copy. */
export const wantedPages = pages().get(desk.wanted, async c => {
  const titles = await wantedTitles(c.var.library)
  return show(
    c,
    <CounterLayout c={c} title={words.title}>
      <h1>{words.title}</h1>
      <p class="soft">{words.why}</p>
      <ListEnds shown={titles.length} max={wantedMax} />
      {titles.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <ListTable name={words.title} heads={[counterHolds.title, words.holds, words.copies, words.ratio]}>
          {titles.map(one => (
            <tr>
              <td>
                <a href={desk.bib(one.bibId)}>『{one.title}』</a> <span class="soft">{one.responsibility}</span>
              </td>
              <Labelled label={words.holds}>{one.holds}</Labelled>
              <Labelled label={words.copies}>{one.copies}</Labelled>
              <Labelled label={words.ratio}>{one.copies === 0 ? '―' : (one.holds / one.copies).toFixed(1)}</Labelled>
            </tr>
          ))}
        </ListTable>
      )}
    </CounterLayout>,
  )
})
