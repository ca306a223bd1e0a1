import { open, rename } from 'node:fs/promises'
import { join } from 'node:path'
import nodemailer from 'nodemailer'
import type { Delivery } from '#notices/rules/retry.ts'
import type { Policy } from '#policy.ts'
import { makeFolder } from '#std/make-folder.ts'

export type Mail = {
  to: string
  subject: string
  text: string
  messageId: string
  at: Temporal.Instant
  /** From whom, when the library says so itself. */
  from?: string | undefined
  /** Where the recipient says that they want no more of these. */
  stop?: string | undefined
}

/** メールの差出人 as the description has it; undefined: as the mailer was opened. */
export const senderOf = ({ identity }: Policy): string | undefined =>
  identity.mailSender && `"${identity.name.ja.replaceAll(/["\\\r\n]/g, '')}" <${identity.mailSender}>`

export type Mailer = {
  /** Never throws: what went wrong is the answer. Answers within `talkMaxMs`. */
  send(mail: Mail): Promise<Delivery>
  close(): void
}

/**
 * Opens the way mails go out: the SMTP server that `smtpUrl` names, or, without one, files in `directory`.
 * @param from the library's own address, as the recipient reads it
 */
export function openMailer(way: {
  smtpUrl: string | null
  from: string
  directory: string
  limits?: SmtpLimits
}): Mailer {
  return way.smtpUrl ? smtpMailer(way.smtpUrl, way.from, way.limits ?? smtpLimits) : fileMailer(way.directory, way.from)
}

/** In milliseconds: until there is a connection, until it is greeted, of silence, and for one mail in all. */
export type SmtpLimits = {
  connectionTimeout: number
  greetingTimeout: number
  socketTimeout: number
  talkMaxMs: number
}

const smtpLimits: SmtpLimits = {
  connectionTimeout: 10_000,
  greetingTimeout: 10_000,
  socketTimeout: 20_000,
  talkMaxMs: 60_000,
}

function smtpMailer(url: string, from: string, limits: SmtpLimits): Mailer {
  // With the connection: limits that stand beside the URL are taken for defaults of the mails, and hold nobody.
  const transport = nodemailer.createTransport({ url, ...limits } as object)
  return {
    async send(mail) {
      try {
        await withinTalk(transport.sendMail(message(mail, from)), limits.talkMaxMs)
        return { is: 'accepted' }
      } catch (error) {
        return readRefusal(error as SmtpError)
      }
    },
    close: () => transport.close(),
  }
}

/** A server may drip a byte now and then, which no limit of silence ends: a talk as a whole has one too. */
async function withinTalk(talk: Promise<unknown>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_resolve, reject) => {
    timer = setTimeout(() => reject(new TalkTooLong(`the talk took longer than ${ms / 1000} s`)), ms)
  })
  talk.catch(() => {}) // Whatever comes of it after the limit.
  try {
    await Promise.race([talk, late])
  } finally {
    clearTimeout(timer)
  }
}

class TalkTooLong extends Error {}

/** For a pilot, a demo and the tests: one file a mail, complete or not there at all. */
function fileMailer(directory: string, from: string): Mailer {
  const transport = nodemailer.createTransport({ streamTransport: true, buffer: true, newline: 'windows' })
  return {
    async send(mail) {
      try {
        const { message: bytes } = await transport.sendMail(message(mail, from))
        makeFolder(directory, 0o700)
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
function message(mail: Mail, ours: string) {
  const from = mail.from ?? ours
  return {
    from,
    to: { name: '', address: mail.to },
    envelope: { from: returnPath(from, mail.messageId), to: mail.to },
    subject: mail.subject,
    text: mail.text,
    messageId: mail.messageId,
    date: new Date(mail.at.epochMilliseconds),
    headers: { 'Auto-Submitted': 'auto-generated', ...stopHeaders(mail.stop) },
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/** RFC 2369; by one press of the mail program (RFC 8058) where the way is encrypted, as that asks for. */
const stopHeaders = (stop: string | undefined): Record<string, string> => ({
  ...(stop === undefined ? {} : { 'List-Unsubscribe': `<${stop}>` }),
  ...(stop?.startsWith('https:') ? { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' } : {}),
})

/**
 * Where bounces go: the library's own address with the mail's id in it (VERP), so that a bounce which quotes nothing of
 * the mail still says which one it was. Left plain when the local part would grow too long.
 */
function returnPath(from: string, messageId: string): string {
  const address = /<([^<>]+)>\s*$/.exec(from)?.[1] ?? from.trim()
  const [local, domain] = address.split('@')
  const id = /^<([^@]+)@/.exec(messageId)?.[1]
  const tagged = `${local}+${id}`
  return id && domain && tagged.length <= 64 ? `${tagged}@${domain}` : address
}

type SmtpError = Error & { code?: string; command?: string; responseCode?: number; timeoutType?: string }

function readRefusal(error: SmtpError): Delivery {
  const said = error.message
  const { responseCode = 0, command = '' } = error
  // What the server says before it has heard of a recipient (greeting, login, sender) is about us, not about them.
  if (/^(Invalid recipient|No recipients)/.test(said)) return { is: 'refused', said, address: 'isNone' }
  // A server that greets and then falls silent over a mail: the others may go, and the tries at this one are counted.
  if (error instanceof TalkTooLong || error.timeoutType === 'SOCKET_TIMEOUT') return { is: 'later', said }
  const isAboutMail = command === 'RCPT TO' || command === 'DATA' || error.code === 'EMESSAGE'
  if (!isAboutMail || responseCode === 0 || responseCode === 421) return { is: 'unreachable', said }
  if (responseCode < 500) return { is: 'later', said }
  return { is: 'refused', said, address: command === 'RCPT TO' && isGone(responseCode, said) ? 'isGone' : 'mayBeGood' }
}

/**
 * 550, 551 and 553 speak of the address, but for those with an enhanced code of another kind (5.7.1: what is sent is
 * not wanted).
 */
const isGone = (code: number, said: string) => [550, 551, 553].includes(code) && !/\b5\.[2-7]\.\d/.test(said)
