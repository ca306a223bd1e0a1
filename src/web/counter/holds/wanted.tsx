import { wantedTitles } from '#holds/lists/wanted-titles.ts'
import { counterAdmin } from '#text/ja/counter-admin.ts'
import { counterHolds } from '#text/ja/counter-holds.ts'
import { pages, show } from '#web/page.ts'
import { ListTable } from '#web/parts/list-table.tsx'
import { desk } from '../desk-paths.ts'
import { CounterLayout } from '../layout.tsx'

const words = counterAdmin.wanted

/** 予約の多い資料: holds for each copy. */
export const wantedPages = pages().get(desk.wanted, async c => {
  const titles = await wantedTitles(c.var.library)
  return show(
    c,
    <CounterLayout c={c} title={words.title}>
      <h1>{words.title}</h1>
      <p class="soft">{words.why}</p>
      {titles.length === 0 ? (
        <p>{words.none}</p>
      ) : (
        <ListTable name={words.title} heads={[counterHolds.title, words.holds, words.copies, words.ratio]}>
          {titles.map(one => (
            <tr>
              <td>
                <a href={desk.bib(one.bibId)}>『{one.title}』</a> <span class="soft">{one.responsibility}</span>
              </td>
              <td>
                <span class="lab">{words.holds} </span>
                {one.holds}
              </td>
              <td>
                <span class="lab">{words.copies} </span>
                {one.copies}
              </td>
              <td>
                <span class="lab">{words.ratio} </span>
                {one.copies === 0 ? '―' : (one.holds / one.copies).toFixed(1)}
              </td>
            </tr>
          ))}
        </ListTable>
      )}
    </CounterLayout>,
  )
})
