import type { Context } from 'hono'
import { currentDescription, planDescription } from '#settings/change-description.ts'
import type { Branch, Description } from '#settings/description.ts'
import { keyOf } from '#settings/rules/changes.ts'
import type { Problem } from '#settings/rules/wants.ts'
import { settings as words } from '#text/ja/settings.ts'
import { type Page, pages, show } from '#web/page.ts'
import { FloorPlan } from '#web/parts/floor-plan.tsx'
import { ErrorSummary, PostForm, Submit, Tick } from '#web/parts/form.tsx'
import { desk } from '../desk-paths.ts'
import { CounterLayout, sayAtDesk } from '../layout.tsx'
import { actorOf } from '../session.tsx'
import {
  type Field,
  fieldsOf,
  type ListSection,
  lists,
  printField,
  readFields,
  type Section,
  wholes,
} from './fields.ts'
import { planPage } from './plan-page.tsx'
import { placeWords, problemWords, valueWords } from './words.ts'

const isSection = (name: string): name is Section => [...wholes, ...lists].some(one => one === name)
const isList = (section: Section): section is ListSection => lists.some(one => one === section)

/** A section of the description: the list of its members, and the form of one (or of the section that has none). */
export const sectionPages = pages()
  .get(desk.settingsSection(':section'), async c => {
    const section = c.req.param('section') ?? ''
    if (!isSection(section)) return sayAtDesk(c, 'notThere', 404)
    const { description, version } = await currentDescription(c.var.library)
    return isList(section)
      ? listPage(c, section, description)
      : formPage(c, { section, key: null, description, version, member: description[section] })
  })
  .get(desk.settingsMember(':section', ':key'), async c => {
    const [section, key] = [c.req.param('section') ?? '', c.req.param('key') ?? '']
    if (!isSection(section) || !isList(section)) return sayAtDesk(c, 'notThere', 404)
    const { description, version } = await currentDescription(c.var.library)
    const member = memberOf(description, section, key)
    if (!member && key !== newKey) return sayAtDesk(c, 'notThere', 404)
    return formPage(c, { section, key, description, version, member: member ?? {} })
  })
  .post(desk.settingsSection(':section'), c => preview(c, c.req.param('section') ?? '', null))
  .post(desk.settingsMember(':section', ':key'), c =>
    preview(c, c.req.param('section') ?? '', c.req.param('key') ?? ''),
  )

/** How a floor will be drawn, before anybody else sees it. */
const NewPlan = ({ branch }: { branch: Branch }) => (
  <section class="sheet stack tight">
    <h2>{words.floorLook(branch.name.ja)}</h2>
    <FloorPlan plan={branch.floor} />
  </section>
)

/** How a member that is not there yet stands in an address. */
const newKey = 'new'

const memberOf = (description: Description, section: ListSection, key: string): object | undefined =>
  (description[section] as object[]).find(one => keyOf(one) === key)

async function preview(c: Context<Page>, section: string, key: string | null) {
  if (!isSection(section)) return sayAtDesk(c, 'notThere', 404)
  const { description, version } = await currentDescription(c.var.library)
  const fields = fieldsOf(section, description)
  const isTicked = (name: string) => fields.some(({ path, kind }) => path === name && kind === 'ticks')
  const typed = (name: string) =>
    (isTicked(name) ? c.var.form?.get(name)?.join('\n') : c.var.form?.get(name)?.[0]) ?? ''
  const member = readFields(fields, typed)
  const removes = typed('remove') === 'yes'
  const shown = { section, key, description, version: Number(typed('version')) || version, member, typed }
  const next = withMember(description, section, key, removes ? null : member)
  if (next === null) return sayAtDesk(c, 'notThere', 404)
  const plan = await planDescription(c.var.library, actorOf(c), next)
  if (!plan.ok) return formPage(c, { ...shown, problems: plan.refusal.problems })
  const back = isList(section) ? desk.settingsSection(section) : desk.settings
  // What they saw when they began, not what is there now: somebody else may have come between.
  const isRedrawn = plan.value.changes.some(({ path }) => path[0] === 'branches' && path[2] === 'floor')
  const look = isRedrawn ? <NewPlan branch={memberOf(plan.value.next, 'branches', key ?? '') as Branch} /> : undefined
  return planPage(c, { ...plan.value, version: shown.version }, back, { look })
}

/** The description with one member changed, added (key 'new') or taken away; null: there is no such member. */
function withMember(
  description: Description,
  section: Section,
  key: string | null,
  member: object | null,
): object | null {
  if (!isList(section)) return key === null && member ? { ...description, [section]: member } : null
  if (key === null) return null
  const members = description[section] as object[]
  if (key === newKey) return member && { ...description, [section]: [...members, member] }
  if (!memberOf(description, section, key)) return null
  const changed = members.flatMap(one => (keyOf(one) === key ? (member ? [member] : []) : [one]))
  return { ...description, [section]: changed }
}

function listPage(c: Context<Page>, section: ListSection, description: Description) {
  const title = words.sections[section]!
  return show(
    c,
    <CounterLayout c={c} title={title}>
      <h1>{title}</h1>
      {section === 'rules' ? <p class="soft">{words.hints.rule}</p> : null}
      <ul class="sheet stack tight">
        {(description[section] as object[]).map((member, nth) => (
          <li>
            <a href={desk.settingsMember(section, encodeURIComponent(keyOf(member)!))}>
              {section === 'rules' ? `${nth + 1}. ${ruleTitle(description, member)}` : titleOf(member)}
            </a>{' '}
            <span class="soft">{section === 'rules' ? ruleSays(member) : keyOf(member)}</span>
          </li>
        ))}
      </ul>
      <p class="row">
        <a class="button" href={desk.settingsMember(section, newKey)}>
          {words.add(title)}
        </a>
        <a href={desk.settings}>{words.title}</a>
      </p>
    </CounterLayout>,
  )
}

const titleOf = (member: object): string => (member as { name?: { ja?: string } }).name?.ja ?? keyOf(member) ?? ''

/** For whom a rule is, in names. */
function ruleTitle({ patronCategories, itemCategories, branches }: Description, member: object): string {
  const { patron, item, branch } = member as Description['rules'][number]
  const name = (list: readonly { code: string; name: { ja: string } }[], code: string | undefined) =>
    code === undefined ? words.all : (list.find(one => one.code === code)?.name.ja ?? code)
  return [name(patronCategories, patron), name(itemCategories, item), name(branches, branch)].join(' × ')
}

function ruleSays(member: object): string {
  const { patron: _p, item: _i, branch: _b, ...says } = member as Description['rules'][number]
  return Object.entries(says)
    .map(([field, value]) => `${words.fields[field]} ${valueWords(value)}`)
    .join('、')
}

type Shown = {
  section: Section
  key: string | null
  description: Description
  version: number
  member: object
  /** What stood in the fields of a form that was not taken. */
  typed?: (name: string) => string
  problems?: Problem[]
}

function formPage(c: Context<Page>, { section, key, description, version, member, typed, problems = [] }: Shown) {
  const fields = fieldsOf(section, description)
  const name = key === null ? '' : key === newKey ? words.add(words.sections[section]!) : key
  const title = [words.sections[section], name].filter(Boolean).join('　')
  const fieldAt = ({ path }: Problem) => fields.find(field => path.join('.').endsWith(`.${field.path}`))?.path ?? ''
  const lines = problems.map(problem => ({ field: fieldAt(problem), text: problemWords(problem) }))
  const isThere = key !== null && key !== newKey
  return show(
    c,
    <CounterLayout c={c} title={title}>
      <h1>{title}</h1>
      <ErrorSummary c={c} lines={lines} />
      <PostForm
        c={c}
        action={key === null ? desk.settingsSection(section) : desk.settingsMember(section, encodeURIComponent(key))}
      >
        <input type="hidden" name="version" value={`${version}`} />
        <div class="sheet fields">
          {fields.map(field => (
            <TypedField
              field={field}
              value={typed ? typed(field.path) : printField(member, field)}
              wrong={lines.some(line => line.field === field.path)}
              fixed={isThere && field.path === 'code'}
            />
          ))}
        </div>
        {isThere ? (
          <Tick name="remove">
            {words.remove(section === 'rules' ? ruleTitle(description, member) : titleOf(member))}
          </Tick>
        ) : null}
        <Submit look="chief">{words.preview}</Submit>
      </PostForm>
      <p>
        <a href={key === null ? desk.settings : desk.settingsSection(section)}>{words.cancel}</a>
      </p>
    </CounterLayout>,
    problems.length > 0 ? 422 : 200,
  )
}

/** One field, whatever its kind. */
export const TypedField = ({
  field: { path, kind, options, hint },
  value,
  wrong,
  fixed = false,
  within = '',
}: {
  field: Field
  value: string
  wrong: boolean
  /** It is shown and sent, and cannot be typed over. */
  fixed?: boolean
  /** Where a page has several forms: which one, so that no two fields have one id. */
  within?: string
}) => {
  const label = words.fields[path] ?? placeWords([path])
  if (kind === 'ticks')
    return (
      <Ticks name={path} label={label} options={options!} ticked={value.split('\n')} hint={hint && words.hints[hint]} />
    )
  const id = within ? `${within}.${path}` : path
  const about = {
    id,
    name: path,
    'aria-invalid': wrong ? ('true' as const) : undefined,
    'aria-describedby': hint ? `${id}-hint` : undefined,
  }
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {kind === 'choice' ? (
        <select {...about}>
          {options!.map(option => (
            <option value={option} selected={option === value}>
              {option === '' ? words.choices.unsaid : (words.choices[option] ?? option)}
            </option>
          ))}
        </select>
      ) : kind === 'lines' ? (
        <textarea {...about} rows={4} maxlength={4000}>
          {value}
        </textarea>
      ) : (
        <input
          {...about}
          type="text"
          value={value}
          readonly={fixed}
          inputmode={kind === 'number' ? 'numeric' : undefined}
          maxlength={200}
        />
      )}
      {hint ? <small id={`${id}-hint`}>{words.hints[hint]}</small> : null}
    </div>
  )
}

type TicksProps = {
  name: string
  label: string
  options: readonly string[]
  ticked: readonly string[]
  hint: string | undefined
}

const Ticks = ({ name, label, options, ticked, hint }: TicksProps) => (
  <fieldset class="field" aria-describedby={hint ? `${name}-hint` : undefined}>
    <legend>{label}</legend>
    <div class="choices">
      {options.map(option => (
        <label class="pick">
          <input type="checkbox" name={name} value={option} checked={ticked.includes(option)} />
          <span>{words.fields[`${name}.${option}`] ?? valueWords(option)}</span>
        </label>
      ))}
    </div>
    {hint ? <small id={`${name}-hint`}>{hint}</small> : null}
  </fieldset>
)
