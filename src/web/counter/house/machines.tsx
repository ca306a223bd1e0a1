import type { Context } from 'hono'
import { z } from 'zod'
import { listBranches } from '#branches/list-branches.ts'
import { BranchId } from '#ids.ts'
import { addMachine } from '#machines/add-machine.ts'
import { disableMachine } from '#machines/disable-machine.ts'
import { listMachines, listTroubles, machinesMax, troublesMax } from '#machines/list-machines.ts'
import { charsets, type MachineRefusal } from '#machines/rules/machine.ts'
import { counterMachines as words } from '#text/ja/counter/machines.ts'
import { readForm, text } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { ErrorSummary, errorLines } from '#web/parts/form.tsx'
import { desk } from '../desk-paths.ts'
import { CounterLayout } from '../layout.tsx'
import { ListEnds } from '../list-ends.tsx'
import { staffOf } from '../session.tsx'
import { MachineForm, MachinesTable, TroublesTable } from './machine-parts.tsx'

const ticked = z.literal('yes').optional()
/** What is wrong with name, branch, password and address the rule says, all at once. */
const line = z.string().trim().default('')
const machineForm = z.object({
  name: line,
  branch: line,
  password: z.string().default(''),
  charset: z.enum(charsets),
  language: z.enum(['ja', 'en']),
  address: line,
  cardIsEnough: ticked,
  commaInName: ticked,
  tellsHoldPatron: ticked,
})

const nameForm = z.object({ name: text(60) })

/** 自動貸出機・返却機: the accounts of the machines, what goes wrong with them, and when each was last heard. */
export const machinePages = pages()
  .get(desk.machines, c => machinesPage(c))
  .post(desk.machines, async c => {
    const form = readForm(c, machineForm)
    if (!form.ok) return machinesPage(c, { errors: form.errors, typed: form.typed })
    const { name, branch, password, charset, language, address, ...options } = form.values
    const added = await addMachine(c.var.library, staffOf(c), {
      ...{ name, branchId: BranchId(branch), password, charset, language },
      address: address === '' ? null : address,
      asksPassword: options.cardIsEnough !== 'yes',
      commaInName: options.commaInName === 'yes',
      tellsHoldPatron: options.tellsHoldPatron === 'yes',
    })
    if (added.ok) return machinesPage(c, { saved: name })
    const errors = Object.fromEntries(added.refusal.whys.map(why => [fieldOf[why], why]))
    const { cardIsEnough, commaInName, tellsHoldPatron } = options
    const typed = { name, branch, charset, language, address, cardIsEnough, commaInName, tellsHoldPatron }
    return machinesPage(c, { errors, typed })
  })
  .post(desk.machineDisable, async c => {
    const form = readForm(c, nameForm)
    // One that is disabled already is disabled.
    if (form.ok) await disableMachine(c.var.library, staffOf(c), form.values.name)
    return c.redirect(desk.machines, 303)
  })

const fieldOf: Record<MachineRefusal['why'], string> = {
  name: 'name',
  unknownBranch: 'branch',
  passwordTooShort: 'password',
  address: 'address',
  addressTaken: 'address',
}

export type Typed = Partial<Record<keyof z.infer<typeof machineForm>, string | undefined>>
type Shown = { errors?: Partial<Record<string, string>>; typed?: Typed; saved?: string }

async function machinesPage(c: Context<Page>, { errors = {}, typed = {}, saved }: Shown = {}) {
  const { library } = c.var
  const [branches, machines, troubles] = await Promise.all([
    listBranches(library),
    listMachines(library),
    listTroubles(library),
  ])
  const lines = errorLines(c, errors, words.refused)
  return show(
    c,
    <CounterLayout c={c} title={words.title}>
      <h1>{words.title}</h1>
      <p>{words.why}</p>
      <ErrorSummary c={c} lines={lines} />
      {saved ? (
        <p class="note good" role="status">
          {words.saved(saved)}
        </p>
      ) : null}
      <ListEnds shown={machines.length} max={machinesMax} />
      {machines.length === 0 ? <p class="soft">{words.none}</p> : <MachinesTable c={c} machines={machines} />}
      <section class="stack tight">
        <h2>{words.troubles}</h2>
        {troubles.length === 0 ? (
          <p class="soft">{words.troublesNone}</p>
        ) : (
          <>
            <p>{words.troublesWhy}</p>
            <ListEnds shown={troubles.length} max={troublesMax} />
            <TroublesTable troubles={troubles} />
          </>
        )}
      </section>
      <MachineForm c={c} branches={branches} errors={errors} typed={typed} />
    </CounterLayout>,
    lines.length > 0 ? 422 : 200,
  )
}
