import { parseArgs } from 'node:util'
import { listBranches } from '#branches/list-branches.ts'
import { BranchId } from '#ids.ts'
import { openLibraryThere } from '#main.ts'
import { accountFaults, addStaff, type StaffAccountFault } from '#staff/add-staff.ts'
import { disableAccount, enableAccount, staffAccounts } from '#staff/manage-staff.ts'
import { roles } from '#staff/rules/roles.ts'
import { staffPasswordMin } from '#staff/rules/staff-password.ts'
import { type Command, deedAndName, readPassword, say, UsageError } from './command.ts'

export const staffCommand: Command = async args => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      name: { type: 'string' },
      role: { type: 'string' },
      branch: { type: 'string' },
      'with-code': { type: 'boolean' },
      'also-at': { type: 'string', multiple: true },
      renew: { type: 'boolean' },
    },
  })
  const { what, name: login } = deedAndName(positionals, ['add', 'disable', 'enable'])
  const { library, close } = await openLibraryThere()
  try {
    if (what === 'list') {
      for (const one of await staffAccounts(library))
        say([one.login, one.role, one.branchId, one.name, one.disabledAt ? 'disabled' : ''].join('\t'))
      return 0
    }
    if (what === 'disable') {
      const disabled = await disableAccount(library, { login: 'command' }, login)
      const gone = disabled.ok && disabled.value.stopped
      say(gone ? `${login} can no longer sign in` : `there is no account ${login}`)
      return gone ? 0 : 1
    }
    if (what === 'enable') {
      const enabled = await enableAccount(library, { login: 'command' }, login)
      say(enabled ? `${login} can sign in again` : `there is no disabled account ${login}`)
      return enabled ? 0 : 1
    }
    const { name, role, branch } = values
    if (!name || !role || !branch) throw new UsageError('--name, --role and --branch are needed')
    const password = await readPassword()
    const known = (await listBranches(library)).map(({ id }): string => id)
    const unknown = [branch, ...(values['also-at'] ?? [])].filter(id => !known.includes(id))
    if (unknown.length > 0) {
      for (const why of accountFaults({ login, role, password })) say(words[why])
      for (const id of unknown) say(`The branch: ${id} is none of ${known.join(', ')}.`)
      return 1
    }
    const added = await addStaff(
      library,
      {
        login: login,
        name,
        role,
        branchId: BranchId(branch),
        password,
        withCode: values['with-code'] ?? false,
        otherBranches: (values['also-at'] ?? []).map(BranchId),
      },
      { renew: values.renew ?? false },
    )
    if (!added.ok) {
      for (const why of added.refusal.whys) say(words[why])
      return 1
    }
    say(`${login} can sign in`)
    if (added.value.codeSecret) say(`Secret for the authenticator app: ${added.value.codeSecret}`)
    return 0
  } finally {
    await close()
  }
}

const words: Record<StaffAccountFault, string> = {
  login: 'The login: small letters, digits, dots, 2 to 31.',
  role: `The role: ${roles.join(', ')}.`,
  branch: 'The branch: one that is there.',
  loginTaken:
    'The login: there is such an account already. With --renew it gets all of this and is signed out everywhere.',
  passwordTooShort: `The password: ${staffPasswordMin} characters or more.`,
  passwordHasLogin: 'The password: without the login in it.',
  passwordCommon: 'The password: not one that everybody tries first. A few words that do not belong together will do.',
}
