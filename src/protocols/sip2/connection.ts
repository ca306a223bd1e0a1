import type { Socket } from 'node:net'
import type { Library } from '#library.ts'
import { noteTrouble } from '#machines/note-trouble.ts'
import type { TroubleKind } from '#machines/rules/machine.ts'
import { machineAt, seeMachine } from '#machines/sign-in-machine.ts'
import { answerMessage } from './answer.ts'
import { decodeText, encodeText } from './charset.ts'
import type { Limits } from './limits.ts'
import { checkLine } from './rules/checksum.ts'
import { splitLines } from './rules/lines.ts'
import { readMessage } from './rules/read-message.ts'
import { seal, sealWithoutSequence } from './rules/seal.ts'
import { writeMessage } from './rules/write-message.ts'
import type { Talk } from './talk.ts'

/** One connection of a machine. Its lines are answered one after the other. */
export type Connection = {
  /** Cuts it when it stalls, is idle, or has not signed in; asked every second. */
  look(now: Temporal.Instant): void
  /** Ends it after what is being answered. */
  end(): void
}

export type Lane = <T>(work: () => Promise<T>) => Promise<T>

/** So often a machine is noted as seen, and learns that it was disabled or set otherwise. */
const seenEverySeconds = 60
const noBytes = new Uint8Array()

/** @param onCut told when it was cut for what it did */
export function openConnection(
  library: Library,
  socket: Socket,
  { limits, lane, onCut }: { limits: Limits; lane: Lane; onCut: () => void },
): Connection {
  const clock = () => library.clock.now().epochMilliseconds
  const talk: Talk = { library, address: addressOf(socket), machine: null, patron: null }
  const queue: Uint8Array[] = []
  let rest: Uint8Array = noBytes
  let [openedAt, heardAt, seenAt] = [clock(), clock(), 0]
  let lineBegunAt: number | null = null
  let tokens = limits.atOnce
  let [nonsense, wrongPasswords] = [0, 0]
  let [isWorking, isKnownByAddress, ends, isCut] = [false, true, false, false]
  let last: { asked: Uint8Array; answer: Uint8Array } | null = null

  socket.on('data', (chunk: Buffer) => {
    if (isCut) return
    refill()
    const came = splitLines(rest, chunk, limits.lineBytes)
    rest = came.rest.length === 0 ? noBytes : came.rest
    if (came.lines.length > 0 || rest.length === 0) lineBegunAt = null
    if (rest.length > 0) lineBegunAt ??= heardAt
    queue.push(...came.lines)
    tokens -= came.lines.length
    if (came.tooLong) return void cut('tooLong')
    if (queue.length > limits.unansweredMax || tokens < 0) return void cut('flood')
    if (!isWorking) void work()
  })
  socket.on('error', () => socket.destroy())
  socket.on('end', () => {
    ends = true
    if (!isWorking) socket.end()
  })

  function refill(): void {
    const at = clock()
    tokens = Math.min(limits.atOnce, tokens + ((at - heardAt) / 1000) * limits.perSecond)
    heardAt = at
  }

  async function work(): Promise<void> {
    isWorking = true
    try {
      while (queue.length > 0 && !socket.destroyed && !isCut) await lane(() => hear(queue.shift()!))
    } catch (error) {
      const { message, stack } = error as Error
      library.log.error('sip2', { error: message, stack: stack ?? '' })
      // Without an answer a machine goes on by itself, and reports later what it did.
      await cut('failed')
    }
    isWorking = false
    if (ends && !isCut) socket.end()
  }

  async function hear(line: Uint8Array): Promise<void> {
    if (!(await meet())) return void socket.destroy()
    const charset = talk.machine?.charset ?? 'utf8'
    const text = decodeText(line, charset)
    if (checkLine(line, text) === 'wrong') return askAgain()
    const read = readMessage(text)
    if (!read.ok) return askAgain()
    const message = read.value
    if (message.code === '97') return sendAgain()
    // The same line again, sequence and all: the answer was lost. What it asked for is not done twice.
    if (message.sequence !== null && last && Buffer.compare(last.asked, line) === 0) return sendAgain()
    const answered = await answerMessage(talk, message)
    if (answered.is === 'notSignedIn') return cut('notSignedIn')
    if (answered.is === 'noQuestion') return askAgain()
    nonsense = 0
    const { answer } = answered
    // The answer of a machine that has just signed in is in its own character set already.
    const encode = (said: string) => encodeText(said, talk.machine?.charset ?? 'utf8')
    send(line, seal(writeMessage(answer), message.sequence, encode))
    if (answer.code === '94') await countPasswords('ok' in answer.fixed && answer.fixed.ok === '1')
  }

  /** Who is it? False: one that was disabled since. */
  async function meet(): Promise<boolean> {
    if (!talk.machine && isKnownByAddress) {
      talk.machine = await machineAt(library, talk.address)
      isKnownByAddress = talk.machine !== null
      seenAt = clock()
    } else if (talk.machine && clock() - seenAt >= seenEverySeconds * 1000) {
      talk.machine = await seeMachine(library, talk.machine.name)
      seenAt = clock()
      return talk.machine !== null
    }
    return true
  }

  async function countPasswords(isIn: boolean): Promise<void> {
    wrongPasswords = isIn ? 0 : wrongPasswords + 1
    seenAt = clock()
    if (wrongPasswords >= limits.wrongPasswordsMax) await cut(null)
  }

  async function askAgain(): Promise<void> {
    if (++nonsense >= limits.nonsenseMax) return cut('nonsense')
    socket.write(sealWithoutSequence('96', said => encodeText(said, 'utf8')))
  }

  async function sendAgain(): Promise<void> {
    if (!last) return askAgain()
    socket.write(last.answer)
  }

  function send(asked: Uint8Array, answer: Uint8Array): void {
    last = { asked: asked.slice(), answer }
    socket.write(answer)
    if (socket.writableLength > limits.unreadBytes) void cut('unread')
  }

  /** @param kind null when staff know already */
  async function cut(kind: TroubleKind | null): Promise<void> {
    if (isCut) return
    isCut = true
    queue.length = 0
    socket.pause()
    onCut()
    // Written down first: who sees that a machine was cut finds it on the list.
    if (kind) await noteTrouble(library, { machine: talk.machine?.name ?? null, address: talk.address }, kind)
    if (kind === 'unread') socket.destroy()
    else socket.destroySoon()
  }

  return {
    look(at) {
      const ms = at.epochMilliseconds
      if (lineBegunAt !== null && ms - lineBegunAt > limits.stallSeconds * 1000) void cut('stalled')
      else if (!talk.machine && ms - openedAt > limits.signInSeconds * 1000) socket.destroy()
      else if (ms - heardAt > limits.idleSeconds * 1000) socket.destroy()
    },
    end() {
      ends = true
      if (!isWorking) socket.end()
    },
  }
}

/** Without the prefix of an IPv4 address on a socket of both kinds. */
const addressOf = (socket: Socket) => (socket.remoteAddress ?? '').replace(/^::ffff:/, '')
