// A receiver of Kago's webhooks, to begin a gateway with: node deploy/webhook-receiver.mjs
// WEBHOOK_KEY is what `kago webhook key NAME` prints, PORT where it listens, SEEN the file in which it keeps the ids that it has had.
// It prints each piece of news once, as a line of JSON: put in the place of that line what your gateway does.
import { createHmac, timingSafeEqual } from 'node:crypto'
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { createServer } from 'node:http'

const { WEBHOOK_KEY, PORT = '8080', SEEN = 'webhook-ids.txt' } = process.env
if (!WEBHOOK_KEY?.startsWith('whsec_')) throw new Error('WEBHOOK_KEY is what `kago webhook key NAME` prints')
const key = Buffer.from(WEBHOOK_KEY.slice('whsec_'.length), 'base64')
const seen = new Set(existsSync(SEEN) ? readFileSync(SEEN, 'utf8').split('\n') : [])

/** True when the body is the library's, and no older than five minutes. */
function isGenuine(headers, body) {
  const { 'webhook-id': id, 'webhook-timestamp': at, 'webhook-signature': signatures = '' } = headers
  if (!(Math.abs(Date.now() / 1000 - Number(at)) < 300)) return false
  const expected = createHmac('sha256', key).update(`${id}.${at}.${body}`).digest()
  return signatures.split(' ').some(signature => {
    const given = Buffer.from(signature.replace(/^v1,/, ''), 'base64')
    return given.length === expected.length && timingSafeEqual(given, expected)
  })
}

const server = createServer((request, response) => {
  let body = ''
  request.setEncoding('utf8')
  request.on('data', chunk => {
    body += chunk
    if (body.length > 65_536) request.destroy()
  })
  request.on('end', () => {
    const genuine = request.method === 'POST' && isGenuine(request.headers, body)
    const id = request.headers['webhook-id']
    if (genuine && !seen.has(id)) {
      process.stdout.write(`${body}\n`)
      // After it has been dealt with: what fails before this line is sent again.
      seen.add(id)
      appendFileSync(SEEN, `${id}\n`)
    }
    response.writeHead(genuine ? 204 : 401).end()
  })
})
server.listen(Number(PORT), () => process.stderr.write(`ready ${server.address().port}\n`))
