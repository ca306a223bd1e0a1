import { parseArgs } from 'node:util'
import { BranchId } from '#ids.ts'
import { addMachine } from '#machines/add-machine.ts'
import { disableMachine } from '#machines/disable-machine.ts'
import { listMachines } from '#machines/list-machines.ts'
import { charsets, type MachineRefusal, machinePasswordMin, usualOptions } from '#machines/rules/machine.ts'
import { openLibraryThere } from '#main.ts'
import { type Command, deedAndName, readPassword, say, UsageError } from './command.ts'

/** Who acts, for the audit trail, when it is the command line. */
const by = { login: 'kago' }

export const machineCommand: Command = async args => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      branch: { type: 'string' },
      charset: { type: 'string' },
      language: { type: 'string' },
      address: { type: 'string' },
      'card-is-enough': { type: 'boolean' },
      'comma-in-name': { type: 'boolean' },
      'tells-hold-patron': { type: 'boolean' },
    },
  })
  const { what, name } = deedAndName(positionals, ['add', 'disable'])
  const { charset = usualOptions.charset, language = usualOptions.language, branch } = values
  if (!isOneOf(charsets, charset)) throw new UsageError(`--charset is one of ${charsets.join(', ')}`)
  if (!isOneOf(['ja', 'en'] as const, language)) throw new UsageError('--language is ja or en')
  if (what === 'add' && !branch) throw new UsageError('--branch is needed')
  const { library, close } = await openLibraryThere()
  try {
    if (what === 'list') {
      for (const one of await listMachines(library)) {
        const state = one.disabledAt ? 'disabled' : (one.seenAt?.toString({ smallestUnit: 'second' }) ?? 'never seen')
        say([one.name, one.branchId, one.charset, one.address ?? '', state].join('\t'))
      }
      return 0
    }
    if (what === 'disable') {
      const { ok } = await disableMachine(library, by, name)
      say(ok ? `${name} can no longer sign in` : `there is no machine ${name}`)
      return ok ? 0 : 1
    }
    const added = await addMachine(library, by, {
      name: name,
      branchId: BranchId(branch!),
      password: await readPassword(),
      charset,
      language,
      asksPassword: !values['card-is-enough'],
      address: values.address ?? null,
      commaInName: values['comma-in-name'] ?? false,
      tellsHoldPatron: values['tells-hold-patron'] ?? false,
    })
    if (!added.ok) for (const why of added.refusal.whys) say(refusals[why])
    else say(`${name} can sign in`)
    return added.ok ? 0 : 1
  } finally {
    await close()
  }
}

const refusals: Record<MachineRefusal['why'], string> = {
  name: 'The name: small letters, digits, dots, 2 to 31.',
  unknownBranch: 'The branch: one that is there and not closed.',
  passwordTooShort: `The password: ${machinePasswordMin} to 200 characters.`,
  address: 'The address: an IP address, as 192.168.0.20.',
  addressTaken: 'The address: another machine comes from it already.',
}

const isOneOf = <T extends string>(all: readonly T[], text: string): text is T => all.includes(text as T)
