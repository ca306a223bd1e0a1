import type { Context } from 'hono'
import { defaultPolicy } from '#policy.ts'
import { currentDescription, planDescription } from '#settings/change-description.ts'
import type { Description } from '#settings/description.ts'
import type { Problem } from '#settings/rules/wants.ts'
import { counterAdmin } from '#text/ja/counter/admin.ts'
import { settings } from '#text/ja/settings.ts'
import { type Page, pages, show } from '#web/page.ts'
import { ErrorSummary, PostForm, Submit } from '#web/parts/form.tsx'
import { desk } from '../desk-paths.ts'
import { CounterLayout } from '../layout.tsx'
import { actorOf } from '../session.tsx'
import { planPage } from './plan-page.tsx'
import { asTyped, choices, readPolicyForm, type Setting, settingsOf } from './policy-form.ts'
import { problemWordsOf } from './words.ts'

const words = counterAdmin.policy
const { sections, preview } = settings

/** 予約・お知らせ・パスワードなど: what the library has decided in numbers and choices, as one form. */
export const policyPages = pages()
  .get(desk.policy, async c => policyPage(c, await currentDescription(c.var.library)))
  .post(desk.policy, async c => {
    const { library } = c.var
    const typed = (path: string) => c.var.form?.get(path)?.[0] ?? ''
    const { description, version } = await currentDescription(library)
    const { branches, stops, ...policy } = description
    const document = { ...(readPolicyForm(policy, typed) as object), branches, stops }
    const plan = await planDescription(library, actorOf(c), document)
    const seen = Number(typed('version')) || version
    if (plan.ok) return planPage(c, { ...plan.value, version: seen }, desk.policy)
    return policyPage(c, { description, version: seen }, { typed, problems: plan.refusal.problems })
  })

type Refused = { typed: (path: string) => string; problems: readonly Problem[] }

function policyPage(
  c: Context<Page>,
  { description, version }: { description: Description; version: number },
  refused?: Refused,
) {
  const { branches: _b, stops: _s, ...policy } = description
  const groups = Map.groupBy(settingsOf(policy), ({ path }) => groupOf(path))
  const lines = settingsOf(policy).flatMap(({ path }) => {
    const of = refused?.problems.filter(one => `${one.path.join('.')}.`.startsWith(`${path}.`)) ?? []
    return [...new Set(of.map(problem => problemWordsOf(words.fields[path] ?? path, problem)))].map(text => ({
      field: path,
      text,
    }))
  })
  return show(
    c,
    <CounterLayout c={c} title={sections.policy!}>
      <h1>{sections.policy}</h1>
      <ErrorSummary c={c} lines={lines} />
      <PostForm c={c} action={desk.policy}>
        <input type="hidden" name="version" value={`${version}`} />
        {[...groups].map(([group, settings]) => (
          <fieldset class="sheet stack tight">
            <legend>{words.groups[group]}</legend>
            <div class="fields">
              {settings.map(setting => (
                <SettingField
                  setting={setting}
                  value={refused ? refused.typed(setting.path) : asTyped(policy, setting)}
                  wrong={lines.some(({ field }) => field === setting.path)}
                />
              ))}
            </div>
          </fieldset>
        ))}
        <Submit look="chief">{preview}</Submit>
      </PostForm>
      <p>
        <a href={desk.settings}>{settings.title}</a>
      </p>
    </CounterLayout>,
    refused ? 422 : 200,
  )
}

type Group = keyof typeof words.groups

function groupOf(path: string): Group {
  const first = path.split('.')[0]!
  return path.includes('.') && first in words.groups ? (first as Group) : 'library'
}

const hints: Partial<Record<Setting['kind'], string>> = {
  closings: words.yearlyHint,
  lines: words.linesHint,
  numbers: words.listHint,
}

const SettingField = ({ setting, value, wrong }: { setting: Setting; value: string; wrong: boolean }) => {
  const { path, kind } = setting
  const hint = hints[kind] ?? null
  const isLong = kind === 'closings' || kind === 'lines'
  const usual = isLong ? null : asTyped(defaultPolicy, setting)
  const about = { 'aria-invalid': wrong ? ('true' as const) : undefined, 'aria-describedby': `${path}-hint` }
  return (
    <div class="field">
      <label for={path}>{words.fields[path] ?? path}</label>
      {kind === 'choice' ? (
        <select id={path} name={path} {...about}>
          {choices[path]!.map(choice => (
            <option value={choice} selected={choice === value}>
              {words.choices[choice] ?? choice}
            </option>
          ))}
        </select>
      ) : isLong ? (
        <textarea id={path} name={path} rows={4} maxlength={2000} {...about}>
          {value}
        </textarea>
      ) : (
        <input
          id={path}
          name={path}
          type="text"
          inputmode={kind === 'number' ? 'numeric' : undefined}
          value={value}
          maxlength={200}
          {...about}
        />
      )}
      <small id={`${path}-hint`}>
        {hint} {usual === null ? '' : words.defaultOf(kind === 'choice' ? (words.choices[usual] ?? usual) : usual)}
      </small>
    </div>
  )
}
