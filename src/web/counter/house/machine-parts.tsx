import type { Context } from 'hono'
import type { Branch } from '#branches/rules/branch.ts'
import { charsets, type ListedMachine, type Trouble } from '#machines/rules/machine.ts'
import { counterMachines as words } from '#text/ja/counter/machines.ts'
import type { Page } from '#web/page.ts'
import { asSent, Choice, Field, PostForm, Press, Submit, Tick } from '#web/parts/form.tsx'
import { Labelled, ListTable } from '#web/parts/list-table.tsx'
import { dayWords, momentWords } from '../day.ts'
import { desk } from '../desk-paths.ts'
import { staffOf } from '../session.tsx'

type FormProps = {
  c: Context<Page>
  branches: readonly Branch[]
  errors: Partial<Record<string, string>>
  typed: Partial<Record<string, string | undefined>>
}

/** One machine: a new one, or a known one set anew. */
export const MachineForm = ({ c, branches, errors, typed }: FormProps) => {
  const sent = asSent({ c, errors, typed, errorText: words.refused })
  return (
    <PostForm c={c} action={desk.machines} class="sheet stack">
      <h2>{words.add}</h2>
      <p>{words.addWhy}</p>
      <div class="fields">
        <Field {...sent('name')} label={words.name} hint={words.nameHint} autocomplete="off" maxlength={60} />
        <Choice
          name="branch"
          label={words.branch}
          options={branches.map(branch => [branch.id, branch.name])}
          chosen={typed.branch ?? staffOf(c).branchId}
        />
        <Field
          {...sent('password')}
          type="password"
          label={words.password}
          autocomplete="new-password"
          maxlength={256}
        />
        <Choice
          name="charset"
          label={words.charset}
          options={charsets.map(charset => [charset, words.charsets[charset]])}
          chosen={typed.charset}
        />
        <Choice
          name="language"
          label={words.language}
          options={Object.entries(words.languages)}
          chosen={typed.language}
        />
        <Field {...sent('address')} label={words.address} hint={words.addressHint} autocomplete="off" maxlength={60} />
      </div>
      {(['cardIsEnough', 'commaInName', 'tellsHoldPatron'] as const).map(name => (
        <Tick name={name} checked={typed[name] === 'yes'}>
          {words[name]}
        </Tick>
      ))}
      <Submit look="chief">{words.save}</Submit>
    </PostForm>
  )
}

export const MachinesTable = ({ c, machines }: { c: Context<Page>; machines: readonly ListedMachine[] }) => (
  <ListTable name={words.title} heads={[words.name, words.branch, words.settings, words.seen, words.state]}>
    {machines.map(({ name, ...machine }) => (
      <tr>
        <th scope="row">{name}</th>
        <td>{machine.branchName}</td>
        <td class="soft">{settingsOf(machine)}</td>
        <td>{machine.seenAt ? momentWords(machine.seenAt) : words.neverSeen}</td>
        <td>
          {machine.disabledAt ? (
            <span class="state done">{words.disabled}</span>
          ) : (
            <Press c={c} action={desk.machineDisable} fields={{ name }} label={words.disableOf(name)} look="quiet">
              {words.disable}
            </Press>
          )}
        </td>
      </tr>
    ))}
  </ListTable>
)

function settingsOf(machine: Omit<ListedMachine, 'name'>): string {
  const set = [
    words.charsets[machine.charset],
    machine.language === 'ja' ? null : words.languages[machine.language],
    machine.address,
    machine.asksPassword ? null : words.cardIsEnough,
    machine.commaInName ? words.commaInName : null,
    machine.tellsHoldPatron ? words.tellsHoldPatron : null,
  ]
  return set.filter(word => word !== null).join('、')
}

export const TroublesTable = ({ troubles }: { troubles: readonly Trouble[] }) => (
  <ListTable name={words.troubles} heads={[words.day, words.machine, words.from, words.what, words.times, words.last]}>
    {troubles.map(trouble => (
      <tr>
        <td>{dayWords(trouble.day)}</td>
        <td>{trouble.machine || words.stranger}</td>
        <td>{trouble.address}</td>
        <td>{words.kinds[trouble.kind]}</td>
        <Labelled label={words.times}>{trouble.times}</Labelled>
        <td>{momentWords(trouble.lastAt)}</td>
      </tr>
    ))}
  </ListTable>
)
