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

/** What a monitor is told of an answer: the code of the question alone, never what was in it. */
export type OnAnswer = (code: string, seconds: number) => void

export type Lane = <T>(work: () => Promise<T>) => Promise<T>

/** So often a machine is noted as seen, and learns that it was disabled or set otherwise. */
const seenEverySeconds = 60
const noBytes = new Uint8Array()

type Options = {
  limits: Limits
  lane: Lane
  /** Told when it was cut for what it did. */
  onCut: () => void
  onAnswer: OnAnswer | undefined
}

export const openConnection = (library: Library, socket: Socket, options: Options): Connection =>
  new MachineConnection(library, socket, options)

class MachineConnection implements Connection {
  private readonly library: Library
  private readonly socket: Socket
  private readonly limits: Limits
  private readonly lane: Lane
  private readonly onCut: () => void
  private readonly onAnswer: OnAnswer | undefined
  private readonly talk: Talk
  private readonly queue: Uint8Array[] = []
  private readonly openedAt: number
  private rest: Uint8Array = noBytes
  private heardAt: number
  private seenAt = 0
  private lineBegunAt: number | null = null
  private tokens: number
  private nonsense = 0
  private wrongPasswords = 0
  private isWorking = false
  private isKnownByAddress = true
  private ends = false
  private isCut = false
  private last: { asked: Uint8Array; answer: Uint8Array } | null = null

  constructor(library: Library, socket: Socket, { limits, lane, onCut, onAnswer }: Options) {
    this.library = library
    this.socket = socket
    this.limits = limits
    this.lane = lane
    this.onCut = onCut
    this.onAnswer = onAnswer
    this.talk = { library, address: addressOf(socket), machine: null, patron: null }
    this.openedAt = this.at()
    this.heardAt = this.openedAt
    this.tokens = limits.atOnce
    socket.on('data', (chunk: Buffer) => this.receive(chunk))
    socket.on('error', () => socket.destroy())
    socket.on('end', () => this.end())
  }

  look(at: Temporal.Instant): void {
    const ms = at.epochMilliseconds
    if (this.lineBegunAt !== null && ms - this.lineBegunAt > this.limits.stallSeconds * 1000) void this.cut('stalled')
    else if (!this.talk.machine && ms - this.openedAt > this.limits.signInSeconds * 1000) this.socket.destroy()
    else if (ms - this.heardAt > this.limits.idleSeconds * 1000) this.socket.destroy()
  }

  end(): void {
    this.ends = true
    if (!this.isWorking) this.socket.end()
  }

  private at(): number {
    return this.library.clock.now().epochMilliseconds
  }

  private receive(chunk: Buffer): void {
    if (this.isCut) return
    this.refill()
    const came = splitLines(this.rest, chunk, this.limits.lineBytes)
    this.rest = came.rest.length === 0 ? noBytes : came.rest
    if (came.lines.length > 0 || this.rest.length === 0) this.lineBegunAt = null
    if (this.rest.length > 0) this.lineBegunAt ??= this.heardAt
    this.queue.push(...came.lines)
    this.tokens -= came.lines.length
    if (came.tooLong) return void this.cut('tooLong')
    if (this.queue.length > this.limits.unansweredMax || this.tokens < 0) return void this.cut('flood')
    if (!this.isWorking) void this.work()
  }

  private refill(): void {
    const at = this.at()
    this.tokens = Math.min(this.limits.atOnce, this.tokens + ((at - this.heardAt) / 1000) * this.limits.perSecond)
    this.heardAt = at
  }

  private async work(): Promise<void> {
    this.isWorking = true
    try {
      while (this.queue.length > 0 && !this.socket.destroyed && !this.isCut)
        await this.lane(() => this.hear(this.queue.shift()!))
    } catch (error) {
      const { message, stack } = error as Error
      this.library.log.error('sip2', { error: message, stack: stack ?? '' })
      // Without an answer a machine goes on by itself, and reports later what it did.
      await this.cut('failed')
    }
    this.isWorking = false
    if (this.ends && !this.isCut) this.socket.end()
  }

  private async hear(line: Uint8Array): Promise<void> {
    if (!(await this.meet())) return void this.socket.destroy()
    const charset = this.talk.machine?.charset ?? 'utf8'
    const text = decodeText(line, charset)
    if (checkLine(line, text) === 'wrong') return this.askAgain()
    const read = readMessage(text)
    if (!read.ok) return this.askAgain()
    const message = read.value
    if (message.code === '97') return this.sendAgain()
    // The same line again, sequence and all: the answer was lost. What it asked for is not done twice.
    if (message.sequence !== null && this.last && Buffer.compare(this.last.asked, line) === 0) return this.sendAgain()
    const begun = performance.now()
    const answered = await answerMessage(this.talk, message)
    if (answered.is === 'notSignedIn') return this.cut('notSignedIn')
    if (answered.is === 'noQuestion') return this.askAgain()
    this.nonsense = 0
    const { answer } = answered
    // The answer of a machine that has just signed in is in its own character set already.
    const encode = (said: string) => encodeText(said, this.talk.machine?.charset ?? 'utf8')
    this.send(line, seal(writeMessage(answer), message.sequence, encode))
    this.onAnswer?.(message.code, (performance.now() - begun) / 1000)
    if (answer.code === '94') await this.countPasswords('ok' in answer.fixed && answer.fixed.ok === '1')
  }

  /** Who is it? False: one that was disabled since. */
  private async meet(): Promise<boolean> {
    if (!this.talk.machine && this.isKnownByAddress) {
      this.talk.machine = await machineAt(this.library, this.talk.address)
      this.isKnownByAddress = this.talk.machine !== null
      this.seenAt = this.at()
    } else if (this.talk.machine && this.at() - this.seenAt >= seenEverySeconds * 1000) {
      this.talk.machine = await seeMachine(this.library, this.talk.machine.name)
      this.seenAt = this.at()
      return this.talk.machine !== null
    }
    return true
  }

  private async countPasswords(isIn: boolean): Promise<void> {
    this.wrongPasswords = isIn ? 0 : this.wrongPasswords + 1
    this.seenAt = this.at()
    if (this.wrongPasswords >= this.limits.wrongPasswordsMax) await this.cut(null)
  }

  private async askAgain(): Promise<void> {
    if (++this.nonsense >= this.limits.nonsenseMax) return this.cut('nonsense')
    this.socket.write(sealWithoutSequence('96', said => encodeText(said, 'utf8')))
  }

  private async sendAgain(): Promise<void> {
    if (!this.last) return this.askAgain()
    this.socket.write(this.last.answer)
  }

  private send(asked: Uint8Array, answer: Uint8Array): void {
    this.last = { asked: asked.slice(), answer }
    this.socket.write(answer)
    if (this.socket.writableLength > this.limits.unreadBytes) void this.cut('unread')
  }

  /** @param kind null when staff know already */
  private async cut(kind: TroubleKind | null): Promise<void> {
    if (this.isCut) return
    this.isCut = true
    this.queue.length = 0
    this.socket.pause()
    this.onCut()
    // Written down first: who sees that a machine was cut finds it on the list.
    if (kind)
      await noteTrouble(this.library, { machine: this.talk.machine?.name ?? null, address: this.talk.address }, kind)
    if (kind === 'unread') this.socket.destroy()
    else this.socket.destroySoon()
  }
}

/** Without the prefix of an IPv4 address on a socket of both kinds. */
const addressOf = (socket: Socket) => (socket.remoteAddress ?? '').replace(/^::ffff:/, '')
