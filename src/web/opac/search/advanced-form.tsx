import type { Context } from 'hono'
import { audiences, bibKinds } from '#catalogue/rules/bib.ts'
import { rowJoins } from '#catalogue/rules/search/query-word.ts'
import {
  advancedFields,
  limits,
  matchKinds,
  offeredSorts,
  pageSizes,
  readYears,
  type SearchState,
} from '#catalogue/rules/search/search-state.ts'
import type { Page } from '#web/page.ts'
import { Submit } from '#web/parts/form.tsx'
import { paths } from '#web/paths.ts'

/**
 * 「くわしく探す」: what is filled in narrows; what is left empty does not matter. Whatever the search it comes from was
 * narrowed by stands in it too, ticked.
 */
export function AdvancedForm({ c, state }: { c: Context<Page>; state: SearchState }) {
  const { t, today } = c.var
  const words = t.search.advanced
  const years = readYears(state.years[0] ?? '') ?? {}
  return (
    <form class="stack" action={paths.search}>
      <p class="prose">{words.lead}</p>
      <div class="fields rows">
        <p class="field">
          <label for="q">{words.any}</label>
          <input id="q" type="text" name="q" value={state.q} maxlength={limits.characters} />
        </p>
        {advancedFields.map(field => {
          const known = state.fields.find(other => other.field === field)
          return (
            <div class="field">
              <div class="joined">
                <select name={`${field}-join`} aria-label={words.joinOf(words.fields[field])}>
                  {rowJoins.map(join => (
                    <option value={join} selected={join === (known?.join ?? 'and')}>
                      {words.join[join]}
                    </option>
                  ))}
                </select>
                <label for={field}>{words.fields[field]}</label>
              </div>
              <div class="worded">
                <input id={field} type="text" name={field} value={known?.text ?? ''} maxlength={limits.characters} />
                <select name={`${field}-how`} aria-label={words.howOf(words.fields[field])}>
                  {matchKinds.map(how => (
                    <option value={how} selected={how === (known?.how ?? 'contains')}>
                      {words.how[how]}
                    </option>
                  ))}
                </select>
              </div>
              {words.notes[field] ? <small>{words.notes[field]}</small> : null}
            </div>
          )
        })}
        <p class="field">
          <label for="not">{words.not}</label>
          <input id="not" type="text" name="not" value={state.not} maxlength={limits.characters} />
        </p>
        <fieldset class="field">
          <legend>{words.years}</legend>
          <div class="fromto">
            <input
              type="text"
              inputmode="numeric"
              name="from"
              value={years.from}
              aria-label={words.from}
              maxlength={5}
            />
            <span aria-hidden="true">{words.span}</span>
            <input type="text" inputmode="numeric" name="to" value={years.to} aria-label={words.to} maxlength={5} />
          </div>
        </fieldset>
      </div>
      <Ticks
        name="branch"
        legend={t.search.filters.branches}
        chosen={state.branches}
        choices={today.openings.map(({ branchId, name }) => [branchId, name])}
      />
      <Ticks
        name="kind"
        legend={t.search.filters.kinds}
        chosen={state.kinds}
        choices={bibKinds.map(kind => [kind, t.opac.kinds[kind]])}
      />
      <Ticks
        name="audience"
        legend={t.search.filters.audiences}
        chosen={state.audiences}
        choices={audiences.map(audience => [audience, t.opac.audiences[audience]])}
      />
      <TakenOver c={c} state={state} />
      <p class="field">
        <label for="language">{t.search.further.groups.languages}</label>
        <select id="language" name="language">
          <option value="">{words.anyLanguage}</option>
          {[...new Set([...askedLanguages, ...(state.language ? [state.language] : [])])].map(code => (
            <option value={code} selected={code === state.language}>
              {t.search.languageName(code)}
            </option>
          ))}
        </select>
      </p>
      <p class="field">
        <label for="sort">{t.search.sort.label}</label>
        <select id="sort" name="sort">
          {[...new Set([...offeredSorts, state.sort])].map(sort => (
            <option value={sort} selected={sort === state.sort}>
              {t.search.sort.names[sort]}
            </option>
          ))}
        </select>
      </p>
      {state.size === pageSizes[0] ? null : <input type="hidden" name="size" value={`${state.size}`} />}
      <fieldset class="field">
        <legend>{t.search.filters.available}</legend>
        <label class="pick">
          <input type="checkbox" name="now" value="1" checked={state.availableNow} />
          {t.search.filters.availableOnly}
        </label>
      </fieldset>
      <p class="row">
        <Submit look="chief">{words.submit}</Submit>
        <a class="button quiet" href={paths.advancedSearch}>
          {words.clear}
        </a>
        <a href={paths.search}>{words.simple}</a>
      </p>
    </form>
  )
}

/** Narrowed by the lists beside the results: stays, and can be unticked. */
function TakenOver({ c, state }: { c: Context<Page>; state: SearchState }) {
  const { search, ndc } = c.var.t
  const { filters, further } = search
  const asItIs = (value: string) => value
  const yearsOf = (range: string) => {
    const { from = null, to = null } = readYears(range) ?? {}
    return filters.yearsFromTo(from, to)
  }
  const classOf = (name: string) => (name === 'none' ? filters.noClass : (ndc.label(name) ?? name))
  const groups: [name: string, legend: string, chosen: string[], wordsOf: (value: string) => string][] = [
    // The first range stands in the fields for the years.
    ['year', filters.years, state.years.slice(1), yearsOf],
    ['shelf', filters.shelves, state.shelves, asItIs],
    ['class', filters.classes, state.classes, classOf],
    ['creator', filters.creators, state.creators, asItIs],
    ['about', further.groups.subjects, state.subject ? [state.subject] : [], asItIs],
    ['in', filters.classes, state.inClass ? [state.inClass] : [], value => search.inClass(value, ndc.label(value))],
  ]
  return (
    <>
      {groups.map(([name, legend, chosen, wordsOf]) => (
        <Ticks name={name} legend={legend} chosen={chosen} choices={chosen.map(value => [value, wordsOf(value)])} />
      ))}
    </>
  )
}

/** Languages of books in public libraries here, by the codes of MARC; every other one is found by さらにしぼりこむ. */
const askedLanguages = [
  'jpn',
  'eng',
  'chi',
  'kor',
  'por',
  'spa',
  'fre',
  'ger',
  'ita',
  'rus',
  'vie',
  'tgl',
  'tha',
  'nep',
]

type TicksProps = { name: string; legend: string; chosen: string[]; choices: [value: string, name: string][] }

const Ticks = ({ name, legend, chosen, choices }: TicksProps) =>
  choices.length === 0 ? null : (
    <fieldset class="field">
      <legend>{legend}</legend>
      <div class="choices">
        {choices.map(([value, text]) => (
          <label class="pick">
            <input type="checkbox" name={name} value={value} checked={chosen.includes(value)} />
            {text}
          </label>
        ))}
      </div>
    </fieldset>
  )
