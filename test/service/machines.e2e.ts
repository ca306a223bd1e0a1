import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { givenBranches } from '../given.ts'
import { openLibrary } from '../library.ts'
import { selfCheck } from '../sip2.ts'
import { dataDirectory, environmentOf, runKago, startService } from './service.ts'

test('kago machine adds, lists and stops a machine, which the service serves on SIP2_PORT', async () => {
  const library = await openLibrary()
  await givenBranches(library)
  const env = environmentOf(library, dataDirectory())
  const machine = (args: string[], input?: string) => runKago(['machine', ...args], env, input)

  const wrong = await machine(['add', 'Kiosk', '--branch', 'nowhere', '--address', 'x'], 'short\n')
  expect(wrong.code).toBe(1)
  for (const word of ['name', 'branch', 'password', 'address']) expect(wrong.out).toContain(`The ${word}:`)
  expect((await machine(['add', 'kiosk-1'])).code).toBe(2)
  expect((await machine(['add', 'kiosk-1', '--branch', 'chuo', '--charset', 'latin1'], '')).code).toBe(2)
  const added = await machine(['add', 'kiosk-1', '--branch', 'chuo', '--charset', 'cp932'], 'a long one for it\n')
  expect(added).toMatchObject({ code: 0, out: 'kiosk-1 can sign in\n' })
  expect((await machine(['list'])).out).toBe('kiosk-1\tchuo\tcp932\t\tnever seen\n')

  const service = await startService({ ...env, SIP2_PORT: '0' })
  const port = Number(/^SIP2 on port (\d+)$/m.exec(service.out.join('\n'))![1])
  const given = { name: 'kiosk-1', password: 'a long one for it', charset: 'cp932' } as const
  const kiosk = await selfCheck(library, port, given)
  expect((await kiosk.status()).of('AN')).toBe('kiosk-1')
  expect((await machine(['disable', 'kiosk-1'])).out).toBe('kiosk-1 can no longer sign in\n')
  expect((await selfCheck(library, port, given)).signedIn.fixed).toEqual({ ok: '0' })
  expect((await machine(['disable', 'kiosk-9'])).code).toBe(1)
  expect(await service.stop()).toBe(0)
  await kiosk.gone
})

test('a port that is taken, and a certificate without its key, end the start with what to do', async () => {
  const library = await openLibrary()
  await givenBranches(library)
  const env = { ...environmentOf(library, dataDirectory()), PORT: '0' }
  const taken = createServer()
  await new Promise<void>(resolve => taken.listen(0, '127.0.0.1', resolve))
  const { port } = taken.address() as { port: number }
  const serve = (more: Record<string, string>) => runKago(['serve'], { ...env, ...more })
  const onTaken = await serve({ SIP2_PORT: `${port}` })
  expect([onTaken.code, onTaken.error]).toEqual([1, expect.stringContaining('name another port in SIP2_PORT')])
  taken.close()
  const alone = await serve({ SIP2_PORT: '0', SIP2_CERT: '/nowhere.pem' })
  expect([alone.code, alone.error]).toEqual([1, expect.stringContaining('SIP2_CERT, SIP2_KEY')])
  const missing = await serve({ SIP2_PORT: '0', SIP2_CERT: '/nowhere.pem', SIP2_KEY: '/nowhere.key' })
  expect([missing.code, missing.error]).toEqual([1, expect.stringContaining('/nowhere.pem')])
})
