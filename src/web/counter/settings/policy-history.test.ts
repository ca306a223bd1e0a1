import { expect, test } from 'vitest'
import { changeDescription, currentDescription } from '#settings/change-description.ts'
import type { Description } from '#settings/description.ts'
import { createApp } from '#web/app.tsx'
import { givenBranches } from '../../../../test/given.ts'
import { givenStaffSession } from '../../../../test/given-staff.ts'
import { openLibrary } from '../../../../test/library.ts'

test('the history of the settings says what each change changed, from which value to which', async () => {
  const library = await openLibrary()
  await givenBranches(library)
  const { cookie } = await givenStaffSession(library, { role: 'admin' })
  const page = async () => await (await createApp(library).request('/counter/settings', { headers: { cookie } })).text()
  expect(await page()).toContain('まだ変えたことはありません')

  const change = async (how: (now: Description) => object) => {
    const { description, version } = await currentDescription(library)
    await changeDescription(library, { login: 'kanri' }, how(description), { basedOn: version })
  }
  await change(now => now)
  await change(now => ({ ...now, holds: { ...now.holds, pickupDays: 10 } }))
  await change(now => ({ ...now, holds: { ...now.holds, seriesReleasedWhen: 'returned' } }))
  const entries = (await page()).split('<h2>履歴</h2>')[1]!.split('kanri').slice(1)
  expect(entries[0]).toContain('前の本を確保したとき → 前の本を返したとき')
  expect(entries[0]).not.toContain('7 → 10')
  expect(entries[1]).toContain('7 → 10')
})
