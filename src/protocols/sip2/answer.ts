import type { Machine } from '#machines/rules/machine.ts'
import { itemInformation, itemStatusUpdate } from './about-item.ts'
import { serviceStatus, signIn } from './about-machine.ts'
import { blockPatron, enablePatron, endSession, feePaid, patronInformation, patronStatus } from './about-patron.ts'
import { hold } from './hold.ts'
import { lend } from './lend.ts'
import { renewAll, renewOne } from './renewals.ts'
import type { AnyMessage } from './rules/message.ts'
import { takeBack } from './take-back.ts'
import { type Answer, type Talk, wordsOf } from './talk.ts'

/** What becomes of a message: an answer, or the words for why it has none. */
export type Answered =
  | { is: 'answer'; answer: Answer }
  /** Who has not signed in may only sign in and ask what the service can do. */
  | { is: 'notSignedIn' }
  /** An answer that was sent to us, or 97, which the connection itself knows to answer. */
  | { is: 'noQuestion' }

/** Answers one message of a machine. Every answer comes from the action that the counter would ask. */
export async function answerMessage(talk: Talk, message: AnyMessage): Promise<Answered> {
  const { machine } = talk
  if (message.code === '93') return { is: 'answer', answer: await signIn(talk, message) }
  if (message.code === '99') return { is: 'answer', answer: await serviceStatus(talk, machine, message) }
  if (!machine) return { is: 'notSignedIn' }
  const answer = await answerMachine(talk, machine, message)
  return answer ? { is: 'answer', answer } : { is: 'noQuestion' }
}

async function answerMachine(talk: Talk, machine: Machine, message: AnyMessage): Promise<Answer | null> {
  const asked = { talk, machine, words: wordsOf(machine) }
  switch (message.code) {
    case '23':
      return patronStatus({ ...asked, message })
    case '63':
      return patronInformation({ ...asked, message })
    case '11':
      return lend({ ...asked, message })
    case '09':
      return takeBack({ ...asked, message })
    case '17':
      return itemInformation({ ...asked, message })
    case '29':
      return renewOne({ ...asked, message })
    case '65':
      return renewAll({ ...asked, message })
    case '15':
      return hold({ ...asked, message })
    case '35':
      return endSession({ ...asked, message })
    case '37':
      return feePaid({ ...asked, message })
    case '01':
      return blockPatron({ ...asked, message })
    case '25':
      return enablePatron({ ...asked, message })
    case '19':
      return itemStatusUpdate({ ...asked, message })
    default:
      return null
  }
}
