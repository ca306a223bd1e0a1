import type { Context } from 'hono'
import { z } from 'zod'
import { type Branch, listBranches } from '#branches/list-branches.ts'
import { copiesMax } from '#catalogue/rules/availability.ts'
import { showBib } from '#catalogue/show-bib.ts'
import { addCopy } from '#cataloguing/add-copy.ts'
import type { CopyRefusal } from '#cataloguing/rules/copy.ts'
import { BibId, BranchId } from '#ids.ts'
import { counterCataloguing } from '#text/ja/counter/cataloguing.ts'
import { opac } from '#text/ja/opac/opac.ts'
import { idIn, readForm } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { asSent, Choice, ErrorSummary, errorLines, Field, PostForm, Submit } from '#web/parts/form.tsx'
import { withQuery } from '#web/paths.ts'
import { categoryName } from '../category-name.ts'
import { byId, desk } from '../desk-paths.ts'
import { CounterLayout, sayAtDesk } from '../layout.tsx'
import { ListEnds } from '../list-ends.tsx'
import { staffOf } from '../session.tsx'

const words = counterCataloguing.copy

const optional = (max: number) =>
  z
    .string()
    .max(max, 'tooLong')
    .default('')
    .transform(typed => typed.trim() || null)
/** What is wrong with code, branch and category the rule says, all at once. */
const line = z.string().trim().max(60, 'tooLong').default('')
const states = ['here', 'onOrder', 'inProcess'] as const
const copyForm = z.object({
  barcode: line,
  branch: line,
  shelf: optional(60),
  callNumber: optional(60),
  category: line,
  state: z.enum(states).default('here'),
})

/** 資料を登録する: a copy of a bib, and the next one with the same branch, shelf and call number. */
export const copiesPages = pages()
  .get(desk.bibCopies(byId), c => copiesPage(c))
  .post(desk.bibCopies(byId), async c => {
    const form = readForm(c, copyForm)
    if (!form.ok) return copiesPage(c, form.errors, form.typed)
    const { branch, state, ...copy } = form.values
    const bibId = idIn(c, BibId)
    const added = await addCopy(c.var.library, staffOf(c), bibId, {
      ...copy,
      branchId: BranchId(branch),
      coming: state === 'here' ? null : state,
    })
    const { shelf, callNumber, category } = copy
    if (added.ok)
      return c.redirect(
        withQuery(desk.bibCopies(bibId), { added: added.value, branch, shelf, callNumber, category, state }),
        303,
      )
    const errors = Object.fromEntries(added.refusal.whys.map(why => [fieldOf[why], why]))
    return copiesPage(c, errors, {
      barcode: copy.barcode,
      branch,
      shelf: shelf ?? '',
      callNumber: callNumber ?? '',
      category,
      state,
    })
  })

const fieldOf: Record<CopyRefusal, string> = {
  barcodeMissing: 'barcode',
  barcode: 'barcode',
  isCard: 'barcode',
  barcodeTaken: 'barcode',
  unknownBranch: 'branch',
  unknownCategory: 'category',
  bibGone: 'barcode',
}

type Typed = Partial<Record<'barcode' | 'branch' | 'shelf' | 'callNumber' | 'category' | 'state', string>>

async function copiesPage(c: Context<Page>, errors: Partial<Record<string, string>> = {}, typed?: Typed) {
  const { library } = c.var
  const shown = await showBib(library, idIn(c, BibId), 'staff')
  if (shown.is === 'merged') return c.redirect(desk.bibCopies(shown.into), 303)
  if (shown.is !== 'shown') return sayAtDesk(c, 'notThere', 404)
  const { bib, items } = shown
  const branches = await listBranches(library)
  const lines = errorLines(c, errors, words.refused)
  const title = [bib.title, bib.volume].filter(Boolean).join(' ')
  const added = c.req.query('added')
  return show(
    c,
    <CounterLayout c={c} title={`${words.title} 『${title}』`}>
      <h1>{words.title}</h1>
      <p>
        <a href={desk.bib(bib.id)}>『{title}』</a>
      </p>
      <ErrorSummary c={c} lines={lines} />
      {added && lines.length === 0 && items.some(({ barcode }) => barcode === added) ? (
        <p class="note good" role="status">
          {words.added(added)}
        </p>
      ) : null}
      <ListEnds shown={items.length} max={copiesMax} />
      <ul>
        {items.map(item => (
          <li>
            {[
              item.barcode,
              item.branchName,
              item.shelf,
              item.callNumber,
              opac.states[item.state],
              item.isHidden ? counterCataloguing.hiding.mark : null,
            ]
              .filter(Boolean)
              .join('　')}
          </li>
        ))}
      </ul>
      <CopyForm c={c} bibId={bib.id} errors={errors} branches={branches} typed={typed ?? likeTheLast(c)} />
    </CounterLayout>,
    lines.length > 0 ? 422 : 200,
  )
}

/** Ten copies of one book differ in their codes alone. */
function likeTheLast(c: Context<Page>): Typed {
  const of = (name: string) => (c.req.query(name) ?? '').slice(0, 60)
  return {
    branch: of('branch') || staffOf(c).branchId,
    shelf: of('shelf'),
    callNumber: of('callNumber'),
    category: of('category'),
    state: of('state'),
  }
}

type FormProps = {
  c: Context<Page>
  bibId: BibId
  branches: readonly Branch[]
  errors: Partial<Record<string, string>>
  typed: Typed
}

const CopyForm = ({ c, bibId, branches, errors, typed }: FormProps) => {
  const { itemCategories } = c.var.library.policy
  const sent = asSent({ c, errors, typed, errorText: words.refused })
  const shared = { autocomplete: 'off', maxlength: 60 }
  return (
    <PostForm c={c} action={desk.bibCopies(bibId)} class="sheet stack">
      <div class="fields">
        <Field {...sent('barcode')} {...shared} label={words.barcode} autofocus />
        <Choice
          name="branch"
          label={words.branch}
          options={branches.map(({ id, name }) => [id, name])}
          chosen={typed.branch}
        />
        <Field {...sent('shelf')} {...shared} label={words.shelf} />
        <Field {...sent('callNumber')} {...shared} label={words.callNumber} />
        <Choice
          name="category"
          label={words.category}
          options={itemCategories.map(({ code }) => [code, categoryName(itemCategories, code)])}
          chosen={typed.category}
        />
        <Choice
          name="state"
          label={words.state}
          options={states.map(state => [state, words.states[state]])}
          chosen={typed.state}
        />
      </div>
      <p class="soft">{words.stateHint}</p>
      <Submit look="chief">{words.add}</Submit>
    </PostForm>
  )
}
