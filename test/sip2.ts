import { once } from 'node:events'
import { connect as connectPlain, type Socket } from 'node:net'
import { connect as connectTls } from 'node:tls'
import { BranchId } from '#ids.ts'
import type { Library } from '#library.ts'
import { addMachine } from '#machines/add-machine.ts'
import { type Charset, type NewMachine, usualOptions } from '#machines/rules/machine.ts'
import { decodeText, encodeText } from '#protocols/sip2/charset.ts'
import { checkLine } from '#protocols/sip2/rules/checksum.ts'
import { splitLines } from '#protocols/sip2/rules/lines.ts'
import { type AnyMessage, fieldOf, type Message } from '#protocols/sip2/rules/message.ts'
import { readMessage } from '#protocols/sip2/rules/read-message.ts'
import { seal } from '#protocols/sip2/rules/seal.ts'
import type { Code } from '#protocols/sip2/rules/shapes.ts'
import { sipDate } from '#protocols/sip2/rules/sip-date.ts'
import { writeMessage } from '#protocols/sip2/rules/write-message.ts'
import { quickHash } from './quick-hash.ts'

export const machinePassword = 'a long one for machines'

/** The account of a machine at 中央図書館, if not said. */
export async function givenMachine(library: Library, given: Partial<NewMachine> = {}): Promise<NewMachine> {
  const machine = { ...usualOptions, name: 'kiosk1', branchId: BranchId('chuo'), password: machinePassword, ...given }
  const added = await addMachine(library, { login: 'test' }, machine)
  if (!added.ok) throw new Error(`This machine cannot be added: ${added.refusal.whys}`)
  const password_hash = quickHash(library.secrets.pepper, machine.password)
  await library.db.updateTable('machine').set({ password_hash }).where('name', '=', machine.name).execute()
  return machine
}

export type Machine = {
  socket: Socket
  /** Sends bytes as they are. */
  send(bytes: Uint8Array | string): void
  /** The next line that comes, as bytes without its end; fails when the other side has gone. */
  next(): Promise<Uint8Array>
  /** A question with sequence and checksum, and its answer, whose checksum is right. */
  ask<C extends Code>(code: C, fixed: Message<C>['fixed'], fields?: Fields): Promise<Heard>
  /** Ends when the other side has gone. */
  gone: Promise<void>
  close(): void
}

export type Fields = Readonly<Record<string, string | undefined>>
/** An answer: its code, fixed part, fields by tag, and as it came. */
export type Heard = AnyMessage & { of(tag: string): string | null; all(tag: string): string[]; text: string }

/** A machine, as far as its plug: one question at a time, as SIP2 wants it. */
export async function plugIn(port: number, { charset = 'utf8' as Charset, tls = false } = {}): Promise<Machine> {
  const options = { port, host: '127.0.0.1', rejectUnauthorized: false }
  const socket = tls ? connectTls(options) : connectPlain(options)
  await once(socket, tls ? 'secureConnect' : 'connect')
  socket.setNoDelay(true)
  const came: Uint8Array[] = []
  const waiting: { resolve(line: Uint8Array): void; reject(error: Error): void }[] = []
  let rest: Uint8Array = new Uint8Array()
  let sequence = 0
  socket.on('data', (chunk: Buffer) => {
    const split = splitLines(rest, chunk, 1_000_000)
    rest = split.rest
    for (const line of split.lines) {
      const first = waiting.shift()
      if (first) first.resolve(line)
      else came.push(line)
    }
  })
  const gone = new Promise<void>(resolve => socket.once('close', () => resolve()))
  socket.on('error', () => {})
  gone.then(() => {
    for (const one of waiting) one.reject(new Error('the other side has gone'))
  })
  const next = () =>
    came.length > 0
      ? Promise.resolve(came.shift()!)
      : new Promise<Uint8Array>((resolve, reject) => {
          if (socket.destroyed) reject(new Error('the other side has gone'))
          else waiting.push({ resolve, reject })
        })
  const send = (bytes: Uint8Array | string) => void socket.write(bytes)
  return {
    socket,
    send,
    next,
    gone,
    close: () => socket.destroy(),
    async ask(code, fixed, fields = {}) {
      const present = Object.entries(fields).flatMap(([tag, value]) => (value === undefined ? [] : [[tag, value]]))
      const message = { code, fixed, fields: present } as unknown as AnyMessage
      const digit = `${sequence++ % 10}`
      send(seal(writeMessage(message), digit, text => encodeText(text, charset)))
      return heard(await next(), charset, digit)
    },
  }
}

function heard(line: Uint8Array, charset: Charset, digit: string): Heard {
  const text = decodeText(line, charset)
  const read = readMessage(text)
  if (!read.ok) throw new Error(`This answer cannot be read (${read.refusal.why}): ${text}`)
  if (read.value.code !== '96' && (checkLine(line, text) !== 'bytes' || read.value.sequence !== digit))
    throw new Error(`Checksum or sequence of this answer are wrong: ${text}`)
  const { fields } = read.value
  return {
    ...read.value,
    text,
    of: tag => fieldOf({ fields }, tag),
    all: tag => fields.filter(([name]) => name === tag).map(([, value]) => value),
  }
}

/** Signs in, and knows the questions of a self-check machine by the words of the house. */
export async function selfCheck(
  library: Library,
  port: number,
  given: { name?: string; password?: string; charset?: Charset; tls?: boolean } = {},
) {
  const machine = await plugIn(port, given)
  const { name = 'kiosk1', password = machinePassword } = given
  const date = () => sipDate(library.clock.now())
  const none = ''.padEnd(18)
  const AO = 'chuo'
  return {
    ...machine,
    signedIn: await machine.ask('93', { uidAlgorithm: '0', passwordAlgorithm: '0' }, { CN: name, CO: password }),
    status: () => machine.ask('99', { status: '0', width: '080', version: '2.00' }),
    card: (AA: string, AD?: string) => machine.ask('23', { language: '014', date: date() }, { AO, AA, AC: '', AD }),
    patron: (AA: string, AD?: string, summary = ''.padEnd(10), more: Fields = {}) =>
      machine.ask('63', { language: '014', date: date(), summary }, { AO, AA, AC: '', AD, ...more }),
    lend: (AA: string, AB: string, AD?: string, fixed: Partial<Message<'11'>['fixed']> = {}) =>
      machine.ask(
        '11',
        { renewal: 'N', noBlock: 'N', date: date(), dueDate: none, ...fixed },
        { AO, AA, AB, AC: '', AD },
      ),
    takeBack: (AB: string, fixed: Partial<Message<'09'>['fixed']> = {}) =>
      machine.ask('09', { noBlock: 'N', date: date(), returnDate: date(), ...fixed }, { AP: AO, AO, AB, AC: '' }),
    renew: (AA: string, AB: string, AD?: string) =>
      machine.ask('29', { thirdParty: 'N', noBlock: 'N', date: date(), dueDate: none }, { AO, AA, AD, AB }),
    renewAll: (AA: string, AD?: string) => machine.ask('65', { date: date() }, { AO, AA, AD }),
    item: (AB: string) => machine.ask('17', { date: date() }, { AO, AB, AC: '' }),
    hold: (mode: string, AA: string, AB: string, AD?: string, more: Fields = {}) =>
      machine.ask('15', { mode, date: date() }, { ...more, AO, AA, AD, AB }),
    end: (AA: string) => machine.ask('35', { date: date() }, { AO, AA }),
  }
}
