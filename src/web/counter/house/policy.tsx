import type { Context } from 'hono'
import { defaultPolicy } from '#policy.ts'
import { changePolicy, type PolicyChange, policyChanges } from '#staff/change-policy.ts'
import { counterAdmin } from '#text/ja/counter-admin.ts'
import { type Page, pages, show } from '#web/page.ts'
import { ErrorSummary, PostForm } from '#web/parts/form.tsx'
import { withQuery } from '#web/paths.ts'
import { momentWords } from '../day.ts'
import { desk } from '../desk-paths.ts'
import { CounterLayout } from '../layout.tsx'
import { staffOf } from '../session.tsx'
import { asTyped, changedSettings, choices, readPolicyForm, type Setting, settingsOf } from './policy-form.ts'

const words = counterAdmin.policy

/** 設定: what the library has decided, as one form; who changed it when. */
export const policyPages = pages()
  .get(desk.policy, c => policyPage(c))
  .post(desk.policy, async c => {
    const { library } = c.var
    const typed = (path: string) => c.var.form?.get(path)?.[0] ?? ''
    const changed = await changePolicy(library, staffOf(c), readPolicyForm(library.policy, typed))
    return changed.ok
      ? c.redirect(withQuery(desk.policy, { done: 'saved' }), 303)
      : policyPage(c, { typed, wrong: changed.refusal.settings })
  })

type Refused = { typed: (path: string) => string; wrong: readonly string[] }

async function policyPage(c: Context<Page>, refused?: Refused) {
  const { policy } = c.var.library
  const groups = Map.groupBy(settingsOf(policy), ({ path }) => groupOf(path))
  const isWrong = (path: string) =>
    refused?.wrong.some(wrong => wrong === path || wrong.startsWith(`${path}.`)) ?? false
  const lines = settingsOf(policy)
    .filter(({ path }) => isWrong(path))
    .map(({ path }) => ({ field: path, text: `${words.fields[path] ?? path}：${words.refused}` }))
  const history = await policyChanges(c.var.library)
  return show(
    c,
    <CounterLayout c={c} title={words.title}>
      <h1>{words.title}</h1>
      <p class="soft">{words.why}</p>
      {!refused && c.req.query('done') === 'saved' ? (
        <p class="note good" role="status">
          {words.saved}
        </p>
      ) : null}
      <ErrorSummary c={c} lines={lines} />
      <PostForm c={c} action={desk.policy}>
        {[...groups].map(([group, settings]) => (
          <fieldset class="sheet stack tight">
            <legend>{words.groups[group]}</legend>
            <div class="fields">
              {settings.map(setting => (
                <SettingField
                  setting={setting}
                  value={refused ? refused.typed(setting.path) : asTyped(policy, setting)}
                  wrong={isWrong(setting.path)}
                />
              ))}
            </div>
          </fieldset>
        ))}
        <button type="submit" class="button chief">
          {words.save}
        </button>
      </PostForm>
      <section class="stack tight">
        <h2>{words.history}</h2>
        {history.length === 0 ? <p>{words.historyNone}</p> : null}
        <ol>
          {history.map(change => (
            <li>
              {words.version(change.version, momentWords(change.at), change.by)}
              <Changed change={change} />
            </li>
          ))}
        </ol>
      </section>
    </CounterLayout>,
    refused ? 422 : 200,
  )
}

/** What a change changed, from which value to which. */
const Changed = ({ change: { from, to } }: { change: PolicyChange }) => {
  if (!from || !to) return null
  const changed = changedSettings(from, to)
  if (changed.length === 0) return <p class="soft">{words.nothingChanged}</p>
  return (
    <ul>
      {changed.map(({ path, was, is }) => (
        <li>
          {words.fields[path] ?? path}：{inWords(path, was)} → <b>{inWords(path, is)}</b>
        </li>
      ))}
    </ul>
  )
}

const inWords = (path: string, value: string): string =>
  (path in choices ? words.choices[value] : undefined) ?? (value || words.empty)

type Group = keyof typeof words.groups

function groupOf(path: string): Group {
  const first = path.split('.')[0]!
  return path.includes('.') && first in words.groups ? (first as Group) : 'library'
}

const SettingField = ({ setting, value, wrong }: { setting: Setting; value: string; wrong: boolean }) => {
  const { path, kind } = setting
  const hint = kind === 'closings' ? words.yearlyHint : kind === 'numbers' ? words.listHint : null
  const usual = kind === 'closings' ? null : asTyped(defaultPolicy, setting)
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
      ) : kind === 'closings' ? (
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
