import type { Context } from 'hono'
import { changeDescription, currentDescription } from '#settings/change-description.ts'
import type { Description } from '#settings/description.ts'
import { counterAdmin } from '#text/ja/counter/admin.ts'
import { settings } from '#text/ja/settings.ts'
import { fieldsOf, printField, readFields } from '../counter/settings/fields.ts'
import { refusalSentences } from '../counter/settings/plan-page.tsx'
import { asTyped, readPolicyForm, settingsOf } from '../counter/settings/policy-form.ts'
import { TypedField } from '../counter/settings/section.tsx'
import { type Page, pages, show } from '../page.ts'
import { PostForm, Submit } from '../parts/form.tsx'
import type { Evening } from './evening.ts'
import { nextStep, SetUpFrame, setUpPath } from './frame.tsx'

/** Who it is that changes the description before anybody has an account. */
export const opener = { login: 'set-up' }

/** Puts a changed description into force. @returns the sentences that say why not; none: it is */
export async function putIntoForce(c: Context<Page>, how: (now: Description) => object): Promise<string[]> {
  const { library } = c.var
  const { description, version } = await currentDescription(library)
  const changed = await changeDescription(library, opener, how(description), { basedOn: version })
  return changed.ok ? [] : refusalSentences(changed.refusal)
}

/** The values of a posted form, as they were typed. */
export const typedIn = (c: Context<Page>) => (name: string) => c.var.form?.get(name)?.[0] ?? ''

/** The first step: how the library is called. */
export const namePages = (evening: Evening) => {
  const page = async (c: Context<Page>, sentences: string[] = []) => {
    const { description } = await currentDescription(c.var.library)
    const fields = fieldsOf('identity', description)
    return show(
      c,
      <SetUpFrame c={c} secret={evening.secret} step="name" sentences={sentences}>
        <PostForm c={c} action={setUpPath(evening.secret, 'name')} class="sheet stack">
          {fields.map(field => (
            <TypedField
              field={field}
              value={c.var.form ? typedIn(c)(field.path) : printField(description.identity, field)}
              wrong={false}
            />
          ))}
          <Submit look="chief">{settings.setUp.next}</Submit>
        </PostForm>
      </SetUpFrame>,
      sentences.length > 0 ? 422 : 200,
    )
  }
  return pages()
    .get('/set-up/:secret', c => c.redirect(setUpPath(evening.secret, 'name'), 303))
    .get(setUpPath(':secret', 'name'), c => page(c))
    .post(setUpPath(':secret', 'name'), async c => {
      const sentences = await putIntoForce(c, now => ({
        ...now,
        identity: readFields(fieldsOf('identity', now), typedIn(c)),
      }))
      return sentences.length > 0 ? page(c, sentences) : c.redirect(nextStep(evening.secret, 'name'), 303)
    })
}

/** What a library decides on its first evening; the rest keeps the values there are. */
const firstRules = [
  ...['loans.perBranchMax', 'loans.days', 'loans.renewalsMax', 'loans.blockedFromOverdueDays'],
  ...['holds.openHoldsMax', 'holds.pickupDays', 'cards.validYears'],
]

/** The third step: how much may be borrowed and reserved. */
export const rulePages = (evening: Evening) => {
  const page = async (c: Context<Page>, sentences: string[] = []) => {
    const { description } = await currentDescription(c.var.library)
    const shown = settingsOf(description).filter(({ path }) => firstRules.includes(path))
    return show(
      c,
      <SetUpFrame c={c} secret={evening.secret} step="rules" sentences={sentences}>
        <p>{settings.setUp.rulesWhy}</p>
        <PostForm c={c} action={setUpPath(evening.secret, 'rules')} class="sheet stack">
          {shown.map(setting => (
            <div class="field">
              <label for={setting.path}>{counterAdmin.policy.fields[setting.path]}</label>
              <input
                id={setting.path}
                name={setting.path}
                type="text"
                inputmode="numeric"
                value={c.var.form ? typedIn(c)(setting.path) : asTyped(description, setting)}
                maxlength={9}
              />
            </div>
          ))}
          <Submit look="chief">{settings.setUp.next}</Submit>
        </PostForm>
      </SetUpFrame>,
      sentences.length > 0 ? 422 : 200,
    )
  }
  return pages()
    .get(setUpPath(':secret', 'rules'), c => page(c))
    .post(setUpPath(':secret', 'rules'), async c => {
      const sentences = await putIntoForce(c, now => {
        const { branches, stops, ...policy } = now
        const known = new Map(settingsOf(policy).map(setting => [setting.path, asTyped(policy, setting)]))
        const typed = (path: string) => (firstRules.includes(path) ? typedIn(c)(path) : known.get(path)!)
        return { ...(readPolicyForm(policy, typed) as object), branches, stops }
      })
      return sentences.length > 0 ? page(c, sentences) : c.redirect(nextStep(evening.secret, 'rules'), 303)
    })
}
