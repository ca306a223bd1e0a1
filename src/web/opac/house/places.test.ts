import { beforeAll, expect, test } from 'vitest'
import { type BibId, BranchId, StopId } from '#ids.ts'
import { ja } from '#text/ja.ts'
import { createApp } from '#web/app.tsx'
import { readPage } from '../../../../test/fuzz/page.ts'
import { givenBib, givenBranches } from '../../../../test/given.ts'
import { openLibrary, type TestLibrary } from '../../../../test/library.ts'

let library: TestLibrary
let book: BibId
beforeAll(async () => {
  library = await openLibrary()
  await givenBranches(library)
  const { db } = library
  await db
    .updateTable('branch')
    .set({
      address: '本町1-1',
      coordinates: '38.2239,139.4800',
      access: '駅から歩いて15分',
      facilities: ['lift', 'readingAloud'],
      closings: JSON.stringify([{ monthly: '最終金曜', reason: '館内整理日' }]),
      on_holidays: 'swap',
      floor: JSON.stringify([
        { name: '入口<b>', x: 0, y: 9, width: 3, height: 1 },
        { name: '日本の小説', shelf: '一般', from: '913', until: '914', x: 0, y: 0, width: 6, height: 1 },
        { name: '地図', shelf: '一般', from: '290', until: '299', x: 0, y: 2, width: 1, height: 5 },
      ]),
    })
    .where('id', '=', BranchId('chuo'))
    .execute()
  const floor = JSON.stringify([{ name: '入口', x: 0, y: 0, width: 3, height: 1 }])
  await db.updateTable('branch').set({ floor }).where('id', '=', BranchId('arakawa')).execute()
  const items = [
    { callNumber: '913.6/ナツ' },
    { callNumber: '914.6/ナツ' },
    { branch: 'asahi', callNumber: '913.6/ナツ' },
    { callNumber: '290/ナツ', status: 'loan' as const },
  ]
  book = (await givenBib(library, { title: 'こころ', items })).id
  await db
    .updateTable('stop')
    .set({ place: '公民館の前', coordinates: '38.3,139.45', facilities: ['parking'] })
    .where('id', '=', StopId('yoshiura'))
    .execute()
  await db
    .updateTable('stop_visit')
    .set({ cancelled_because: '大雪' })
    .where('stop_id', '=', StopId('yoshiura'))
    .where('day', '=', Temporal.PlainDate.from('2026-12-17'))
    .execute()
})

async function read(path: string, language = 'ja'): Promise<string> {
  const headers = { cookie: `language=${language}`, host: '127.0.0.1:3000' }
  const answer = await createApp(library).request(path, { headers })
  expect(answer.status).toBe(200)
  const html = await answer.text()
  expect(readPage(html, path).faults, `${path} in ${language}`).toEqual([])
  return html
}
/** What stands on the page, as words with one space between them. */
const words = (html: string) =>
  html
    .replaceAll(/<r[pt].*?<\/r[pt]>|<\/?ruby>/g, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ')
/** The cells of the month, by their day. */
const cellOf = (html: string, day: number) =>
  words(new RegExp(`<td[^>]*><b>${day}<.*?</td>`, 's').exec(html)?.[0] ?? 'no such day')

test('a branch says where it is and what is there, and leads to the map that the library has named', async () => {
  const page = await read('/calendar?branch=chuo')
  for (const said of ['本町1-1', '駅から歩いて15分', 'エレベーター', '対面朗読']) expect(words(page)).toContain(said)
  expect(words(page)).not.toContain('磁気ループ')
  expect(page).toContain('<a href="https://maps.gsi.go.jp/#17/38.2239/139.48/" rel="noopener noreferrer">')
  const { policy } = library
  const withMaps = (maps: 'osm' | 'none') => {
    library.policy = { ...policy, identity: { ...policy.identity, maps } }
  }
  withMaps('osm')
  expect(await read('/calendar?branch=chuo')).toContain('https://www.openstreetmap.org/?mlat=38.2239&amp;mlon=139.48')
  withMaps('none')
  expect(await read('/calendar?branch=chuo')).not.toMatch(/maps\.gsi|openstreetmap/)
  library.policy = policy
  expect(words(await read('/calendar?branch=chuo', 'en'))).toContain('lift')
  expect(words(await read('/calendar?branch=chuo', 'ja-easy'))).toContain('エレベーター')
})

test('a branch of which nothing is said has no such part', async () => {
  expect(await read('/calendar?branch=asahi')).not.toContain('id="premises"')
})

test('the month of the bookmobile is a picture too: its visits stand in their days, a cancelled one says why', async () => {
  const page = await read('/calendar?branch=bm&month=2026-12')
  expect(cellOf(page, 3)).toContain('BM/吉浦 10:20〜11:00')
  expect(cellOf(page, 10)).toContain('BM/岩船 10:20〜11:00')
  expect(cellOf(page, 17)).toContain('中止（大雪）')
  expect(cellOf(page, 4)).not.toMatch(/BM|休館/)
  const stops = words(page.slice(page.indexOf('id="premises"')))
  expect(stops).toMatch(/BM\/吉浦 公民館の前.*駐車場.*12月3日.*12月17日.*中止（大雪）.*BM\/岩船.*12月10日/)
})

test('a month without visits says so, and each stop still says where it is', async () => {
  const page = words(await read('/calendar?branch=bm&month=2027-03'))
  expect(page).toContain('この月の巡回はありません。')
  expect(page).toContain('公民館の前')
})

test('the guide has for paper what is so on any day: usual hours, closing days, addresses', async () => {
  const page = words(await read('/guide'))
  expect(page).toContain('火〜金 9:30〜19:00')
  expect(page).toContain('土〜日 9:30〜17:00')
  expect(page).toContain('月 休館')
  expect(page).toContain('最終金曜 休館（館内整理日）')
  expect(page).toContain('12月29日〜1月3日 休館（年末年始）')
  expect(page).toContain('祝日が定休日のときは開館し')
  expect(page).toContain('2026年11月24日')
  expect(words(await read('/guide', 'en'))).toContain('Tue–Fri: 9:30')
  expect(words(await read('/guide', 'ja-easy'))).toContain('月 休み')
})

test('the plan of a floor is drawn from its table, and says in words what stands where', async () => {
  const page = await read('/calendar?branch=chuo')
  expect(page.match(/<svg class="floor"/g)).toHaveLength(1)
  expect(page).toContain('入口&lt;b&gt;')
  expect(page).not.toContain('class="lit"')
  expect(words(page)).toMatch(/館内の案内図.*日本の小説 一般 913〜914 地図 一般 290〜299/)
  expect(await read('/calendar?branch=asahi')).not.toContain('class="floor"')
})

test('a plan on which no shelf stands yet has no table of shelves', async () => {
  const page = await read('/calendar?branch=arakawa')
  expect(page).toContain('class="floor"')
  expect(page).not.toContain(ja.premises.plan.shelves)
})

test('a record says on which shelf a copy stands, and lights it on the plan; not of a copy that is out', async () => {
  const page = await read(`/bib/${book}`)
  expect(words(page)).toContain('「913.6/ナツ」は、「日本の小説」の棚にあります（図の★）。')
  // Both copies stand on one shelf; the other branch has no plan.
  expect(page.match(/<g class="lit">/g)).toHaveLength(1)
  expect(/<g class="lit">.*?<\/g>/s.exec(page)![0]).toContain('★日本の小説')
  expect(words(page)).not.toContain('「地図」の棚')
  expect(words(await read(`/bib/${book}`, 'en'))).toContain('stands on the shelf “ 日本の小説 ”')
  expect(words(await read(`/bib/${book}`, 'ja-easy'))).toContain('本だなに あります')
})
