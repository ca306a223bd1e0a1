import { expect, test } from 'vitest'
import { defaultPolicy } from '#policy.ts'
import { changePolicy } from '#staff/change-policy.ts'
import { createApp } from '#web/app.tsx'
import { givenBranches } from '../../../../test/given.ts'
import { givenStaffSession } from '../../../../test/given-staff.ts'
import { openLibrary } from '../../../../test/library.ts'

test('the history of the settings says what each change changed, from which value to which', async () => {
  const library = await openLibrary()
  await givenBranches(library)
  const { cookie } = await givenStaffSession(library, { role: 'admin' })
  const page = async () =>
    (await (await createApp(library).request('/counter/policy', { headers: { cookie } })).text()).replaceAll(
      /<\/?b>/g,
      '',
    )
  expect(await page()).toContain('まだ変えたことはありません')

  const longer = { ...defaultPolicy, holds: { ...defaultPolicy.holds, pickupDays: 10 } }
  await changePolicy(library, { login: 'kanri' }, longer)
  const released = { ...longer, holds: { ...longer.holds, seriesReleasedWhen: 'returned' } }
  await changePolicy(library, { login: 'kanri' }, released)
  await changePolicy(library, { login: 'kanri' }, released)
  const shown = (await page()).split('<h2>履歴</h2>')[1]!
  const entries = shown.split('kanri').slice(1)
  expect(entries[0]).toContain('値は変わっていません')
  expect(entries[1]).toContain('前の本を確保したとき → 前の本を返したとき')
  expect(entries[1]).not.toContain('7 → 10')
  expect(entries[2]).toContain('7 → 10')
})
