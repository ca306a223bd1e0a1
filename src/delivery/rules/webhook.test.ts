import { expect, test } from 'vitest'
import { judgeWebhook, nextWebhookTry, webhookBody } from './webhook.ts'

const webhook = {
  name: 'line',
  url: 'https://gate.example.jp/kago',
  kinds: ['ready'],
  tellsTitles: false,
  tellsCard: false,
}

test.each([
  [{}, []],
  [{ url: 'http://127.0.0.1:8080/' }, []],
  [{ url: 'http://192.168.0.9/x' }, []],
  [{ url: 'http://[fd00::1]/' }, []],
  [{ url: 'http://gate.example.jp/' }, ['url']],
  [{ url: 'http://172.32.0.1/' }, ['url']],
  [{ url: 'http://10.example.jp/' }, ['url']],
  [{ url: 'https://user:secret@gate.example.jp/' }, ['url']],
  [{ url: 'file:///etc/passwd' }, ['url']],
  [{ name: 'L', url: 'x', kinds: [] }, ['name', 'url', 'noKind']],
  [{ kinds: ['ready', 'mailRegistered'] }, ['unknownKind']],
])('%j is refused for %j', (given, whys) => {
  expect(judgeWebhook({ ...webhook, ...given })).toEqual(whys)
})

test('what was not taken is tried for four days, ever more rarely, and then given up', () => {
  let now = Temporal.Instant.from('2026-11-24T00:00:00Z')
  const begun = now
  let tries = 1
  for (let next = nextWebhookTry(tries, now); next !== null; next = nextWebhookTry(++tries, now)) {
    expect(Temporal.Instant.compare(next, now)).toBe(1)
    now = next
  }
  expect(tries).toBe(10)
  expect(now.since(begun).total('hours')).toBeGreaterThan(66)
})

test('titles are counted, and stand there only where that is allowed', () => {
  const told = {
    id: 'a',
    kind: 'ready' as const,
    dueAt: Temporal.Instant.from('2026-11-24T00:00:00Z'),
    facts: { titles: ['ひみつ'], pickup: '中央図書館', answer: 'ひみつ' },
  }
  expect(webhookBody(told, { sign: 'x' }, false)).not.toContain('ひみつ')
  expect(JSON.parse(webhookBody(told, { sign: 'x' }, true))).toMatchObject({ data: { count: 1, titles: ['ひみつ'] } })
})
