import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { givenBranches } from '../given.ts'
import { openLibrary } from '../library.ts'
import { dataDirectory, environmentOf, runKago, startService } from './service.ts'

describe('what scripts outside rely on', () => {
  test('kago help lists the commands', async () => {
    const { code, out } = await runKago(['help'])
    expect(code).toBe(0)
    for (const command of ['serve', 'import', 'night', 'check', 'backup', 'restore', 'staff', 'machine', 'patron'])
      expect(out).toMatch(new RegExp(`^ *kago ${command}\\b`, 'm'))
  })

  test('an unknown command and a wrong option are answered with the usage and change nothing', async () => {
    expect((await runKago(['fly'])).code).toBe(2)
    const { code, error } = await runKago(['night', '--date', '2026-02-30'], {
      DATA_DIR: dataDirectory(),
      DATABASE_URL: (await openLibrary()).databaseUrl,
    })
    expect(code).toBe(2)
    expect(error).toContain('2026-02-30 is not a date')
  })

  test('a file that is not there ends every command with 1, and with what is wrong in words', async () => {
    const { databaseUrl } = await openLibrary()
    const data = dataDirectory()
    const env = { DATA_DIR: data, DATABASE_URL: databaseUrl }
    const file = join(data, 'nowhere.kago')
    for (const words of [['restore'], ['restore', '--replace'], ['drill'], ['import'], ['settings', 'check']]) {
      const { code, error } = await runKago([...words, file], env)
      expect([words, code, error]).toEqual([words, 1, `${file} is not there.\n`])
    }
    for (const words of [
      ['restore', data],
      ['backup', '--new-key', import.meta.filename],
    ])
      expect([words, (await runKago(words, env)).code]).toEqual([words, 1])
  }, 120_000)

  test('every wrong setting is named at once', async () => {
    const { code, error } = await runKago(['serve'], { PORT: 'many', SMTP_URL: 'ftp://x', KAGO_AT: 'yesterday' })
    expect(code).toBe(1)
    for (const name of ['PORT', 'SMTP_URL', 'KAGO_AT']) expect(error).toContain(name)
  })

  test('a production service refuses a clock that is not the real one', async () => {
    const { code, error } = await runKago(['serve'], { NODE_ENV: 'production', KAGO_AT: '2026-11-24T10:00:00' })
    expect(code).toBe(1)
    expect(error).toContain('KAGO_AT')
  })

  test('serve says ready once, /healthz answers 200, and SIGTERM ends it well', async () => {
    const library = await openLibrary()
    await givenBranches(library)
    const service = await startService(environmentOf(library, dataDirectory()))
    expect(service.out.filter(line => line.startsWith('ready '))).toHaveLength(1)
    expect(service.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/)
    expect((await fetch(`${service.url}/healthz`)).status).toBe(200)
    expect(await service.stop()).toBe(0)
  })

  test('without a server of the machine everything runs on the embedded one, and a service that was killed is followed by the next', async () => {
    const env = { DATA_DIR: dataDirectory(), KAGO_AT: '2026-11-24T10:00:00' }
    const first = await startService(env)
    expect(await (await fetch(`${first.url}/search?q=${encodeURIComponent('こころ')}`)).text()).toContain('夏目漱石')
    await first.kill()
    const second = await startService(env)
    expect((await fetch(`${second.url}/healthz`)).status).toBe(200)
    expect((await runKago(['check'], env)).out).toContain('all is well')
    expect(await second.stop()).toBe(0)
    // The embedded server outlives a killed service: this command takes it over and, being alone, ends it.
    expect((await runKago(['check'], env)).code).toBe(0)
  }, 300_000)
})
