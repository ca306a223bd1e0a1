import { beforeEach, expect, test } from 'vitest'
import { type PatronId, QuestionId } from '#ids.ts'
import { forgetPatron } from '#merging/forget-patron.ts'
import { mergePatrons } from '#merging/merge-patrons.ts'
import { myData } from '#patrons/my-account.ts'
import { newId } from '#std/new-id.ts'
import { counterQuestions } from '#text/ja/counter/requests.ts'
import { ja } from '#text/ja.ts'
import { createApp } from '#web/app.tsx'
import { fromHere } from '../../test/from-here.ts'
import { givenBranches } from '../../test/given.ts'
import { notices, staff } from '../../test/given-holds.ts'
import { givenPatron, givenSession } from '../../test/given-patron.ts'
import { givenStaffSession } from '../../test/given-staff.ts'
import { openLibrary, type TestLibrary } from '../../test/library.ts'
import { type Answer, answerQuestion, forgetAnswered, questionList } from './answer-question.ts'
import { myQuestions, removeQuestion } from './my-questions.ts'
import { judgeQuestion } from './rules/question.ts'
import { sendQuestion } from './send-question.ts'

let library: TestLibrary
beforeEach(async () => {
  library = await openLibrary()
  await givenBranches(library)
  library.policy = { ...library.policy, services: { ...library.policy.services, questions: true } }
})

const by = { login: 'mado' }
const asked = (asks: string, id = newId()) => ({ id: QuestionId(id), asks, lookedAt: null, wantedBy: null })
async function ask(patronId: PatronId, asks: string): Promise<QuestionId> {
  const question = asked(asks)
  expect(await sendQuestion(library, patronId, question)).toEqual({ ok: true, value: null })
  return question.id
}
/** As somebody does who has just looked at the list; an answer that there is already was seen, too. */
async function answer(id: QuestionId, what: Omit<Answer, 'seen'>) {
  const asks = await library.db.selectFrom('question').where('id', '=', id).select('changed_at').executeTakeFirst()
  return answerQuestion(library, by, id, { ...what, seen: `${asks?.changed_at}` })
}
const seen = async (patronId: PatronId) =>
  (await myQuestions(library, patronId)).map(({ asks, state, answer }) => [asks, state, answer])

test('a question is too many, or too late, and both are said', () => {
  const policy = { questions: { perDayMax: 2, keptDays: 60 } }
  const today = Temporal.PlainDate.from('2026-11-24')
  const judge = (wantedBy: string | null, madeToday: number) =>
    judgeQuestion(
      policy,
      { wantedBy: wantedBy === null ? null : Temporal.PlainDate.from(wantedBy) },
      { madeToday },
      today,
    )
  expect(judge(null, 1)).toEqual([])
  expect(judge('2026-11-24', 1)).toEqual([])
  expect(judge('2026-11-23', 2)).toEqual([{ why: 'tooManyToday', max: 2 }, { why: 'wantedByPast' }])
})

test('the same form is one question; so many a day; one of somebody else is nobody’s', async () => {
  const [{ id: patronId }, { id: other }] = [await givenPatron(library), await givenPatron(library)]
  const question = asked('村上の鮭はいつから？')
  for (let time = 0; time < 2; time++) expect((await sendQuestion(library, patronId, question)).ok).toBe(true)
  expect(await sendQuestion(library, other, question)).toMatchObject({ refusal: 'notFound' })
  library.clock.forward({ minutes: 1 })
  await ask(patronId, '二つめ')
  library.clock.forward({ minutes: 1 })
  await ask(patronId, '三つめ')
  expect(await sendQuestion(library, patronId, asked('四つめ'))).toMatchObject({
    refusal: [{ why: 'tooManyToday', max: 3 }],
  })
  library.clock.forward({ hours: 25 })
  await ask(patronId, '四つめ')
  expect(await seen(patronId)).toHaveLength(4)
  await removeQuestion(library, other, question.id)
  expect(await seen(patronId)).toHaveLength(4)
  await removeQuestion(library, patronId, question.id)
  expect((await seen(patronId)).map(([asks]) => asks)).toEqual(['四つめ', '三つめ', '二つめ'])
})

test('the answer is read by its patron, told by a mail without a word of it, and gone some days later', async () => {
  const { id: patronId } = await givenPatron(library, { mail: 'hana@example.org' })
  const id = await ask(patronId, 'ひみつの質問')
  expect(await answer(id, { to: 'looking', answer: null })).toMatchObject({ ok: true })
  expect(await answer(id, { to: 'looking', answer: null })).toMatchObject({ ok: true })
  expect(await answer(id, { to: 'answered', answer: null })).toMatchObject({
    refusal: { why: 'answerMissing' },
  })
  expect(await notices(library)).toEqual([])
  const said = { to: 'answered', answer: 'ひみつの回答' } as const
  for (let time = 0; time < 2; time++) expect(await answer(id, said)).toMatchObject({ ok: true })
  expect(await answer(id, { to: 'received', answer: null })).toMatchObject({
    refusal: { why: 'notFromHere' },
  })
  expect(await seen(patronId)).toEqual([['ひみつの質問', 'answered', 'ひみつの回答']])
  const told = await library.db.selectFrom('notice').selectAll().execute()
  expect(told.map(({ kind, channel, facts }) => [kind, channel, facts])).toEqual([
    ['questionAnswered', 'mail', { titles: [] }],
  ])
  const audit = await library.db.selectFrom('audit').selectAll().execute()
  expect(JSON.stringify([told, audit])).not.toContain('ひみつ')
  expect(await myData(library, patronId)).toMatchObject({
    questions: [{ asks: 'ひみつの質問', answer: 'ひみつの回答' }],
  })

  const night = () => forgetAnswered(library, { now: library.clock.now(), limit: 100 })
  library.clock.forward({ days: 59 })
  expect((await night()).did).toBe(0)
  library.clock.forward({ days: 1 })
  expect((await night()).did).toBe(1)
  expect(await seen(patronId)).toEqual([])
  expect(await answer(id, said)).toMatchObject({ refusal: { why: 'notFound' } })
})

test('of two desks that have one question before them the second loses no word, and overwrites none', async () => {
  const { id: patronId } = await givenPatron(library, { mail: 'hana@example.org' })
  const id = await ask(patronId, '鮭はいつから？')
  const app = createApp(library)
  const { cookie, csrf } = await givenStaffSession(library)
  const formIn = (html: string) => ({ seen: /name="seen" value="([^"]+)"/.exec(html)![1]!, csrf, state: 'received' })
  const opened = await (await app.request('/counter/questions', { headers: { cookie } }, fromHere)).text()
  const post = async (fields: Record<string, string>) => {
    const headers = { cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' }
    const body = new URLSearchParams(fields).toString()
    const answered = await app.request(`/counter/questions/${id}`, { method: 'POST', headers, body }, fromHere)
    return { status: answered.status, html: await answered.text() }
  }
  library.clock.forward({ minutes: 1 })
  const first = { ...formIn(opened), to: 'answered', answer: '平安時代から。' }
  expect([(await post(first)).status, (await post(first)).status]).toEqual([303, 303])
  library.clock.forward({ minutes: 1 })
  const second = await post({ ...formIn(opened), to: 'answered', answer: '江戸時代から。' })
  expect(second.status).toBe(422)
  expect(second.html).toContain(counterQuestions.refused.notFromHere)
  for (const words of ['平安時代から。', '江戸時代から。']) expect(second.html).toContain(words)
  expect(await seen(patronId)).toEqual([['鮭はいつから？', 'answered', '平安時代から。']])
  // Whoever has seen the first one may still write it anew; one who comes back to it with the older form, may not.
  library.clock.forward({ minutes: 1 })
  expect((await post({ ...formIn(second.html), to: 'answered', answer: '江戸時代から。' })).status).toBe(303)
  expect((await post({ ...formIn(second.html), to: 'answered', answer: '平安時代から。' })).status).toBe(422)
  expect(await seen(patronId)).toEqual([['鮭はいつから？', 'answered', '江戸時代から。']])
  // A press that only takes one on shows the answer that there is.
  const taken = await post({ ...formIn(opened), to: 'looking' })
  expect([taken.status, taken.html.includes('江戸時代から。</textarea>')]).toEqual([422, true])
})

test('the questions of both registrations are those of the one who stays, and go with them', async () => {
  const [{ id: from }, { id: into }] = [await givenPatron(library), await givenPatron(library)]
  await ask(from, 'ひとつ')
  await ask(into, 'ふたつ')
  expect((await mergePatrons(library, staff, { from, into }, '二重登録')).ok).toBe(true)
  expect((await seen(into)).map(([asks]) => asks).sort()).toEqual(['ひとつ', 'ふたつ'])
  expect((await forgetPatron(library, by, into)).ok).toBe(true)
  expect((await questionList(library, by, 'received')).questions).toEqual([])
})

test('the way leads from Myライブラリ to the list at the counter and back, without script', async () => {
  const app = createApp(library)
  const { id: patronId } = await givenPatron(library, { name: '村上 花子' })
  const patron = await givenSession(library, patronId)
  const desk = await givenStaffSession(library)
  type Session = { cookie: string; csrf: string }
  const get = async (path: string, { cookie }: Session) => {
    const answer = await app.request(path, { headers: { cookie } }, fromHere)
    return { status: answer.status, html: await answer.text() }
  }
  const post = async (path: string, { cookie, csrf }: Session, fields: Record<string, string>) => {
    const headers = { cookie, 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' }
    const body = new URLSearchParams({ csrf, ...fields }).toString()
    const answer = await app.request(path, { method: 'POST', headers, body }, fromHere)
    return { status: answer.status, html: await answer.text() }
  }
  expect((await get('/my', patron)).html).toContain(ja.questions.door)
  const form = (await get('/my/questions/new', patron)).html
  const id = /name="id" value="([^"]+)"/.exec(form)![1]!
  const wrong = await post('/my/questions', patron, { id, asks: '', wantedBy: 'x', lookedAt: 'あ'.repeat(501) })
  expect(wrong.status).toBe(422)
  expect(wrong.html.split('aria-invalid').length - 1).toBe(3)
  // A day that no table takes is no day.
  for (const wantedBy of ['+275760-09-12', '2026-12-01[u-ca=japanese]', '2026-02-30'])
    expect([wantedBy, (await post('/my/questions', patron, { id, asks: '鮭', wantedBy })).status]).toEqual([
      wantedBy,
      422,
    ])
  const late = await post('/my/questions', patron, { id, asks: '<b>鮭</b>', wantedBy: '2026-11-01' })
  expect(late.html).toContain(ja.questions.refused.wantedByPast)
  expect(late.html).toContain('&lt;b&gt;鮭')
  // A break is one of the thousand characters.
  const lookedAt = `${'本\r\n'.repeat(249)}本`
  const many = await post('/my/questions', patron, { id: newId(), asks: `${'鮭\r\n'.repeat(499)}鮭`, lookedAt })
  expect(many.status).toBe(303)
  const kept = await library.db.selectFrom('question').select(['asks', 'looked_at']).executeTakeFirstOrThrow()
  expect([kept.asks.length, kept.looked_at?.length]).toEqual([999, 499])
  expect((await post('/my/questions', patron, { id, asks: '<b>鮭</b>はいつ？', wantedBy: '' })).status).toBe(303)
  expect((await get('/my/questions?sent=1', patron)).html).toContain(ja.questions.sent)

  const list = (await get('/counter/questions', desk)).html
  expect(list).toContain('村上 花子')
  expect(list).toContain('&lt;b&gt;鮭&lt;/b&gt;はいつ？')
  const atDesk = { to: 'answered', state: 'received', seen: /name="seen" value="([^"]+)"/.exec(list)![1]! }
  const empty = await post(`/counter/questions/${id}`, desk, { ...atDesk, answer: ' ' })
  expect([empty.status, empty.html.includes(counterQuestions.refused.answerMissing)]).toEqual([422, true])
  const answer = { ...atDesk, answer: '平安時代から。\n『村上市史』' }
  expect((await post(`/counter/questions/${id}`, desk, answer)).status).toBe(303)
  expect((await get('/my/questions', patron)).html).toContain('平安時代から。\n『村上市史』')
  const other = await givenSession(library, (await givenPatron(library)).id)
  expect((await get('/my/questions', other)).html).not.toContain('鮭')

  library.policy = { ...library.policy, services: { ...library.policy.services, questions: false } }
  for (const [path, session] of [
    ['/my/questions', patron],
    ['/counter/questions', desk],
  ] as const)
    expect([path, (await get(path, session)).status]).toEqual([path, 404])
})

test('調べはじめる of two members of staff is that of the first, and a list that is cut says so', async () => {
  const { id: patronId } = await givenPatron(library)
  const id = await ask(patronId, '川の名のいわれは？')
  const question = (await questionList(library, { login: 'mado' }, 'received')).questions.find(one => one.id === id)!
  const take = (login: string) =>
    answerQuestion(library, { login }, id, { seen: `${question.changedAt}`, to: 'looking', answer: null })
  library.clock.forward({ minutes: 1 })
  for (const _press of [1, 2]) expect(await take('mado')).toMatchObject({ ok: true })
  expect(await take('tana')).toMatchObject({ refusal: { why: 'notFromHere', state: 'looking' } })
  const app = createApp(library)
  const { cookie } = await givenStaffSession(library)
  const page = async (state: string) =>
    (await app.request(`/counter/questions?state=${state}`, { headers: { cookie } }, fromHere)).text()
  expect(await page('looking')).toContain(counterQuestions.lookedUpBy('mado'))
  expect(await page('looking')).not.toContain(counterQuestions.more(1))
  const at = library.clock.now()
  const many = Array.from({ length: 201 }, () => ({ id: QuestionId(newId()), patron_id: patronId, asks: 'なぜ？' }))
  await library.db
    .insertInto('question')
    .values(many.map(one => ({ ...one, state: 'received', made_at: at, changed_at: at })))
    .execute()
  expect(await page('received')).toContain(counterQuestions.more(200))
})
