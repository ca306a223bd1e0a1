import type { Context } from 'hono'
import { z } from 'zod'
import { QuestionId } from '#ids.ts'
import { type AnswerRefusal, answerQuestion, type DeskQuestion, questionList } from '#questions/answer-question.ts'
import { answerMax, type QuestionState, questionStates } from '#questions/rules/question.ts'
import { isId } from '#std/new-id.ts'
import { beginning } from '#text/beginning.ts'
import { counterQuestions as words } from '#text/ja/counter/requests.ts'
import { questions as patronWords } from '#text/ja/my-library/questions.ts'
import { lines, readForm, readQuery } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { PostForm, Press } from '#web/parts/form.tsx'
import { withQuery } from '#web/paths.ts'
import { dayWords, momentWords } from '../day.ts'
import { desk } from '../desk-paths.ts'
import { CounterLayout } from '../layout.tsx'
import { staffOf } from '../session.tsx'

const state = z.enum(questionStates).catch('received')
const answerForm = z.object({
  to: z.enum(questionStates),
  state: state.default('received'),
  seen: z.string().default(''),
  answer: lines(answerMax),
})

const stateQuery = z.object({ state })

/** 調べもの相談 at the counter: by state, each looked up and answered. */
export const questionPages = pages()
  .get(desk.questions, c => {
    const read = readQuery(c, stateQuery)
    return questionsPage(c, read.ok ? read.values.state : 'received', null)
  })
  .post(desk.question(':id'), async c => {
    const id = c.req.param('id') ?? ''
    if (!isId(id)) return c.notFound()
    const read = readForm(c, answerForm)
    if (!read.ok) {
      const shown = questionStates.find(one => one === read.typed.state) ?? 'received'
      return questionsPage(c, shown, { why: 'form', id, answer: read.typed.answer ?? '' })
    }
    const { to, seen, state: shown, answer } = read.values
    const given = { seen, to, answer: answer === '' ? null : answer }
    const answered = await answerQuestion(c.var.library, staffOf(c), QuestionId(id), given)
    if (!answered.ok) {
      const { refusal } = answered
      // What was written goes on standing in the form of its question, wherever that is now.
      return questionsPage(c, refusal.why === 'notFromHere' ? refusal.state : shown, {
        why: refusal.why,
        id,
        answer: to === 'answered' ? answer : null,
      })
    }
    return c.redirect(withQuery(desk.questions, { state: shown, saved: 1 }), 303)
  })

/** What was not taken, why, and the answer that was written, if it was one. */
type No = { why: AnswerRefusal['why'] | 'form'; id: string; answer: string | null }

async function questionsPage(c: Context<Page>, shown: QuestionState, no: No | null) {
  const { questions, counts } = await questionList(c.var.library, staffOf(c), shown)
  return show(
    c,
    <CounterLayout c={c} title={words.title}>
      <h1>{words.title}</h1>
      <p class="soft">{words.why(c.var.library.policy.questions.keptDays)}</p>
      <nav class="chips" aria-label={words.states}>
        {questionStates.map(one => (
          <a href={withQuery(desk.questions, { state: one })} aria-current={one === shown ? 'page' : undefined}>
            {patronWords.state[one]} {counts.get(one) ?? 0}
          </a>
        ))}
      </nav>
      {no === null && c.req.query('saved') ? (
        <p class="note good" role="status">
          {words.saved}
        </p>
      ) : null}
      {no === null ? null : (
        <p class="note ask" role="alert">
          {words.refused[no.why]}
        </p>
      )}
      {questions.length === 0 ? <p>{words.none}</p> : null}
      {questions.length < (counts.get(shown) ?? 0) ? <p role="status">{words.more(questions.length)}</p> : null}
      <ul class="stack">
        {questions.map(question => (
          <Entry c={c} question={question} typed={no?.id === question.id ? no.answer : null} />
        ))}
      </ul>
    </CounterLayout>,
    no === null ? 200 : 422,
  )
}

type EntryProps = { c: Context<Page>; question: DeskQuestion; typed: string | null }

function Entry({ c, question, typed }: EntryProps) {
  const { asks, lookedAt, wantedBy, patronId, patronName, madeAt, answer, changedBy, state: now } = question
  return (
    <li class="sheet stack tight">
      <p class="soft">
        {words.madeAt(momentWords(madeAt))}　<a href={desk.patron(patronId)}>{patronName}</a>
        {'　'}
        <b>{wantedBy === null ? words.noDay : words.wantedBy(dayWords(wantedBy))}</b>
        {now === 'looking' && changedBy !== null ? `　${words.lookedUpBy(changedBy)}` : ''}
      </p>
      <h2 class="prewrap asked">{asks}</h2>
      {lookedAt === null ? null : (
        <p class="prewrap">
          {words.lookedAt}：{lookedAt}
        </p>
      )}
      {answer === null ? null : (
        <p class="prewrap">
          {words.answered}：{answer}
        </p>
      )}
      <details open={now === 'looking' || typed !== null}>
        <summary>{now === 'answered' ? words.rewrite : words.answer}</summary>
        <AnswerForm c={c} question={question} typed={typed ?? answer ?? ''} />
      </details>
      <Steps c={c} question={question} />
    </li>
  )
}

function AnswerForm({ c, question: { id, asks, state: now, changedAt }, typed }: EntryProps) {
  const [field, hint] = [`answer-${id}`, `answer-hint-${id}`]
  return (
    <PostForm c={c} action={desk.question(id)} class="stack">
      <input type="hidden" name="to" value="answered" />
      <input type="hidden" name="state" value={now} />
      <input type="hidden" name="seen" value={`${changedAt}`} />
      <div class="field">
        <label for={field}>{words.answerOf(beginning(asks))}</label>
        <textarea id={field} name="answer" rows={6} aria-describedby={hint}>
          {typed}
        </textarea>
        <small id={hint}>{words.answerHint}</small>
      </div>
      <p>
        <button
          type="submit"
          class="button chief"
          aria-label={(now === 'answered' ? words.rewriteOf : words.sendOf)(beginning(asks))}
        >
          {now === 'answered' ? words.rewrite : words.send}
        </button>
      </p>
    </PostForm>
  )
}

/** 調べはじめる, and back: so that two do not look up the same. */
function Steps({ c, question: { id, asks, state: now, changedAt } }: Omit<EntryProps, 'typed'>) {
  if (now === 'answered') return null
  const isWaiting = now === 'received'
  return (
    <Press
      c={c}
      action={desk.question(id)}
      fields={{ to: isWaiting ? 'looking' : 'received', state: now, seen: `${changedAt}` }}
      label={(isWaiting ? words.takeOf : words.putBackOf)(beginning(asks))}
      look="quiet"
    >
      {isWaiting ? words.take : words.putBack}
    </Press>
  )
}
