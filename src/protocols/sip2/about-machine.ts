import { noteTrouble } from '#machines/note-trouble.ts'
import type { Machine } from '#machines/rules/machine.ts'
import { signInMachine } from '#machines/sign-in-machine.ts'
import { fieldOf, type Message, present } from './rules/message.ts'
import { sipDate } from './rules/sip-date.ts'
import { type Answer, type Talk, wordsOf } from './talk.ts'

/** 93: a machine signs in, by its name (CN) and password (CO), neither of them encrypted by SIP2's own way. */
export async function signIn(talk: Talk, message: Message<'93'>): Promise<Answer<'94'>> {
  const { uidAlgorithm, passwordAlgorithm } = message.fixed
  const isPlain = uidAlgorithm === '0' && passwordAlgorithm === '0'
  const given = { name: fieldOf(message, 'CN') ?? '', password: fieldOf(message, 'CO') ?? '' }
  const machine = isPlain ? await signInMachine(talk.library, given) : null
  if (machine) {
    talk.machine = machine
    talk.patron = null
  } else {
    await noteTrouble(talk.library, { machine: null, address: talk.address }, 'wrongPassword')
  }
  return { code: '94', fixed: { ok: machine ? '1' : '0' }, fields: [] }
}

/**
 * Which messages can be asked, in the order of the standard: see `supported` in the test. No fees, no item status, no
 * enabling.
 */
const supported = 'YYYNYYYYYNYNNYYY'

/**
 * 99: what this service can do. Answered before a machine has signed in too, because some clients ask it first; it says
 * nothing that is not on the door of the library.
 */
export async function serviceStatus(
  talk: Talk,
  machine: Machine | null,
  message: Message<'99'>,
): Promise<Answer<'98'>> {
  const { library } = talk
  const { status } = message.fixed
  const who = { machine: machine?.name ?? null, address: talk.address }
  if (machine && status === '1') await noteTrouble(library, who, 'outOfPaper')
  if (machine && status === '2') await noteTrouble(library, who, 'shuttingDown')
  return {
    code: '98',
    fixed: {
      online: 'Y',
      checkIn: 'Y',
      checkOut: 'Y',
      renewal: 'Y',
      statusUpdate: 'N',
      offline: 'Y',
      // Tenths of a second until a machine asks again, and how often.
      timeout: '100',
      retries: '003',
      date: sipDate(library.clock.now()),
      version: '2.00',
    },
    fields: [
      ['AO', machine?.branchId ?? fieldOf(message, 'AO') ?? 'kago'],
      ['AM', library.policy.identity.name.ja],
      ['BX', supported],
      ['AN', machine?.name ?? 'kago'],
      ...present(['AF', machine && wordsOf(machine).welcome(library.policy.identity.name.ja)]),
    ],
  }
}
