import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { Answer } from '#catalogue/index/catalogue-index.ts'
import { readYears, type SearchState, widened } from '#catalogue/rules/search/search-state.ts'
import { type TickGroup, tickInWords } from '#text/search-words.ts'
import type { Text } from '#text/text.ts'
import type { Page } from '#web/page.ts'
import { Submit } from '#web/parts/form.tsx'
import { inJsx, type Markup, markup } from '#web/parts/markup.ts'
import { paths } from '#web/paths.ts'
import { searchUrl } from './search-url.ts'

type FiltersProps = { c: Context<Page>; path: string; state: SearchState; facets: Answer['facets'] }
/** A value and how many hits have it; it goes by the words of `tickInWords` when it has no name of its own. */
type Count = { value: string; count: number; name?: string }
type Choice = Required<Count>

/** So many of a group whose values are the records' own stand in sight, and so many more behind them. */
const inSightMax = 8
const shelvesMax = 40
const decadesMax = 7

/** しぼりこみ: a plain form; each count says how many would be left under the other groups' ticks. */
export function Filters({ c, path, state, facets }: FiltersProps) {
  const { t } = c.var
  const words = t.search.filters
  const ticked = (group: TickGroup, choice: Choice) =>
    tick(parameters[group], choice, state[group].includes(choice.value), words)
  // What is ticked stands in sight, wherever its count puts it.
  const isShown = (group: TickGroup) => (choice: Choice, index: number) =>
    (group !== 'creators' && group !== 'shelves') || index < inSightMax || state[group].includes(choice.value)
  return (
    <form class="filters stack" id="filters" action={path} aria-label={words.title}>
      <h2>{words.title}</h2>
      <Kept state={state} />
      <Group legend={words.available}>
        {inJsx(
          tick('now', { value: '1', name: words.availableOnly, count: facets.available }, state.availableNow, words),
        )}
      </Group>
      {groupsOf({ c, state, facets }).map(({ group, choices }) =>
        choices.length === 0 ? null : (
          <Group legend={words[group]}>
            {choices.filter(isShown(group)).map(choice => inJsx(ticked(group, choice)))}
            <More words={words.more}>
              {choices
                .filter((choice, index) => !isShown(group)(choice, index))
                .map(choice => inJsx(ticked(group, choice)))}
            </More>
          </Group>
        ),
      )}
      <Submit wide>{words.apply}</Submit>
      {path === paths.search ? (
        <a class="button quiet block" href={searchUrl(paths.furtherSearch, state)} rel="nofollow">
          {words.further}
        </a>
      ) : null}
    </form>
  )
}

/** The ticks that are set, each with a way to take it off. Robots stay away: the combinations are without end. */
export function Chips({ c, path, state, facets }: FiltersProps) {
  const { t } = c.var
  const words = t.search.filters
  const chips = [
    ...(state.availableNow ? [{ name: words.availableOnly, change: { availableNow: false } }] : []),
    ...groupsOf({ c, state, facets }).flatMap(({ group, choices }) =>
      state[group].map(value => ({
        name: choices.find(choice => choice.value === value)!.name,
        change: { [group]: state[group].filter(other => other !== value) },
      })),
    ),
    ...(state.inClass
      ? [{ name: t.search.inClass(state.inClass, t.ndc.label(state.inClass)), change: { inClass: '' } }]
      : []),
    ...(state.subject ? [{ name: t.search.about(state.subject), change: { subject: '' } }] : []),
    ...(state.language ? [{ name: t.search.inLanguage(state.language), change: { language: '' } }] : []),
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
}

/** What the form does not show goes along with it. */
const Kept = ({ state }: { state: SearchState }) => (
  <>
    {[
      ['q', state.q],
      ...state.fields.flatMap(({ field, text, how, join }) => [
        [field, text],
        [`${field}-how`, how === 'contains' ? '' : how],
        [`${field}-join`, join === 'and' ? '' : join],
      ]),
      ['not', state.not],
      ['in', state.inClass],
      ['about', state.subject],
      ['language', state.language],
      ['sort', state.sort === 'relevance' ? '' : state.sort],
      ['size', state.size === 20 ? '' : `${state.size}`],
    ].map(([name, value]) => (value === '' ? null : <input type="hidden" name={name} value={value} />))}
  </>
)

type Words = Text['search']['filters']
const Group = ({ legend, children }: { legend: string; children?: Child }) => (
  <fieldset class="field">
    <legend>{legend}</legend>
    {children}
  </fieldset>
)

/** The rarer choices of a group, folded away. */
const More = ({ words, children }: { words: string; children: Child[] }) =>
  children.length === 0 ? null : (
    <details>
      <summary>{words}</summary>
      {children}
    </details>
  )

const tick = (name: string, { value, name: text, count }: Choice, ticked: boolean, words: Words): Markup =>
  markup`<label class="pick"><input type="checkbox" name="${name}" value="${value}"${
    ticked ? markup` checked` : null
  }>${text} <small>${words.count(count)}</small></label>`

/** The groups of ticks in the order of the page, and the name of each in a URL. */
const parameters = {
  branches: 'branch',
  shelves: 'shelf',
  kinds: 'kind',
  classes: 'class',
  audiences: 'audience',
  years: 'year',
  creators: 'creator',
} as const satisfies Record<TickGroup, string>

/** What can be ticked in each group, and behind it what is ticked though no hit has it. */
function groupsOf({ c, state, facets }: Omit<FiltersProps, 'path'>): { group: TickGroup; choices: Choice[] }[] {
  const { t, today } = c.var
  const inWords = (group: TickGroup, value: string) => tickInWords(t, today.branches, group, value)
  const named = (group: TickGroup, counts: Count[]): Choice[] =>
    counts.map(({ value, count, name }) => ({ value, count, name: name ?? inWords(group, value) }))
  const order = [...today.branches.keys()]
  const counted: Record<TickGroup, Count[]> = {
    branches: facets.branches.toSorted((one, other) => order.indexOf(one.value) - order.indexOf(other.value)),
    shelves: facets.shelves.slice(0, shelvesMax),
    kinds: facets.kinds,
    classes: facets.classes.map(({ value, count }) => ({ value: value === null ? 'none' : `${value}`, count })),
    audiences: facets.audiences,
    years: decadesOf(t, facets, state),
    creators: facets.creators.map(({ value, label, count }) => ({ value, count, name: label })),
  }
  return (Object.keys(parameters) as TickGroup[]).map(group => {
    const gone = state[group].filter(value => !counted[group].some(choice => choice.value === value))
    return { group, choices: named(group, [...counted[group], ...gone.map(value => ({ value, count: 0 }))]) }
  })
}

/** Years by tens, the newest first; what is older than the last shown goes together. */
function decadesOf(t: Text, facets: Answer['facets'], state: SearchState): Count[] {
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
    ...shown.map(([decade, count]) => ({ value: `${decade}-${decade + 9}`, count })),
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
      return { value, count }
    })
  return [...choices, ...others]
}
