import type { Context } from 'hono'
import { z } from 'zod'
import { changeDescription, currentDescription, planDescription } from '#settings/change-description.ts'
import { readLibraryFile, writeLibraryFile } from '#settings/file/library-file.ts'
import { planChange, plannedChanges } from '#settings/planned-changes.ts'
import { descriptionBefore, type Version, versionsOf } from '#settings/versions.ts'
import { refused } from '#std/outcome.ts'
import { counterAdmin } from '#text/ja/counter/admin.ts'
import { settings as words } from '#text/ja/settings.ts'
import { dayIn } from '#time/day-in.ts'
import { readForm } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { PostForm, Press, Submit } from '#web/parts/form.tsx'
import { withQuery } from '#web/paths.ts'
import { dayWords, momentWords } from '../day.ts'
import { desk } from '../desk-paths.ts'
import { CounterLayout, sayAtDesk } from '../layout.tsx'
import { ListEnds } from '../list-ends.tsx'
import { actorOf, staffOf } from '../session.tsx'
import { lists } from './fields.ts'
import { planPage, refusalSentences } from './plan-page.tsx'
import { Planned } from './planned.tsx'
import { changeWords, problemWords } from './words.ts'

const applyForm = z.object({
  version: z.coerce.number().int().min(0),
  description: z.string(),
  why: z.string().max(200, 'tooLong').default(''),
  from: z.string().max(40).default(''),
})

const yamlForm = z.object({ yaml: z.string() })
const versionForm = z.object({ version: z.coerce.number().int().min(1) })

/** 設定: every section of the description, its history, and the file it can be. */
export const settingsPages = pages()
  .get(desk.settings, c => overview(c))
  .get(desk.settingsFile, async c => {
    const { description } = await currentDescription(c.var.library)
    c.header('content-type', 'application/yaml; charset=utf-8')
    c.header('content-disposition', 'attachment; filename="library.yaml"')
    return c.body(writeLibraryFile(description))
  })
  .post(desk.settingsFile, async c => {
    const form = readForm(c, yamlForm)
    if (!form.ok) return overview(c, { yaml: '', sentences: [words.uploadWhy] })
    const { yaml } = form.values
    const file = readLibraryFile(yaml)
    if (!file.ok)
      return overview(c, { yaml, sentences: file.errors.map(({ line, message }) => `${words.line(line)} ${message}`) })
    const plan = await planDescription(c.var.library, actorOf(c), file.document)
    if (plan.ok) return planPage(c, plan.value, desk.settings)
    const sentences = plan.refusal.problems.map(problem => {
      const line = file.lineOf(problem)
      return `${line === null ? '' : `${words.line(line)} `}${problemWords(problem)}`
    })
    return overview(c, { yaml, sentences })
  })
  .post(desk.settingsBack, async c => {
    const form = readForm(c, versionForm)
    const before = form.ok ? await descriptionBefore(c.var.library, form.values.version) : null
    if (!form.ok || !before) return sayAtDesk(c, 'notThere', 404)
    const plan = await planDescription(c.var.library, actorOf(c), before)
    return plan.ok
      ? planPage(c, plan.value, desk.settings, { why: words.takenBack(form.values.version) })
      : overview(c, { yaml: '', sentences: plan.refusal.problems.map(problemWords) })
  })
  .post(desk.settingsApply, async c => {
    const form = readForm(c, applyForm)
    const document = form.ok ? readJson(form.values.description) : undefined
    if (!form.ok || document === undefined) return sayAtDesk(c, 'notThere', 404)
    const why = form.values.why.trim() || null
    if (form.values.from.trim() !== '') return plan(c, { ...form.values, document, why })
    const changed = await changeDescription(c.var.library, staffOf(c), document, {
      basedOn: form.values.version,
      why,
    })
    return changed.ok
      ? c.redirect(withQuery(desk.settings, { done: 'applied' }), 303)
      : overview(c, { yaml: '', sentences: refusalSentences(changed.refusal) }, 409)
  })

type ToPlan = { version: number; document: unknown; why: string | null; from: string }

/** Notes the change for its day; a day that cannot be is said where it was typed. */
async function plan(c: Context<Page>, { version, document, why, from }: ToPlan) {
  const fromDay = dayIn(from)
  const planned = fromDay
    ? await planChange(c.var.library, staffOf(c), document, { basedOn: version, fromDay, why })
    : refused({ why: 'unreadable' } as const)
  if (planned.ok) return c.redirect(withQuery(desk.settings, { done: 'planned' }), 303)
  const { refusal } = planned
  switch (refusal.why) {
    case 'unreadable':
    case 'dayNotAhead':
    case 'dayTooFar': {
      const again = await planDescription(c.var.library, actorOf(c), document)
      const typed = { why: why ?? '', from, wrong: refusal.why }
      return again.ok
        ? planPage(c, { ...again.value, version }, desk.settings, typed)
        : overview(c, { yaml: '', sentences: again.refusal.problems.map(problemWords) })
    }
    case 'plannedAlready': {
      const day = `${refusal.fromDay.year}年${dayWords(refusal.fromDay)}`
      const sentence = words.planned.already(day, refusal.by, changeWords(refusal.change))
      return overview(c, { yaml: '', sentences: [sentence] }, 409)
    }
    default:
      return overview(c, { yaml: '', sentences: refusalSentences(refusal) }, 409)
  }
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const doneWords: Record<string, string | undefined> = {
  applied: words.applied,
  planned: words.planned.noted,
  unplanned: words.planned.unplanned,
}

const versionsMax = 20

type Refused = { yaml: string; sentences: string[] }

async function overview(c: Context<Page>, no?: Refused, status: 409 | 422 = 422) {
  const [history, { version }, planned] = await Promise.all([
    versionsOf(c.var.library, versionsMax),
    currentDescription(c.var.library),
    plannedChanges(c.var.library),
  ])
  const said = no ? undefined : doneWords[c.req.query('done') ?? '']
  const doors = ['identity', ...lists, 'services', 'languages'].map(
    section => [desk.settingsSection(section), words.sections[section]!] as const,
  )
  return show(
    c,
    <CounterLayout c={c} title={words.title}>
      <h1>{words.title}</h1>
      <p class="soft">{words.why}</p>
      {said ? (
        <p class="note good" role="status">
          {said}
        </p>
      ) : null}
      {no ? (
        <div class="note ask" role="alert">
          <ul>
            {no.sentences.map(sentence => (
              <li>{sentence}</li>
            ))}
          </ul>
        </div>
      ) : null}
      <ul class="sheet stack tight">
        {[
          ...doors,
          [desk.words, words.ownWords.title] as const,
          [desk.terms, words.terms.title] as const,
          [desk.policy, words.sections.policy!] as const,
        ].map(([path, word]) => (
          <li>
            <a class="door" href={path}>
              {word}
            </a>
          </li>
        ))}
        <li>
          <a class="door" href={desk.can}>
            {words.can.title}
          </a>
        </li>
        <li>
          <a class="door" href={desk.checklist}>
            {words.checklist.title}
          </a>
        </li>
      </ul>
      <section class="sheet stack tight">
        <h2>{words.file}</h2>
        <p>{words.fileWhy}</p>
        <p>
          <a href={desk.settingsFile}>{words.download}</a>
        </p>
        <PostForm c={c} action={desk.settingsFile}>
          <div class="field">
            <label for="yaml">{words.upload}</label>
            <textarea id="yaml" name="yaml" rows={6} aria-describedby="yaml-hint">
              {no?.yaml ?? ''}
            </textarea>
            <small id="yaml-hint">{words.uploadWhy}</small>
          </div>
          <Submit>{words.preview}</Submit>
        </PostForm>
      </section>
      <Planned c={c} planned={planned} />
      <section class="stack tight">
        <h2>{words.history}</h2>
        {history.length === 0 ? <p>{words.historyNone}</p> : null}
        <ListEnds shown={history.length} max={versionsMax} />
        <ol class="stack">
          {history.map(one => (
            <li>
              <VersionLine c={c} version={one} isNewest={one.version === version} />
            </li>
          ))}
        </ol>
      </section>
    </CounterLayout>,
    no ? status : 200,
  )
}

const VersionLine = ({ c, version, isNewest }: { c: Context<Page>; version: Version; isNewest: boolean }) => (
  <div class="stack tight" aria-current={isNewest ? 'true' : undefined}>
    <p>
      {words.version(version.version, momentWords(version.at), version.by)}
      {version.why ? `　${version.why}` : ''}
    </p>
    {version.changes === null ? (
      <p class="soft">{words.changesUnknown}</p>
    ) : version.changes.length === 0 ? (
      <p class="soft">{counterAdmin.policy.nothingChanged}</p>
    ) : (
      <ul>
        {version.changes.map(change => (
          <li>{changeWords(change)}</li>
        ))}
      </ul>
    )}
    {version.changes === null ? null : (
      <Press c={c} action={desk.settingsBack} fields={{ version: `${version.version}` }}>
        {words.takeBack(version.version)}
      </Press>
    )}
  </div>
)
