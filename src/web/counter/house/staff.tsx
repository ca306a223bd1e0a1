import type { Context } from 'hono'
import { z } from 'zod'
import { listBranches } from '#branches/list-branches.ts'
import { BranchId } from '#ids.ts'
import { accountFaults, addStaff, type StaffAccountFault } from '#staff/add-staff.ts'
import { disableAccount, enableAccount, type StaffAccount, staffAccounts } from '#staff/manage-staff.ts'
import { roles } from '#staff/rules/roles.ts'
import { counterAdmin } from '#text/ja/counter/admin.ts'
import { readForm, sentTo, text } from '#web/forms.ts'
import { type Page, pages, show } from '#web/page.ts'
import { asSent, Choice, Field, PostForm, Press, Submit, Tick } from '#web/parts/form.tsx'
import { ListTable } from '#web/parts/list-table.tsx'
import { desk } from '../desk-paths.ts'
import { CounterLayout } from '../layout.tsx'
import { staffOf } from '../session.tsx'

const words = counterAdmin.staff

const accountForm = z.object({
  login: text(40),
  name: text(60),
  role: z.enum(roles),
  branch: text(40),
  password: z.string().min(1, 'missing').max(256, 'tooLong'),
  withCode: z.literal('yes').optional(),
  renew: z.literal('yes').optional(),
  resetsPasswords: z.literal('yes').optional(),
  otherBranches: z.array(z.string().max(40).transform(BranchId)).max(200).optional(),
})

const loginForm = z.object({ login: text(40) })

/** 職員: who may do what. The secret of a one-time code is shown once, on the page that answers. */
export const staffPages = pages()
  .get(desk.staff, c => staffPage(c))
  .post(desk.staff, async c => {
    const form = readForm(c, accountForm)
    if (!form.ok) return staffPage(c, { errors: form.errors, typed: form.typed })
    const { branch, withCode, renew, resetsPasswords, otherBranches = [], ...rest } = form.values
    const typed = { login: rest.login, name: rest.name }
    const branches = await listBranches(c.var.library)
    const isBranch = (id: string) => branches.some(one => one.id === id)
    const astray = [branch, ...otherBranches].every(isBranch) ? [] : (['branch'] as const)
    const faults = [...astray, ...accountFaults(rest)]
    if (faults.length > 0) return staffPage(c, { errors: errorsOf(faults), typed })
    const account = { ...rest, branchId: BranchId(branch), otherBranches, withCode: withCode === 'yes' }
    const right = { resetsPasswords: resetsPasswords === 'yes' }
    const how = { by: staffOf(c).login, renew: renew === 'yes' }
    const saved = await addStaff(c.var.library, { ...account, ...right }, how)
    if (saved.ok) return staffPage(c, { saved: { login: rest.login, ...saved.value } })
    return staffPage(c, { errors: errorsOf(saved.refusal.whys), typed })
  })
  .post(desk.staffDisable, async c => {
    const form = readForm(c, loginForm)
    const disabled = form.ok ? await disableAccount(c.var.library, staffOf(c), form.values.login) : null
    if (!disabled?.ok) return staffPage(c, { errors: { login: 'yourself' }, typed: {} })
    return c.redirect(desk.staff, 303)
  })
  .post(desk.staffEnable, async c => {
    const form = readForm(c, loginForm)
    if (form.ok) await enableAccount(c.var.library, staffOf(c), form.values.login)
    return c.redirect(desk.staff, 303)
  })

/** Each at its field. */
const errorsOf = (whys: readonly StaffAccountFault[]): Partial<Record<string, string>> =>
  Object.fromEntries(
    whys.map(why => [why.startsWith('password') ? 'password' : why === 'loginTaken' ? 'login' : why, why]),
  )

type Shown = {
  errors?: Partial<Record<string, string>>
  typed?: Partial<Record<string, string>>
  saved?: { login: string; codeSecret: string | null }
}

async function staffPage(c: Context<Page>, { errors = {}, typed = {}, saved }: Shown = {}) {
  const branches = await listBranches(c.var.library)
  const accounts = await staffAccounts(c.var.library)
  const isWrong = Object.keys(errors).length > 0
  const sent = asSent({ c, errors, typed, errorText: words.refused })
  const chosen = sentTo(c, desk.staff)
  const nameOf = (id: string) => branches.find(branch => branch.id === id)?.name ?? id
  return show(
    c,
    <CounterLayout c={c} title={words.title}>
      <h1>{words.title}</h1>
      {saved ? (
        <div class="note good" role="status">
          <p>{words.saved(saved.login)}</p>
          {saved.codeSecret ? <p>{words.codeSecret(saved.codeSecret)}</p> : null}
        </div>
      ) : null}
      <AccountsTable c={c} accounts={accounts} nameOf={nameOf} />
      <PostForm c={c} action={desk.staff} class="sheet stack">
        <h2>{words.add}</h2>
        <p>{words.addWhy}</p>
        <div class="fields">
          {(['login', 'name'] as const).map(name => (
            <Field {...sent(name)} label={words[name]} autocomplete="off" maxlength={60} />
          ))}
          <Choice
            name="role"
            label={words.role}
            options={roles.map(role => [role, words.roles[role]])}
            chosen={isWrong ? chosen('role')[0] : null}
          />
          <Choice
            name="branch"
            label={words.branch}
            options={branches.map(branch => [branch.id, branch.name])}
            chosen={isWrong ? chosen('branch')[0] : null}
          />
          <Field
            {...sent('password')}
            type="password"
            label={words.password}
            autocomplete="new-password"
            maxlength={256}
          />
        </div>
        <fieldset class="field">
          <legend>{words.otherBranches}</legend>
          <div class="choices">
            {branches.map(branch => (
              <Tick
                name="otherBranches"
                value={branch.id}
                checked={isWrong && chosen('otherBranches').includes(branch.id)}
              >
                {branch.name}
              </Tick>
            ))}
          </div>
        </fieldset>
        {(['resetsPasswords', 'renew'] as const).map(name => (
          <Tick name={name} checked={isWrong && chosen(name).length > 0}>
            {words[name]}
          </Tick>
        ))}
        <Tick name="withCode" checked={isWrong && chosen('withCode').length > 0}>
          {words.withCode}
        </Tick>
        <Submit look="chief">{words.save}</Submit>
      </PostForm>
    </CounterLayout>,
    isWrong ? 422 : 200,
  )
}

const AccountsTable = ({
  c,
  accounts,
  nameOf,
}: {
  c: Context<Page>
  accounts: readonly StaffAccount[]
  nameOf: (branchId: BranchId) => string
}) => (
  <ListTable name={words.title} heads={[words.login, words.name, words.role, words.branch, words.state]}>
    {accounts.map(({ login, name, ...account }) => (
      <tr>
        <td>{login}</td>
        <td>{name}</td>
        <td>{words.roles[account.role]}</td>
        <td>{nameOf(account.branchId)}</td>
        <td>
          {account.disabledAt ? (
            <>
              <span class="state done">{words.disabled}</span>
              <Press c={c} action={desk.staffEnable} fields={{ login }} label={words.enableOf(name)} look="quiet">
                {words.enable}
              </Press>
            </>
          ) : login === staffOf(c).login ? (
            words.active
          ) : (
            <Press c={c} action={desk.staffDisable} fields={{ login }} label={words.disableOf(name)} look="quiet">
              {words.disable}
            </Press>
          )}
        </td>
      </tr>
    ))}
  </ListTable>
)
