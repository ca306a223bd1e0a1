import type { Context } from 'hono'
import { currentDescription } from '#settings/change-description.ts'
import { readLibraryFile } from '#settings/file/library-file.ts'
import { readDescription } from '#settings/whole.ts'
import { settings } from '#text/ja/settings.ts'
import { fieldsOf, printField, readFields } from '../counter/settings/fields.ts'
import { TypedField } from '../counter/settings/section.tsx'
import { problemWords } from '../counter/settings/words.ts'
import { type Page, pages, show } from '../page.ts'
import { PostForm, Submit } from '../parts/form.tsx'
import type { Evening } from './evening.ts'
import { nextStep, SetUpFrame, setUpPath } from './frame.tsx'
import { putIntoForce, typedIn } from './steps.tsx'

type Refused = { at: 'branches' | 'stops' | 'file'; sentences: string[] }

/** The second step: branches with their hours, stops with their visits, one by one, or the whole library as a file. */
export const placePages = (evening: Evening) => {
  const { setUp, sections, file: fileWords } = { ...settings, file: settings.file }
  const action = (deed: string) => setUpPath(evening.secret, 'places', deed)

  const page = async (c: Context<Page>, refused?: Refused) => {
    const { description } = await currentDescription(c.var.library)
    const { branches, stops } = description
    const shown = (['branches', 'stops'] as const).filter(
      section => section === 'branches' || branches.some(({ kind }) => kind === 'bookmobile'),
    )
    const empty = { branches: { central: branches.length === 0, pickup: true }, stops: {} }
    return show(
      c,
      <SetUpFrame c={c} secret={evening.secret} step="places" sentences={refused?.sentences ?? []}>
        <p>{setUp.placesWhy}</p>
        {branches.length === 0 ? null : (
          <ul class="sheet">
            {[...branches, ...stops].map(({ code, name }) => (
              <li>
                {name.ja} <span class="soft">{code}</span>
              </li>
            ))}
          </ul>
        )}
        {shown.map(section => (
          <details class="sheet" open={refused?.at === section || (section === 'branches' && branches.length === 0)}>
            <summary>{section === 'branches' ? setUp.addBranch : setUp.addStop}</summary>
            <PostForm c={c} action={action(section)}>
              <fieldset class="fields">
                <legend>{sections[section]}</legend>
                {fieldsOf(section, description).map(field => (
                  <TypedField
                    field={field}
                    value={refused?.at === section ? typedIn(c)(field.path) : printField(empty[section], field)}
                    wrong={false}
                    within={section}
                  />
                ))}
              </fieldset>
              <Submit>{section === 'branches' ? setUp.addBranch : setUp.addStop}</Submit>
            </PostForm>
          </details>
        ))}
        <details class="sheet" open={refused?.at === 'file'}>
          <summary>{setUp.orFile}</summary>
          <PostForm c={c} action={action('file')}>
            <div class="field">
              <label for="yaml">{fileWords}</label>
              <textarea id="yaml" name="yaml" rows={10}>
                {refused?.at === 'file' ? typedIn(c)('yaml') : ''}
              </textarea>
            </div>
            <Submit>{setUp.orFile}</Submit>
          </PostForm>
        </details>
        <PostForm c={c} action={action('done')}>
          <Submit look="chief">{setUp.next}</Submit>
        </PostForm>
      </SetUpFrame>,
      refused ? 422 : 200,
    )
  }

  const add = (section: 'branches' | 'stops') => async (c: Context<Page>) => {
    const sentences = await putIntoForce(c, now => ({
      ...now,
      [section]: [...now[section], readFields(fieldsOf(section, now), typedIn(c))],
    }))
    return sentences.length > 0
      ? page(c, { at: section, sentences })
      : c.redirect(setUpPath(evening.secret, 'places'), 303)
  }

  return pages()
    .get(setUpPath(':secret', 'places'), c => page(c))
    .post(setUpPath(':secret', 'places', 'branches'), add('branches'))
    .post(setUpPath(':secret', 'places', 'stops'), add('stops'))
    .post(setUpPath(':secret', 'places', 'file'), async c => {
      const sentences = await fromFile(c, typedIn(c)('yaml'))
      return sentences.length > 0
        ? page(c, { at: 'file', sentences })
        : c.redirect(setUpPath(evening.secret, 'places'), 303)
    })
    .post(setUpPath(':secret', 'places', 'done'), async c => {
      const { description } = await currentDescription(c.var.library)
      return description.branches.length === 0
        ? page(c, { at: 'branches', sentences: [setUp.placesNone] })
        : c.redirect(nextStep(evening.secret, 'places'), 303)
    })
}

async function fromFile(c: Context<Page>, yaml: string): Promise<string[]> {
  const file = readLibraryFile(yaml)
  if (!file.ok) return file.errors.map(({ line, message }) => `${settings.line(line)} ${message}`)
  const read = readDescription(file.document)
  if (!read.ok)
    return read.problems.map(problem => `${settings.line(file.lineOf(problem) ?? 1)} ${problemWords(problem)}`)
  return putIntoForce(c, () => read.description)
}
