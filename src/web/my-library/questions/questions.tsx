import type { Context } from 'hono'
import { z } from 'zod'
import { QuestionId } from '#ids.ts'
import { myQuestions, type Question, questionsShownMax, removeQuestion } from '#questions/my-questions.ts'
import { asksMax, judgeQuestion, lookedAtMax, type QuestionRefusal } from '#questions/rules/question.ts'
import { sendQuestion } from '#questions/send-question.ts'
import { isId, newId } from '#std/new-id.ts'
import { beginning } from '#text/beginning.ts'
import { dayOf } from '#time/clock.ts'
import { dayIn } from '#time/day-in.ts'
import { lines, readTyped } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import {
  Done,
  ErrorSummary,
  errorLines,
  Field,
  fieldErrorText,
  PostForm,
  Press,
  Submit,
  toDone,
} from '#web/parts/form.tsx'
import { Layout } from '#web/parts/layout.tsx'
import { LongField } from '#web/parts/long-field.tsx'
import { paths, withQuery } from '#web/paths.ts'
import { patronOf } from '#web/session.ts'
import { EmptyState } from '../empty-state.tsx'
import { MyHead } from '../frame.tsx'

const day = z
  .string()
  .default('')
  .transform((typed, context) => {
    const read = dayIn(typed)
    if (read || typed.trim() === '') return read
    context.addIssue({ code: 'custom', message: 'invalid' })
    return z.NEVER
  })
const questionForm = z.object({
  id: z.string(),
  asks: lines(asksMax).pipe(z.string().min(1, 'missing')),
  lookedAt: lines(lookedAtMax),
  wantedBy: day,
})

/** 調べもの相談: a patron's questions with their answers, and the form for another. */
export const questionPages = pages()
  .get(paths.questions, async c => {
    const questions = await myQuestions(c.var.library, patronOf(c).patronId)
    return show(c, <QuestionsPage c={c} questions={questions} />)
  })
  .get(paths.newQuestion, c => show(c, <NewQuestionPage c={c} typed={{ id: newId() }} errors={{}} />))
  .post(paths.questions, async c => {
    const form = readTyped(c, questionForm)
    if (!form.ok) {
      const isWrong = Object.keys(form.errors).length > 0
      const id = isId(form.typed.id ?? '') ? form.typed.id! : newId()
      const wantedBy = dayIn(form.typed.wantedBy ?? '')
      // The day is judged beside what cannot be read; how many there are, when the question can be sent.
      const faults = isWrong ? judgeDay(c, wantedBy) : {}
      const errors = { ...faults, ...form.errors }
      return show(c, <NewQuestionPage c={c} typed={{ ...form.typed, id }} errors={errors} />, isWrong ? 422 : 200)
    }
    const { asks, lookedAt, wantedBy } = form.values
    const id = isId(form.values.id) ? form.values.id : newId()
    const asked = { id: QuestionId(id), asks, lookedAt: lookedAt || null, wantedBy }
    const sent = await sendQuestion(c.var.library, patronOf(c).patronId, asked)
    if (sent.ok) return c.redirect(toDone(withQuery(paths.questions, { sent: 1 })), 303)
    if (sent.refusal === 'notFound') return c.notFound()
    const typed = { id, asks, lookedAt, wantedBy: `${wantedBy ?? ''}` }
    const errors = errorsOf(sent.refusal)
    return show(c, <NewQuestionPage c={c} typed={typed} errors={errors} />, 422)
  })
  .post(paths.questionRemove(':id'), async c => {
    const id = c.req.param('id') ?? ''
    if (isId(id)) await removeQuestion(c.var.library, patronOf(c).patronId, QuestionId(id))
    return c.redirect(toDone(withQuery(paths.questions, { removed: 1 })), 303)
  })
  .get(paths.questionRemove(':id'), c => c.redirect(paths.questions, 303))

const errorsOf = (refusals: readonly QuestionRefusal[]) =>
  Object.fromEntries(refusals.map(({ why }) => [fieldOf[why], why]))

const judgeDay = ({ var: { library } }: Context<Page>, wantedBy: Temporal.PlainDate | null) =>
  errorsOf(judgeQuestion(library.policy, { wantedBy }, { madeToday: 0 }, dayOf(library.clock.now())))

const fieldOf = { tooManyToday: 'asks', wantedByPast: 'wantedBy' } as const

function QuestionsPage({ c, questions }: { c: Context<Page>; questions: readonly Question[] }) {
  const { t, library } = c.var
  const words = t.questions
  const { sent, removed } = c.req.query()
  const said = sent ? words.sent : removed ? words.removed : null
  const make = (
    <a class="button" href={paths.newQuestion}>
      {words.make}
    </a>
  )
  return (
    <Layout c={c} title={words.title}>
      <MyHead t={t} here={words.title} />
      {said === null ? null : <Done>{said}</Done>}
      {questions.length === 0 ? (
        <EmptyState title={words.empty} body={words.emptyBody}>
          {make}
        </EmptyState>
      ) : (
        <>
          <p>{make}</p>
          {questions.length < questionsShownMax ? null : <p>{t.parts.listEnds(questionsShownMax)}</p>}
          <ul class="stack">
            {questions.map(question => (
              <Row c={c} question={question} />
            ))}
          </ul>
        </>
      )}
      <p class="soft">{words.privacy(library.policy.questions.keptDays)}</p>
    </Layout>
  )
}

function Row({ c, question }: { c: Context<Page>; question: Question }) {
  const { t } = c.var
  const words = t.questions
  const { id, asks, lookedAt, wantedBy, state, madeAt, changedAt, answer } = question
  return (
    <li class="sheet stack tight">
      <p>
        <span class="state">{words.state[state]}</span>{' '}
        <span class="soft">
          {[
            words.madeOn(t.dates.day(dayOf(madeAt))),
            state === 'answered' ? words.changedOn(t.dates.day(dayOf(changedAt))) : null,
            wantedBy && state !== 'answered' ? words.wantedBy(t.dates.day(wantedBy)) : null,
          ]
            .filter(Boolean)
            .join('　')}
        </span>
      </p>
      <h2 class="prewrap asked">{asks}</h2>
      {lookedAt === null ? null : (
        <p class="soft prewrap">
          {words.lookedAt}：{lookedAt}
        </p>
      )}
      {answer === null ? null : (
        <section class="note stack tight">
          <h3>{words.answer}</h3>
          <p class="prewrap">{answer}</p>
        </section>
      )}
      <Press c={c} action={paths.questionRemove(id)} label={words.removeOf(beginning(asks))} look="quiet">
        {words.remove}
      </Press>
    </li>
  )
}

type FormProps = {
  c: Context<Page>
  typed: { id: string; asks?: string; lookedAt?: string; wantedBy?: string }
  errors: Partial<Record<string, string>>
}

/** The form of a question; what was typed stays, whatever is wrong with it. */
function NewQuestionPage({ c, typed, errors }: FormProps) {
  const { t, library } = c.var
  const { title, why, whyNotAlways, privacy, mail, form, refused, back } = t.questions
  const { perDayMax, keptDays } = library.policy.questions
  const own = { tooManyToday: refused.tooManyToday(perDayMax), wantedByPast: refused.wantedByPast }
  const long = (name: 'asks' | 'lookedAt') => {
    const error = errors[name]
    const wrong = error && ((own as Partial<Record<string, string>>)[error] ?? fieldErrorText(c, error))
    return (
      <LongField name={name} label={form[name]} hint={form[`${name}Hint`]} typed={typed[name] ?? ''} wrong={wrong} />
    )
  }
  return (
    <Layout c={c} title={form.title}>
      <div class="stack narrow">
        <MyHead t={t} through={{ href: paths.questions, name: title }} here={form.title} />
        <p>{why}</p>
        <p>{whyNotAlways}</p>
        <ErrorSummary c={c} lines={errorLines(c, errors, own)} />
        <PostForm c={c} action={paths.questions} class="sheet stack">
          <input type="hidden" name="id" value={typed.id} />
          {long('asks')}
          {long('lookedAt')}
          <Field
            c={c}
            name="wantedBy"
            label={form.wantedBy}
            hint={form.wantedByHint}
            type="date"
            value={typed.wantedBy ?? ''}
            error={errors.wantedBy}
            errorText={own}
          />
          <Submit look="chief">{form.send}</Submit>
        </PostForm>
        <p class="soft">{privacy(keptDays)}</p>
        <p class="soft">{mail}</p>
        <p>
          <a href={paths.questions}>{back}</a>
        </p>
      </div>
    </Layout>
  )
}
