import { expect, test } from 'vitest'
import { BranchId } from '#ids.ts'
import { newId } from '#std/new-id.ts'
import { givenBranches } from '../../../test/given.ts'
import { openLibrary } from '../../../test/library.ts'
import { listTerminals, makeTerminalCode, registerTerminal } from './terminals.ts'

const library = await openLibrary()
await givenBranches(library)

test('a form that is sent again gives the code that it gave, which serves once; another form gives another', async () => {
  const form = newId()
  const make = (name: string, id: string) =>
    makeTerminalCode(library, { login: 'mado' }, BranchId('chuo'), name, 'no', id)
  const code = await make('1番', form)
  expect(code).toMatch(/^\d{8}$/)
  expect(await make('1番', form)).toBe(code)
  expect(new Set([code, await make('2番', form), await make('1番', newId())]).size).toBe(3)
  const codes = await library.db.selectFrom('terminal_code').selectAll().execute()
  const audit = await library.db.selectFrom('audit').where('did', '=', 'makeTerminalCode').selectAll().execute()
  expect([codes.length, audit.length]).toEqual([3, 3])
  expect(await registerTerminal(library, code, '127.0.0.1')).not.toBeNull()
  expect(await make('1番', form)).toBe(code)
  expect(await registerTerminal(library, code, '127.0.0.1')).toBeNull()
  expect((await listTerminals(library)).map(({ name }) => name)).toEqual(['1番'])

  // What has run out, or is another terminal's by chance, is not shown again: another is drawn.
  library.clock.forward({ hours: 2 })
  const later = await make('1番', form)
  expect(later).not.toBe(code)
  await library.db
    .updateTable('terminal_code')
    .set({ name: '別の端末', branch_id: BranchId('asahi') })
    .execute()
  const third = await make('1番', form)
  expect([code, later]).not.toContain(third)
  expect(await registerTerminal(library, third, '127.0.0.1')).not.toBeNull()
})
