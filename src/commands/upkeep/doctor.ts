import { randomInt } from 'node:crypto'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readConfig } from '#config.ts'
import { openMailer } from '#delivery/mailer.ts'
import type { Library } from '#library.ts'
import { openFromEnvironment } from '#main.ts'
import { readMailAddress } from '#notices/rules/mail-address.ts'
import { said } from '#opening/rules/checklist.ts'
import { mailCame, sendTestMail } from '#opening/set-up.ts'
import { sayDone, showChecklist } from '#opening/show-checklist.ts'
import { settings } from '#text/ja/settings.ts'
import { ask, type Command, say, UsageError } from '../command.ts'

/** 開館までのチェックリスト at a terminal, for people and monitors: exit 1 while something is left to do. */
export const doctorCommand: Command = async args => {
  const { values } = parseArgs({ args, options: { done: { type: 'string' }, mail: { type: 'string' } } })
  const wanted = said.find(one => one === values.done)
  if (values.done !== undefined && !wanted) throw new UsageError(`--done ${said.join(' or ')}`)
  if (values.mail !== undefined && !('address' in readMailAddress(values.mail)))
    throw new UsageError(`--mail wants an address, and ${values.mail} is none`)
  const { library, close } = await openFromEnvironment()
  try {
    if (values.mail !== undefined && !(await tryMail(library, values.mail))) return 1
    if (wanted) await sayDone(library, { login: 'console' }, wanted)
    const { items, next } = settings.checklist
    const list = await showChecklist(library)
    for (const { check, done } of list)
      say(done ? `ok    ${check}: ${items[check]}` : `open  ${check}: ${items[check]}。${next[check]}`)
    const isHidden = hidesClients(library)
    if (isHidden) say(`open  proxies: ${settings.checklist.proxies}。${settings.checklist.proxiesNext}`)
    return list.every(({ done }) => done) && !isHidden ? 0 : 1
  } finally {
    await close()
  }
}

/**
 * Whether the public comes by https to a service that this machine alone can reach: then a proxy stands in front, and
 * nobody has said that it is to be believed. Everybody would count as this machine, for which no limit holds.
 */
function hidesClients(library: Library): boolean {
  const { host, trustedProxies } = readConfig()
  const isOwnAlone = ['127.0.0.1', '::1', 'localhost'].includes(host)
  return isOwnAlone && trustedProxies === 0 && !!library.policy.identity.publicAddress?.startsWith('https://')
}

/**
 * Sends a test mail, and asks for the number that comes with it.
 * @returns false when it could not be sent, or the number is another
 */
async function tryMail(library: Library, to: string): Promise<boolean> {
  const { smtpUrl, mailFrom, dataDir } = readConfig()
  const mailer = openMailer({ smtpUrl, from: mailFrom, directory: join(dataDir, 'mail') })
  const { setUp } = settings
  try {
    const code = `${randomInt(1_000_000)}`.padStart(6, '0')
    const sent = await sendTestMail(library, mailer, { to, subject: setUp.mailSubject, text: setUp.mailBody(code) })
    if (!sent.ok) {
      say(setUp.mailFailed)
      return false
    }
    const typed = await ask(`${setUp.mailSent(to)} `)
    if (typed !== code) {
      say(setUp.mailWrong)
      return false
    }
    await mailCame(library, 'console')
    return true
  } finally {
    mailer.close()
  }
}
