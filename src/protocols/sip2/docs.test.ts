import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { BranchId } from '#ids.ts'
import { givenBranches } from '../../../test/given.ts'
import { givenPatron } from '../../../test/given-patron.ts'
import { openLibrary } from '../../../test/library.ts'
import { givenMachine } from '../../../test/sip2.ts'
import { usualLimits } from './limits.ts'
import { serveSip2 } from './server.ts'

const docs = readFileSync(join(import.meta.dirname, '../../../docs/protocols.md'), 'utf8')

test('the example works when it is pasted', async () => {
  const [account, talk] = [...docs.matchAll(/```sh\n(.*?)```/gs)]
    .map(([, code]) => code!)
    .filter(code => /kiosk-1/.test(code))
  const [, password, name, branchId] = /^echo '(.+)' \| npx kago machine add (\S+) --branch (\S+)$/m.exec(account!)!
  const library = await openLibrary()
  await givenBranches(library)
  await givenPatron(library, { cardNumber: '00012345', password: '7294', name: '籠目 花子' })
  await givenMachine(library, { name: name!, branchId: BranchId(branchId!), password: password! })
  const server = await serveSip2(library, { port: 0, host: '127.0.0.1' })
  const { stdout } = await promisify(execFile)('sh', ['-c', talk!.replace('6001', `${server.port}`)])
  const said = stdout.trim().split('\n')
  expect(said.map(line => line.slice(0, 3))).toEqual(['941', '98Y', '64 '])
  expect(said[2]).toContain('|AE籠目 花子|BLY|CQY|')
  await server.close()
})

test('the limits are those of the program', () => {
  const { signInSeconds, stallSeconds, lineBytes, unansweredMax, perSecond, cutsMax, connectionsMax } = usualLimits
  const line = lineBytes.toLocaleString('en-US')
  for (const words of [
    `no sign-in within ${signInSeconds} s`,
    `longer than ${stallSeconds} s or has more than ${line} bytes`,
    `more than ${unansweredMax} questions`,
    `more than ${perSecond} a second`,
    `${cutsMax} connections were cut`,
    `${connectionsMax.toLocaleString('en-US')} connections`,
  ])
    expect(docs).toContain(words)
})
