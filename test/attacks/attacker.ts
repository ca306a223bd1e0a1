import { request } from 'node:http'

/** How the 認証ページ answered a guess. */
export type Answer = 'in' | 'change' | 'refused' | 'birthDateNeeded' | 'tooMany' | 'busy'

/**
 * Somebody with many addresses, who knows the 認証ページ alone. The service has one trusted proxy in front, so that each
 * request brings the address it comes from.
 * @param addresses how many to go through, one after another
 */
export function createAttacker(port: number, addresses: number) {
  let sent = 0
  return {
    /** From the next address in turn. */
    guess: (cardNumber: string, password: string, birthDate?: string): Promise<Answer> => {
      const n = sent++ % addresses
      const from = `10.${Math.floor(n / 62_500)}.${Math.floor(n / 250) % 250}.${n % 250}`
      return logIn(port, { cardNumber, password, ...(birthDate === undefined ? {} : { birthDate }) }, from)
    },
    get sent() {
      return sent
    },
  }
}

/** Posts the login form, as a browser without cookies would. */
function logIn(port: number, fields: Record<string, string>, from: string): Promise<Answer> {
  const body = new URLSearchParams(fields).toString()
  return new Promise((resolve, reject) => {
    const asked = request(
      {
        host: '127.0.0.1',
        port,
        method: 'POST',
        path: '/login',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'content-length': body.length,
          'sec-fetch-site': 'same-origin',
          'x-forwarded-for': from,
        },
      },
      async answer => {
        const text = (await answer.toArray()).join('')
        const to = answer.headers.location ?? ''
        if (answer.statusCode === 303) resolve(to.startsWith('/my/password') ? 'change' : 'in')
        else if (answer.statusCode === 422) resolve(/お聞きしています/.test(text) ? 'birthDateNeeded' : 'refused')
        else if (answer.statusCode === 429) resolve('tooMany')
        else if (answer.statusCode === 503) resolve('busy')
        else reject(new Error(`The login answered ${answer.statusCode}`))
      },
    )
    asked.on('error', reject)
    asked.end(body)
  })
}

/** Whether a guess opened the card. */
export const opened = (answer: Answer): boolean => answer === 'in' || answer === 'change'
