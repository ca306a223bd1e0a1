import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'

export type TakenMail = { from: string; to: string; source: string; messageId: string }

/**
 * A real SMTP server on a free port that keeps what it takes.
 * @param answer what it says to a recipient: a code such as 550 or 451, or null to take the mail
 * @param before what it waits for before it acknowledges a mail that it has taken
 */
export async function startSmtp(
  answer: (recipient: string, tries: number) => number | null = () => null,
  before: (recipient: string) => Promise<void> | undefined = () => undefined,
) {
  const taken: TakenMail[] = []
  const tries = new Map<string, number>()
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    logger: false,
    // As a carrier's server, which must take the odd addresses it gave out.
    lenientAddressParsing: true,
    onRcptTo({ address }, _session, callback) {
      const count = (tries.get(address) ?? 0) + 1
      tries.set(address, count)
      const code = answer(address, count)
      callback(code === null ? null : Object.assign(new Error('not this one'), { responseCode: code }))
    },
    async onData(stream, session, callback) {
      const chunks: Buffer[] = []
      for await (const chunk of stream) chunks.push(chunk as Buffer)
      const source = Buffer.concat(chunks).toString('utf8')
      const { mailFrom, rcptTo } = session.envelope
      taken.push({
        from: mailFrom ? mailFrom.address : '',
        to: rcptTo[0]!.address,
        source,
        messageId: /^Message-ID: (.+)$/im.exec(source)?.[1]?.trim() ?? '',
      })
      await before(rcptTo[0]!.address)
      callback()
    },
  })
  server.on('error', () => {})
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    tries,
    stop: () => new Promise<void>(resolve => server.close(resolve)),
  }
}

/** The text of a mail as a person reads it. */
export function readText(source: string): { subject: string; text: string } {
  const [head = '', ...rest] = source.split('\r\n\r\n')
  const unfolded = head.replace(/\r\n[ \t]+/g, ' ')
  const body = rest.join('\r\n\r\n')
  const encoding = /^Content-Transfer-Encoding: (\S+)/im.exec(unfolded)?.[1] ?? '7bit'
  const text =
    encoding === 'base64'
      ? Buffer.from(body, 'base64').toString('utf8')
      : encoding === 'quoted-printable'
        ? fromQuotedPrintable(body)
        : body
  const subject = /^Subject: (.*)$/im.exec(unfolded)?.[1] ?? ''
  return { subject: decodeWords(subject), text }
}

const fromQuotedPrintable = (text: string) =>
  Buffer.from(
    text.replace(/=\r\n/g, '').replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1',
  ).toString('utf8')

const decodeWords = (text: string) =>
  text
    .replace(/\?=\s+=\?/g, '?==?')
    .replace(/=\?UTF-8\?([BQ])\?([^?]*)\?=/gi, (_, kind: string, word: string) =>
      kind.toUpperCase() === 'B'
        ? Buffer.from(word, 'base64').toString('latin1')
        : word
            .replace(/_/g, ' ')
            .replace(/=([0-9A-F]{2})/gi, (_2, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    )
    .replace(/[\u0080-\u00ff]+/g, bytes => Buffer.from(bytes, 'latin1').toString('utf8'))
