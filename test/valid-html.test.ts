import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test } from 'vitest'
import { WishListId } from '#ids.ts'
import { languages } from '#text/language.ts'
import { createApp } from '#web/app.tsx'
import { type PathRow, pagesFor, routeAt, rowAt } from '#web/path-table.ts'
import { shareWishList } from '#wish-lists/change-wish-list.ts'
import { myWishList } from '#wish-lists/my-wish-lists.ts'
import { wishFor } from '#wish-lists/wish-for.ts'
import { readPage } from './fuzz/page.ts'
import { givenBib, givenBranches, givenIndex } from './given.ts'
import { lent, scanned, waiting } from './given-holds.ts'
import { givenPatron, givenSession } from './given-patron.ts'
import { givenStaffSession } from './given-staff.ts'
import { askJudge, haveJudge, npmJudge } from './judges.ts'
import { openLibrary } from './library.ts'
import { dataDirectory } from './service/service.ts'

type App = ReturnType<typeof createApp>
type Reader = { reader: PathRow['reader']; cookie: string; starts: readonly string[] }

/** Two pages of a route: often the second is the fuller one. */
const addressesOfRoute = 2

/** The pages to which a reader's links lead, in a language. */
async function pagesOf(app: App, { reader, cookie, starts }: Reader, language: string): Promise<Map<string, string>> {
  const found = new Map<string, string>()
  const times = new Map<string, number>()
  const queue = [...starts]
  for (const address of queue) {
    const path = address.split(/[?#]/)[0]!
    const row = rowAt(path)
    const route = routeAt(path)
    const seen = times.get(route ?? '') ?? 0
    if (row?.reader !== reader || row.is !== 'page' || seen >= addressesOfRoute || found.has(address)) continue
    times.set(route!, seen + 1)
    const answer = await app.request(address, { headers: { cookie: `${cookie}; language=${language}` } })
    if (!answer.headers.get('content-type')?.startsWith('text/html')) continue
    const html = await answer.text()
    found.set(address, html)
    queue.push(...readPage(html, address).links.filter(link => link.startsWith('/')))
  }
  return found
}

const checker = () => (haveJudge('java', 'default-jre-headless') ? npmJudge('vnu-jar@26.9.27') : null)

/** What the Nu Html Checker says of pages, each sentence with an address where it is so. */
async function judged(vnu: string, pages: readonly { of: string; html: string }[]): Promise<string[]> {
  const directory = dataDirectory()
  for (const [at, { html }] of pages.entries()) writeFileSync(join(directory, `${at}.html`), html)
  const said = await askJudge(
    'java',
    [
      '-Xss4m',
      '-jar',
      join(vnu, 'build/dist/vnu.jar'),
      '--errors-only',
      '--format',
      'json',
      '--exit-zero-always',
      directory,
    ],
    240_000,
  )
  const { messages } = JSON.parse(said) as { messages: { url: string; message: string; extract?: string }[] }
  const byMessage = new Map<string, string>()
  for (const { url, message, extract } of messages) {
    const { of } = pages[Number(basename(url, '.html'))]!
    if (!byMessage.has(message)) byMessage.set(message, `${of}: ${message} ${extract ?? ''}`)
  }
  return [...byMessage.values()]
}

test('the Nu Html Checker finds nothing in the pages for anyone, for a patron and for staff, in each language', async () => {
  const vnu = checker()
  if (vnu === null) return
  const library = await openLibrary()
  await givenBranches(library)
  const [held, borrowed, free] = [
    await givenBib(library, { title: '北越雪譜 <上>', author: '鈴木牧之', isbns: ['9784003022618'], ndc: ['382'] }),
    await givenBib(library, { title: '北越雪譜物語', author: '田村賢一', items: [{ joinedOn: '2026-11-20' }] }),
    await givenBib(library, { title: '雪の結晶', author: '中谷 宇吉郎', subjects: ['雪'], ndc: ['451'] }),
  ]
  const patron = await givenPatron(library, { mail: 'a@example.jp' })
  await lent(library, patron.id, borrowed.itemIds[0]!)
  await waiting(library, patron.id, [held.id, free.id])
  await scanned(library, free.itemIds[0]!)
  const list = { is: 'new', id: WishListId(randomUUID()), name: '冬休み' } as const
  await wishFor(library, patron.id, { list, bibIds: [held.id], note: '' })
  await shareWishList(library, patron.id, list.id, true)
  const shared = (await myWishList(library, patron.id, list.id, 1))!.sharedAs!
  await givenIndex(library)
  const app = createApp(library)
  const staff = await givenStaffSession(library, { role: 'admin' })
  const withoutParts = (reader: PathRow['reader']) => pagesFor(reader).filter(route => !/[:*]/.test(route))
  const readers: Reader[] = [
    {
      reader: 'anyone',
      cookie: '',
      starts: [
        ...[...withoutParts('anyone'), '/search?q=北越', '/search?q=どこにもない', '/search?q=%E2%98%85'],
        ...[`/bib/${held.id}`, `/bib/${held.id}/related`, `/children/bib/${held.id}`, `/lists/${shared}`],
        ...['/isbn/9784003022618', '/calendar?branch=bm', '/ranking?by=holds', '/authors?row=カ', '/classes?in=91'],
      ],
    },
    { reader: 'patron', cookie: (await givenSession(library, patron.id)).cookie, starts: withoutParts('patron') },
    { reader: 'staff', cookie: staff.cookie, starts: [...withoutParts('staff'), '/counter/bibs?q=雪'] },
  ]
  const pages: { of: string; html: string }[] = []
  const count: Record<string, number> = {}
  for (const reader of readers)
    for (const language of reader.reader === 'staff' ? ['ja'] : languages) {
      const found = await pagesOf(app, reader, language)
      count[`${reader.reader} ${language}`] = found.size
      for (const [address, html] of found) pages.push({ of: `${address} (${language})`, html })
    }
  expect(Object.values(count).filter(pages => pages < 20)).toEqual([])
  expect(await judged(vnu, pages)).toEqual([])
}, 300_000)

test('and it would find what is wrong', async () => {
  const vnu = checker()
  if (vnu === null) return
  const fine = '<!DOCTYPE html><html lang="en"><title>A title</title><p>A word'
  const wrong = fine.replace('<p>', '<p><ul role="paragraph"><p>')
  expect(await judged(vnu, [{ of: 'fine', html: fine }])).toEqual([])
  expect(
    (
      await judged(vnu, [
        { of: 'fine', html: fine },
        { of: 'wrong', html: wrong },
      ])
    ).join('\n'),
  ).toMatch(/^wrong: /)
})
