import { expect, test } from 'vitest'
import { currentDescription } from '#settings/change-description.ts'
import { createApp } from '#web/app.tsx'
import { hostileTexts } from '../../../../test/corpus/texts.ts'
import { fromHere } from '../../../../test/from-here.ts'
import { readPage } from '../../../../test/fuzz/page.ts'
import { givenBranches } from '../../../../test/given.ts'
import { givenStaffSession } from '../../../../test/given-staff.ts'
import { openLibrary } from '../../../../test/library.ts'

test('a setting with a text that breaks programs in every field is shown again as valid HTML, and one that is none is refused', async () => {
  const library = await openLibrary()
  await givenBranches(library)
  const { cookie } = await givenStaffSession(library, { role: 'admin' })
  const app = createApp(library)
  const before = await currentDescription(library)
  for (const address of ['/counter/policy', '/counter/settings/identity', '/counter/settings/branches/asahi']) {
    const shown = await app.request(address, { headers: { cookie } }, fromHere)
    const form = readPage(await shown.text(), address).forms.find(({ fields }) => fields.some(f => f.kind === 'typed'))!
    for (const [what, text] of hostileTexts) {
      const fields = form.fields.flatMap(({ name, kind, preset }) =>
        kind === 'typed' ? [[name, text]] : preset.map(value => [name, value]),
      )
      const headers = { cookie, 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' }
      const sent = { method: 'POST', headers, body: new URLSearchParams(fields as string[][]).toString() }
      const answer = await app.request(form.action, sent, fromHere)
      expect(answer.status, `${address} ${what}`).toBeLessThan(500)
      expect(readPage(await answer.text(), address).faults, `${address} ${what}`).toEqual([])
      if (/\0|\ud800|\ufdd3/.test(text)) expect(answer.status, `${address} ${what}`).toBe(422)
    }
  }
  expect(await currentDescription(library)).toEqual(before)
})
