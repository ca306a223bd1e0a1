import type { Context } from 'hono'
import { centralPhone } from '#branches/central-phone.ts'
import { listNewArrivals } from '#catalogue/list-new-arrivals.ts'
import { senderIn } from '#delivery/mail-reader.ts'
import type { NoticeKind } from '#notices/rules/notice.ts'
import { type MailName, mailNames, type OwnMail, wordLanguages } from '#policy.ts'
import { currentDescription, planDescription } from '#settings/change-description.ts'
import type { Description } from '#settings/description.ts'
import { settings } from '#text/ja/settings.ts'
import { htmlLang, type Language, textOf } from '#text/language.ts'
import { mailWords, usualMail } from '#text/mail.ts'
import { dayOf } from '#time/clock.ts'
import { type Page, pages, show } from '#web/page.ts'
import { ErrorSummary, PostForm, Submit } from '#web/parts/form.tsx'
import { desk } from '../desk-paths.ts'
import { CounterLayout, sayAtDesk } from '../layout.tsx'
import { actorOf } from '../session.tsx'
import { Lines, seen, typed } from './lines.tsx'
import { planPage } from './plan-page.tsx'
import { problemWords } from './words.ts'

const words = settings.ownWords
const parts = ['subject', 'before', 'after'] as const

/** お知らせの文面: the words of each mail and of the 予約票, in each language, looked at before they are used. */
export const mailWordPages = pages()
  .get(desk.words, async c => listPage(c, await currentDescription(c.var.library)))
  .post(desk.words, async c => {
    const now = await currentDescription(c.var.library)
    const slip = Object.fromEntries(
      wordLanguages.flatMap(language => (typed(c, language) ? [[language, typed(c, language)]] : [])),
    )
    const next = { ...now.description, words: { ...now.description.words, slip } }
    const plan = await planDescription(c.var.library, actorOf(c), next)
    return plan.ok
      ? planPage(c, { ...plan.value, version: seen(c, now.version) }, desk.words)
      : listPage(c, now, { slip, version: seen(c, now.version), wrong: plan.refusal.problems.map(problemWords) })
  })
  .get(desk.mailWords(':name', ':language'), async c => {
    const at = placeOf(c)
    if (!at) return sayAtDesk(c, 'notThere', 404)
    const { description, version } = await currentDescription(c.var.library)
    return mailPage(c, at, { version, own: description.words.mails[at.name]?.[at.language] ?? {} })
  })
  .post(desk.mailWords(':name', ':language'), async c => {
    const at = placeOf(c)
    if (!at) return sayAtDesk(c, 'notThere', 404)
    const { description, version } = await currentDescription(c.var.library)
    const own: OwnMail = Object.fromEntries(parts.flatMap(part => (typed(c, part) ? [[part, typed(c, part)]] : [])))
    const plan = await planDescription(c.var.library, actorOf(c), withMail(description, at, own))
    if (!plan.ok)
      return mailPage(c, at, { version: seen(c, version), own, wrong: plan.refusal.problems.map(problemWords) })
    const look = await Sample({ c, at, next: plan.value.next })
    return planPage(c, { ...plan.value, version: seen(c, version) }, desk.words, { look })
  })

type Place = { name: MailName; language: Language }

function placeOf(c: Context<Page>): Place | null {
  const name = mailNames.find(one => one === c.req.param('name'))
  const language = wordLanguages.find(one => one === c.req.param('language'))
  return name && language ? { name, language } : null
}

/** The description with other words of a mail; without any it is said as the service says it. */
function withMail(description: Description, { name, language }: Place, own: OwnMail): unknown {
  const { [language]: _, ...others } = description.words.mails[name] ?? {}
  const byLanguage = Object.keys(own).length === 0 ? others : { ...others, [language]: own }
  const { [name]: _mail, ...mails } = description.words.mails
  const next = Object.keys(byLanguage).length === 0 ? mails : { ...mails, [name]: byLanguage }
  return { ...description, words: { ...description.words, mails: next } }
}

function listPage(
  c: Context<Page>,
  { description, version: newest }: { description: Description; version: number },
  typedIn?: { slip: Description['words']['slip']; version: number; wrong: readonly string[] },
) {
  const { mails } = description.words
  const { slip, version, wrong } = typedIn ?? { slip: description.words.slip, version: newest, wrong: [] }
  return show(
    c,
    <CounterLayout c={c} title={words.title}>
      <h1>{words.title}</h1>
      <p class="soft">{words.why}</p>
      <ErrorSummary c={c} lines={wrong.map(text => ({ field: wordLanguages[0], text }))} />
      <ul class="sheet stack tight">
        {mailNames.map(name => (
          <li>
            {words.mail(name)}{' '}
            {wordLanguages.map(language => (
              <>
                <a href={desk.mailWords(name, language)} aria-label={words.of(name, words.languages[language])}>
                  {words.languages[language]}
                </a>
                {mails[name]?.[language] ? <b>{words.changed}</b> : null}{' '}
              </>
            ))}
          </li>
        ))}
      </ul>
      <section class="stack tight">
        <h2>{words.slip}</h2>
        <p>{words.slipWhy}</p>
        <PostForm c={c} action={desk.words} class="sheet stack">
          <input type="hidden" name="version" value={`${version}`} />
          {wordLanguages.map(language => (
            <Lines name={language} label={words.languages[language]} value={slip[language] ?? ''} max={300} />
          ))}
          <Submit>{settings.preview}</Submit>
        </PostForm>
      </section>
      <p>
        <a href={desk.settings}>{settings.title}</a>
      </p>
    </CounterLayout>,
    wrong.length > 0 ? 422 : 200,
  )
}

type Shown = { version: number; own: OwnMail; wrong?: readonly string[] }

async function mailPage(c: Context<Page>, at: Place, { version, own, wrong = [] }: Shown) {
  const usual = usualMail(textOf(at.language), at.name)
  const title = words.of(at.name, words.languages[at.language])
  const usualOf = { subject: usual.subject, before: usual.before.join('\n'), after: usual.after.join('\n') }
  return show(
    c,
    <CounterLayout c={c} title={title}>
      <h1>{title}</h1>
      <ErrorSummary c={c} lines={wrong.map(text => ({ field: 'subject', text }))} />
      <PostForm c={c} action={desk.mailWords(at.name, at.language)} class="sheet stack">
        <input type="hidden" name="version" value={`${version}`} />
        <p class="soft">{words.how}</p>
        {parts.map(part => (
          <Lines
            name={part}
            label={words.parts[part]}
            value={own[part] ?? ''}
            max={part === 'subject' ? 80 : 1000}
            hint={usualOf[part] === '' ? words.usualNone : words.usual(usualOf[part])}
          />
        ))}
        <Submit look="chief">{settings.preview}</Submit>
      </PostForm>
      {
        await Sample({
          c,
          at,
          next: withMail((await currentDescription(c.var.library)).description, at, own) as Description,
        })
      }
      <p>
        <a href={desk.words}>{words.title}</a>
      </p>
    </CounterLayout>,
    wrong.length > 0 ? 422 : 200,
  )
}

/** The mail as it would come, with the newest books of the catalogue and a branch of the library. */
async function Sample({ c, at, next }: { c: Context<Page>; at: Place; next: Description }) {
  const { library } = c.var
  const [kind, reason = ''] = at.name.split('-') as [NoticeKind, string?]
  const newest = await listNewArrivals(library, 2)
  const today = dayOf(library.clock.now())
  const titles = newest.length > 0 ? newest.map(({ title }) => title) : [words.sampleTitle]
  // Whatever a kind says, it finds here.
  const facts = {
    titles,
    pickup: next.branches.find(({ pickup }) => pickup)?.name.ja ?? '',
    pickUpBy: `${today.add({ days: next.holds.pickupDays })}`,
    dueOn: `${today.add({ days: next.notices.dueSoonDays })}`,
    reason,
    arrived: titles.map(title => ({ count: 1, newest: [title] })),
    half: '',
    dueEach: titles.map(() => `${today.add({ days: next.loans.days })}`),
  }
  const { branches: _b, stops: _s, ...policy } = next
  const phone = (await centralPhone(library)) ?? ''
  const reader = { language: at.language, givenName: null, placeName: (name: string) => name }
  const { subject, text } = mailWords({ kind, facts }, reader, { phone, ...senderIn(policy, at.language, kind) })
  return (
    <section class="sheet stack tight" aria-labelledby="sample">
      <h2 id="sample">{words.sample}</h2>
      <p lang={htmlLang(at.language)}>
        <b>{subject}</b>
      </p>
      <p class="prewrap" lang={htmlLang(at.language)}>
        {text}
      </p>
    </section>
  )
}
