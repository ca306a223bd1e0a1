import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { Answer } from '#catalogue/index/catalogue-index.ts'
import { ndcClasses, ndcLabel } from '#catalogue/rules/ndc.ts'
import { readYears, type SearchState, widened } from '#catalogue/rules/search-state.ts'
import type { Text } from '#text/language.ts'
import { type TickGroup, tickInWords } from '#text/search-words.ts'
import type { Page } from '../page.ts'
import { inJsx, type Markup, markup } from '../parts/markup.ts'
import { searchUrl } from './search-url.ts'

type FiltersProps = { c: Context<Page>; path: string; state: SearchState; facets: Answer['facets'] }
type Choice = { value: string; name: string; count: number }

const creatorsMax = 8
const decadesMax = 7

/** しぼりこみ: a plain form; each count says how many would be left under the other groups' ticks. */
export function Filters({ c, path, state, facets }: FiltersProps) {
  const { t } = c.var
  const words = t.search.filters
  return (
    <form class="filters stack" id="filters" action={path} aria-label={words.title}>
      <h2>{words.title}</h2>
      <Kept state={state} />
      <Group legend={words.available}>
        {inJsx(
          tick('now', { value: '1', name: words.availableOnly, count: facets.available }, state.availableNow, words),
        )}
      </Group>
      <Ticks
        c={c}
        group="branches"
        name="branch"
        legend={words.branches}
        chosen={state.branches}
        choices={branchChoices(c, facets)}
        words={words}
      />
      <Ticks
        c={c}
        group="kinds"
        name="kind"
        legend={words.kinds}
        chosen={state.kinds}
        choices={kindChoices(t, facets)}
        words={words}
      />
      <Ticks
        c={c}
        group="classes"
        name="class"
        legend={words.classes}
        chosen={state.classes}
        choices={classChoices(t, facets)}
        words={words}
      />
      <Ticks
        c={c}
        group="audiences"
        name="audience"
        legend={words.audiences}
        chosen={state.audiences}
        choices={audienceChoices(t, facets)}
        words={words}
      />
      <Ticks
        c={c}
        group="years"
        name="year"
        legend={words.years}
        chosen={state.years}
        choices={yearChoices(t, facets, state)}
        words={words}
      />
      <Ticks
        c={c}
        group="creators"
        name="creator"
        legend={words.creators}
        chosen={state.creators}
        choices={creatorChoices(facets, state)}
        words={words}
      />
      <button type="submit" class="button block">
        {words.apply}
      </button>
    </form>
  )
}

/** The ticks that are set, each with a way to take it off. Robots stay away: the combinations are without end. */
export function Chips({ c, path, state, facets }: FiltersProps) {
  const { t } = c.var
  const words = t.search.filters
  const chips = [
    ...(state.availableNow ? [{ name: words.availableOnly, change: { availableNow: false } }] : []),
    ...chipsOf('branches', branchChoices(c, facets)),
    ...chipsOf('kinds', kindChoices(t, facets)),
    ...chipsOf('classes', classChoices(t, facets)),
    ...chipsOf('audiences', audienceChoices(t, facets)),
    ...chipsOf('years', yearChoices(t, facets, state)),
    ...chipsOf('creators', creatorChoices(facets, state)),
    ...(state.inClass
      ? [{ name: t.search.inClass(state.inClass, ndcLabel(state.inClass)), change: { inClass: '' } }]
      : []),
    ...(state.subject ? [{ name: t.search.about(state.subject), change: { subject: '' } }] : []),
  ]
  if (chips.length === 0) return null
  return (
    <ul class="chips" aria-label={words.chosen}>
      {chips.map(({ name, change }) => (
        <li>
          <a class="off" href={searchUrl(path, state, change)} rel="nofollow" aria-label={words.remove(name)}>
            {name}
          </a>
        </li>
      ))}
      {chips.length > 1 ? (
        <li>
          <a href={searchUrl(path, state, widened)} rel="nofollow">
            {words.removeAll}
          </a>
        </li>
      ) : null}
    </ul>
  )

  function chipsOf(group: TickGroup, choices: Choice[]) {
    return state[group].map(value => ({
      name:
        choices.find(choice => choice.value === value)?.name ??
        tickInWords(c.var.t, c.var.today.branches, group, value),
      change: { [group]: state[group].filter(other => other !== value) },
    }))
  }
}

/** What the form does not show goes along with it. */
const Kept = ({ state }: { state: SearchState }) => (
  <>
    {[
      ['q', state.q],
      ...state.fields.flatMap(({ field, text, how }) => [
        [field, text],
        [`${field}-how`, how === 'contains' ? '' : how],
      ]),
      ['not', state.not],
      ['in', state.inClass],
      ['about', state.subject],
      ['sort', state.sort === 'relevance' ? '' : state.sort],
      ['size', state.size === 20 ? '' : `${state.size}`],
    ].map(([name, value]) => (value === '' ? null : <input type="hidden" name={name} value={value} />))}
  </>
)

type Words = Text['search']['filters']
type TicksProps = {
  c: Context<Page>
  group: TickGroup
  name: string
  legend: string
  chosen: string[]
  choices: Choice[]
  words: Words
}

function Ticks({ c, group, name, legend, chosen, choices, words }: TicksProps) {
  const shown = [
    ...choices,
    ...chosen
      .filter(value => !choices.some(choice => choice.value === value))
      .map(value => ({ value, name: tickInWords(c.var.t, c.var.today.branches, group, value), count: 0 })),
  ]
  if (shown.length === 0) return null
  return (
    <Group legend={legend}>
      {shown.map(choice => inJsx(tick(name, choice, chosen.includes(choice.value), words)))}
    </Group>
  )
}

const Group = ({ legend, children }: { legend: string; children?: Child }) => (
  <fieldset class="field">
    <legend>{legend}</legend>
    {children}
  </fieldset>
)

const tick = (name: string, { value, name: text, count }: Choice, ticked: boolean, words: Words): Markup =>
  markup`<label class="pick"><input type="checkbox" name="${name}" value="${value}"${
    ticked ? markup` checked` : null
  }>${text} <small>${words.count(count)}</small></label>`

function branchChoices(c: Context<Page>, facets: Answer['facets']): Choice[] {
  const order = [...c.var.today.branches.keys()]
  return facets.branches
    .toSorted((one, other) => order.indexOf(one.value) - order.indexOf(other.value))
    .map(({ value, count }) => ({ value, count, name: c.var.today.branches.get(value)?.name ?? value }))
}

const kindChoices = (t: Text, facets: Answer['facets']): Choice[] =>
  facets.kinds.map(({ value, count }) => ({ value, count, name: t.opac.kinds[value] }))

const classChoices = (t: Text, facets: Answer['facets']): Choice[] =>
  facets.classes.map(({ value, count }) =>
    value === null
      ? { value: 'none', count, name: t.search.filters.noClass }
      : { value: `${value}`, count, name: `${value} ${ndcClasses[value]}` },
  )

const audienceChoices = (t: Text, facets: Answer['facets']): Choice[] =>
  facets.audiences.map(({ value, count }) => ({ value, count, name: t.opac.audiences[value] }))

const creatorChoices = (facets: Answer['facets'], state: SearchState): Choice[] =>
  facets.creators
    .filter(({ value }, index) => index < creatorsMax || state.creators.includes(value))
    .map(({ value, label, count }) => ({ value, count, name: label }))

/** Years by tens, the newest first; what is older than the last shown goes together. */
function yearChoices(t: Text, facets: Answer['facets'], state: SearchState): Choice[] {
  const byDecade = new Map<number, number>()
  for (const { value, count } of facets.years) {
    const decade = value - (value % 10)
    byDecade.set(decade, (byDecade.get(decade) ?? 0) + count)
  }
  const decades = [...byDecade].sort(([one], [other]) => other - one)
  const shown = decades.slice(0, decadesMax)
  const rest = decades.slice(decadesMax)
  const oldest = shown.at(-1)?.[0]
  const choices = [
    ...shown.map(([decade, count]) => ({
      value: `${decade}-${decade + 9}`,
      count,
      name: t.search.filters.decade(decade),
    })),
    ...(rest.length > 0 && oldest !== undefined
      ? [
          {
            value: `-${oldest - 1}`,
            count: rest.reduce((sum, [, count]) => sum + count, 0),
            name: t.search.filters.before(oldest),
          },
        ]
      : []),
  ]
  const others = state.years
    .filter(value => !choices.some(choice => choice.value === value))
    .map(value => {
      const { from = null, to = null } = readYears(value)!
      const count = facets.years.reduce(
        (sum, year) => (year.value >= (from ?? 0) && year.value <= (to ?? 9999) ? sum + year.count : sum),
        0,
      )
      return { value, count, name: t.search.filters.yearsFromTo(from, to) }
    })
  return [...choices, ...others]
}
