import { mkdir, open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import nodemailer from 'nodemailer'
import type { Delivery } from '#notices/rules/retry.ts'

export type Mail = { to: string; subject: string; text: string; messageId: string; at: Temporal.Instant }

export type Mailer = {
  /** Never throws: what went wrong is the answer. */
  send(mail: Mail): Promise<Delivery>
  close(): void
}

/**
 * Opens the way mails go out: the SMTP server that `smtpUrl` names, or, without one, files in `directory`.
 * @param from the library's own address, as the recipient reads it
 */
export function openMailer(way: { smtpUrl: string | null; from: string; directory: string }): Mailer {
  return way.smtpUrl ? smtpMailer(way.smtpUrl, way.from) : fileMailer(way.directory, way.from)
}

function smtpMailer(url: string, from: string): Mailer {
  const transport = nodemailer.createTransport(url, {
    connectionTimeout: 15_000,
    greetingTimeout: 15_000,
    socketTimeout: 30_000,
  } as object)
  return {
    async send(mail) {
      try {
        await transport.sendMail(message(mail, from))
        return { is: 'accepted' }
      } catch (error) {
        return readRefusal(error as SmtpError)
      }
    },
    close: () => transport.close(),
  }
}

/** For a pilot, a demo and the tests: one file a mail, complete or not there at all. */
function fileMailer(directory: string, from: string): Mailer {
  const transport = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  return {
    async send(mail) {
      try {
        const { message: bytes } = await transport.sendMail(message(mail, from))
        await mkdir(directory, { recursive: true, mode: 0o700 })
        const stamp = mail.at.toString({ smallestUnit: 'second' }).replace(/[-:]/g, '')
        const name = `${stamp}-${mail.messageId.replace(/[^0-9A-Za-z.-]/g, '')}.eml`
        const file = await open(join(directory, `${name}.part`), 'w', 0o600)
        try {
          await file.writeFile(bytes as Buffer)
          await file.sync()
        } finally {
          await file.close()
        }
        await rename(join(directory, `${name}.part`), join(directory, name))
        return { is: 'accepted' }
      } catch (error) {
        return { is: 'unreachable', said: (error as Error).message }
      }
    },
    close: () => transport.close(),
  }
}

/** The recipient goes in as an object, never as text to be parsed: an address cannot become two. */
function message(mail: Mail, from: string) {
  return {
    from,
    to: { name: '', address: mail.to },
    envelope: { from: returnPath(from, mail.messageId), to: mail.to },
    subject: mail.subject,
    text: mail.text,
    messageId: mail.messageId,
    date: new Date(mail.at.epochMilliseconds),
    headers: { 'Auto-Submitted': 'auto-generated' },
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/**
 * Where bounces go: the library's own address with the mail's id in it (VERP), so that a bounce which quotes nothing of the mail
 * still says which one it was. Left plain when the local part would grow too long.
 */
function returnPath(from: string, messageId: string): string {
  const address = /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from.trim()
  const [local, domain] = address.split('@')
  const id = /^<([^@]+)@/.exec(messageId)?.[1]
  const tagged = `${local}+${id}`
  return id && domain && tagged.length <= 64 ? `${tagged}@${domain}` : address
}

type SmtpError = Error & { code?: string; command?: string; responseCode?: number }

function readRefusal(error: SmtpError): Delivery {
  const said = error.message
  const { responseCode = 0, command = '' } = error
  // What the server says before it has heard of a recipient (greeting, login, sender) is about us, not about them.
  if (said.startsWith('Invalid recipient')) return { is: 'refused', said }
  const isAboutMail = command === 'RCPT TO' || command === 'DATA' || error.code === 'EMESSAGE'
  if (!isAboutMail || responseCode === 0 || responseCode === 421) return { is: 'unreachable', said }
  return responseCode >= 500 ? { is: 'refused', said } : { is: 'later', said }
}
