import type { Context } from 'hono'
import { audiences, bibKinds } from '#catalogue/rules/bib.ts'
import { rowJoins } from '#catalogue/rules/search/query-word.ts'
import {
  advancedFields,
  limits,
  matchKinds,
  readYears,
  type SearchState,
} from '#catalogue/rules/search/search-state.ts'
import type { Page } from '#web/page.ts'
import { Submit } from '#web/parts/form.tsx'
import { paths } from '#web/paths.ts'

/** 「くわしく探す」: what is filled in narrows; what is left empty does not matter. */
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
