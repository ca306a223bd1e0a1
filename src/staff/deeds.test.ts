import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { counterAdmin } from '#text/ja/counter/admin.ts'

test('whatever is written into the audit trail has words on the page that shows it', () => {
  const src = join(import.meta.dirname, '..')
  const files = (readdirSync(src, { recursive: true }) as string[]).filter(file => /(?<!\.test)\.tsx?$/.test(file))
  const code = files.map(file => readFileSync(join(src, file), 'utf8')).filter(text => text.includes('writeAudit('))
  const deeds = code.flatMap(text =>
    [...text.matchAll(/\bdid(?::| =)(?: because === null \? '(\w+)' :)? '(\w+)'/g)].flatMap(([, first, second]) =>
      first ? [first, second!] : [second!],
    ),
  )
  expect(deeds).toEqual(expect.arrayContaining(['stopPatron', 'unstopPatron', 'markCalled', 'enterClosure']))
  expect(deeds.filter(deed => !(deed in counterAdmin.audit.deeds))).toEqual([])
})
