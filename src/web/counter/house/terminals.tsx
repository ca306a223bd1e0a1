import type { Context } from 'hono'
import { z } from 'zod'
import { listBranches } from '#branches/list-branches.ts'
import { BranchId } from '#ids.ts'
import { selfChecks } from '#patrons/terminals/terminal.ts'
import { makeTerminalCode } from '#patrons/terminals/terminals.ts'
import { counterAdmin } from '#text/ja/counter/admin.ts'
import { readForm, text } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { Choice, Field, PostForm, Submit } from '#web/parts/form.tsx'
import { desk } from '../desk-paths.ts'
import { CounterLayout } from '../layout.tsx'
import { staffOf } from '../session.tsx'

const words = counterAdmin.terminals

/** 館内蔵書検索機: a code that makes the machine at which it is typed a terminal. It is shown once. */
export const terminalPages = pages()
  .get(desk.terminals, c => terminalPage(c))
  .post(desk.terminals, async c => {
    const form = readForm(c, z.object({ branch: text(40), name: text(60), selfCheck: z.enum(selfChecks).catch('no') }))
    if (!form.ok) return terminalPage(c, { error: form.errors.name ?? 'invalid', name: form.typed.name })
    const { branch, name, selfCheck } = form.values
    const known = (await listBranches(c.var.library)).some(one => one.id === branch)
    if (!known) return terminalPage(c, { error: 'invalid', name })
    return terminalPage(c, {
      name,
      code: await makeTerminalCode(c.var.library, staffOf(c), BranchId(branch), name, selfCheck),
    })
  })

async function terminalPage(
  c: Context<Page>,
  { error, name, code }: { error?: string; name?: string | undefined; code?: string } = {},
) {
  const branches = await listBranches(c.var.library)
  return show(
    c,
    <CounterLayout c={c} title={words.title}>
      <div class="sheet stack narrow">
        <h1>{words.title}</h1>
        <p>{words.why}</p>
        {code ? (
          <p class="note good" role="status">
            {name}　{words.code} <b class="count-large">{code}</b>
          </p>
        ) : null}
        <PostForm c={c} action={desk.terminals}>
          <Choice
            name="branch"
            label={words.branch}
            options={branches.map(branch => [branch.id, branch.name])}
            chosen={staffOf(c).branchId}
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
          <Choice name="selfCheck" label={words.use} options={selfChecks.map(one => [one, words.uses[one]])} />
          <Submit look="chief">{words.make}</Submit>
        </PostForm>
      </div>
    </CounterLayout>,
    error ? 422 : 200,
  )
}
