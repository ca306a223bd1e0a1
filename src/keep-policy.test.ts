import { expect, test, vi } from 'vitest'
import { transact } from '#database/database.ts'
import { openLibrary } from '../test/library.ts'
import { keepPolicy } from './keep-policy.ts'
import { defaultPolicy } from './policy.ts'
import { savePolicy } from './policy-store.ts'

test('settings that another process puts into force are taken over within seconds', async () => {
  const library = await openLibrary()
  const kept = keepPolicy(library, 0.05)
  const changed = { ...defaultPolicy, identity: { ...defaultPolicy.identity, name: { ja: 'かご市立図書館' } } }
  await transact(library.db, tx => savePolicy(tx, changed, { at: library.clock.now(), by: 'admin' }))
  await vi.waitFor(() => expect(library.policy).toEqual(changed), { timeout: 5_000 })
  kept.stop()
})
