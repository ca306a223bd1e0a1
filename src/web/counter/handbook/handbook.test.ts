import { readdirSync, readFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { givenBranches } from '../../../../test/given.ts'
import { givenStaffSession } from '../../../../test/given-staff.ts'
import { openLibrary, type TestLibrary } from '../../../../test/library.ts'
import { createApp } from '../../app.tsx'
import { desk } from '../desk-paths.ts'
import { duties } from '../duties.ts'
import { chapterOf, chapters } from './chapters.ts'
import { readChapter } from './read-chapter.ts'

let library: TestLibrary
let app: ReturnType<typeof createApp>
let cookie: string
beforeAll(async () => {
  library = await openLibrary()
  await givenBranches(library)
  app = createApp(library)
  cookie = (await givenStaffSession(library, { role: 'admin' })).cookie
})

const open = (path: string) => app.request(path, { headers: { cookie } })

test('every page of the staff is explained in a chapter', () => {
  expect(Object.keys(duties).filter(route => chapterOf(route) === undefined)).toEqual([])
})

test('a page leads to its chapter, and each chapter to others that are there', async () => {
  expect(await (await open(desk.pull)).text()).toContain(`href="${desk.handbookOf('holds')}"`)
  expect(await (await open(desk.home)).text()).toContain(`href="${desk.handbook}"`)
  const seen = new Set<string>()
  const pictures = new Set<string>()
  for (const path of [desk.handbook, ...chapters.map(chapter => desk.handbookOf(chapter))]) {
    const answer = await open(path)
    const html = await answer.text()
    expect([path, answer.status]).toEqual([path, 200])
    for (const [, to] of html.matchAll(/href="(\/counter\/handbook\/[^"]+)"/g)) seen.add(to!)
    for (const [, picture] of html.matchAll(/<img src="([^"]+)"/g)) pictures.add(picture!)
  }
  expect([...seen].sort()).toEqual(chapters.map(chapter => desk.handbookOf(chapter)).sort())
  expect((await open(desk.handbookOf('nothing'))).status).toBe(404)
  expect(pictures.size).toBeGreaterThanOrEqual(5)
  for (const picture of pictures) {
    const answer = await open(picture)
    expect([picture, answer.status, answer.headers.get('content-type')]).toEqual([picture, 200, 'image/png'])
  }
  expect((await open(desk.handbookPicture('..%2Fopening.md'))).status).toBe(404)
})

test('what the handbook calls a page or a button by is its name', () => {
  const texts = readdirSync('src/text/ja', { recursive: true, encoding: 'utf8' })
    .filter(file => file.endsWith('.ts'))
    .map(file => readFileSync(`src/text/ja/${file}`, 'utf8'))
  const named = chapters.flatMap(chapter =>
    [...JSON.stringify(readChapter(chapter)).matchAll(/「([^」]+)」/g)].map(([, name]) => `${chapter}: ${name}`),
  )
  expect(named.filter(one => !texts.some(text => text.includes(one.split(': ')[1]!)))).toEqual([])
})
