import type { Context } from 'hono'
import { z } from 'zod'
import { listBranches } from '#branches/list-branches.ts'
import type { Branch } from '#branches/rules/branch.ts'
import { BranchId, TerminalId } from '#ids.ts'
import { type ListedTerminal, selfChecks } from '#patrons/terminals/terminal.ts'
import { listTerminals, makeTerminalCode, removeTerminal } from '#patrons/terminals/terminals.ts'
import { isId, newId } from '#std/new-id.ts'
import { counterAdmin } from '#text/ja/counter/admin.ts'
import { idField, readForm, text } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { Choice, Field, PostForm, Press, Submit } from '#web/parts/form.tsx'
import { ListTable } from '#web/parts/list-table.tsx'
import { momentWords } from '../day.ts'
import { desk } from '../desk-paths.ts'
import { CounterLayout } from '../layout.tsx'
import { staffOf } from '../session.tsx'

const words = counterAdmin.terminals

const makeForm = z.object({
  id: z.string().default(''),
  branch: text(40),
  name: text(60),
  selfCheck: z.enum(selfChecks).catch('no'),
})

const terminalForm = z.object({ terminal: idField(TerminalId) })

/** 館内蔵書検索機: a code that makes the machine at which it is typed a terminal, shown once; and those there are. */
export const terminalPages = pages()
  .get(desk.terminals, c => terminalPage(c))
  .post(desk.terminals, async c => {
    const form = readForm(c, makeForm)
    if (!form.ok) return terminalPage(c, { error: form.errors.name ?? 'invalid', ...form.typed })
    const { id, branch, name, selfCheck } = form.values
    const known = (await listBranches(c.var.library)).some(one => one.id === branch)
    if (!known) return terminalPage(c, { error: 'invalid', name, selfCheck })
    return terminalPage(c, {
      name,
      code: await makeTerminalCode(
        c.var.library,
        staffOf(c),
        BranchId(branch),
        name,
        selfCheck,
        isId(id) ? id : newId(),
      ),
    })
  })
  .post(desk.terminalRemove, async c => {
    const form = readForm(c, terminalForm)
    const removed = form.ok ? await removeTerminal(c.var.library, staffOf(c), form.values.terminal) : null
    return terminalPage(c, { done: removed === null ? words.removedBefore : words.removed(removed) })
  })

type Typed = Partial<Record<'name' | 'branch' | 'selfCheck', string>>
type Shown = Typed & { error?: string; code?: string; done?: string }

async function terminalPage(c: Context<Page>, { error, name, branch, selfCheck, code, done }: Shown = {}) {
  const [branches, terminals] = await Promise.all([listBranches(c.var.library), listTerminals(c.var.library)])
  return show(
    c,
    <CounterLayout c={c} title={words.title}>
      <div class="sheet stack narrow">
        <h1>{words.title}</h1>
        <p>{words.why}</p>
        {done ? (
          <p class="note" role="status">
            {done}
          </p>
        ) : null}
        {code ? (
          <p class="note good" role="status">
            {name}　{words.code} <b class="count-large">{code}</b>
          </p>
        ) : null}
        <PostForm c={c} action={desk.terminals}>
          <input type="hidden" name="id" value={newId()} />
          <Choice
            name="branch"
            label={words.branch}
            options={branches.map(branch => [branch.id, branch.name])}
            chosen={branch ?? staffOf(c).branchId}
          />
          <Field
            c={c}
            name="name"
            label={words.name}
            hint={words.nameHint}
            error={error}
            value={code ? undefined : name}
            autocomplete="off"
            maxlength={60}
          />
          <Choice
            name="selfCheck"
            label={words.use}
            options={selfChecks.map(one => [one, words.uses[one]])}
            chosen={selfCheck}
          />
          <Submit look="chief">{words.make}</Submit>
        </PostForm>
      </div>
      <section class="stack tight">
        <h2>{words.list}</h2>
        {terminals.length === 0 ? (
          <p class="soft">{words.none}</p>
        ) : (
          <>
            <p>{words.removeWhy}</p>
            <TerminalsTable c={c} terminals={terminals} branches={branches} />
          </>
        )}
      </section>
    </CounterLayout>,
    error ? 422 : 200,
  )
}

type TableProps = { c: Context<Page>; terminals: readonly ListedTerminal[]; branches: readonly Branch[] }

const TerminalsTable = ({ c, terminals, branches }: TableProps) => (
  <ListTable name={words.list} heads={[words.name, words.branch, words.use, words.since, words.remove]}>
    {inOrderOf(branches, terminals).map(({ id, name, branchId, selfCheck, registeredAt }) => (
      <tr>
        <th scope="row">{name}</th>
        <td>{c.var.today.branches.get(branchId)?.name}</td>
        <td>{words.uses[selfCheck]}</td>
        <td>{momentWords(registeredAt)}</td>
        <td>
          <Press
            c={c}
            action={desk.terminalRemove}
            fields={{ terminal: `${id}` }}
            label={words.removeOf(name)}
            look="quiet"
          >
            {words.remove}
          </Press>
        </td>
      </tr>
    ))}
  </ListTable>
)

/** As the branches stand on every page, those closed for good last. */
function inOrderOf(branches: readonly Branch[], terminals: readonly ListedTerminal[]): ListedTerminal[] {
  const placeOf = ({ branchId }: ListedTerminal) => branches.findIndex(({ id }) => id === branchId) + 1 || 1_000
  return terminals.toSorted((one, other) => placeOf(one) - placeOf(other))
}
