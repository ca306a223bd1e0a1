import { expect, test } from 'vitest'
import { defaultPolicy, policySchema } from '#policy.ts'
import { counterAdmin } from '#text/ja/counter/admin.ts'
import { asTyped, choices, readPolicyForm, settingsOf } from './policy-form.ts'

test('a form that is sent as it was shown changes nothing', () => {
  const settings = settingsOf(defaultPolicy)
  const typed = (path: string) => asTyped(defaultPolicy, settings.find(setting => setting.path === path)!)
  expect(policySchema.parse(readPolicyForm(defaultPolicy, typed))).toEqual(defaultPolicy)
})

test('every setting has its words', () => {
  const { fields, choices: words } = counterAdmin.policy
  expect(settingsOf(defaultPolicy).filter(({ path }) => !(path in fields))).toEqual([])
  expect(
    Object.values(choices)
      .flat()
      .filter(choice => !(choice in words)),
  ).toEqual([])
})

test('what cannot be read is named by the schema', () => {
  const settings = settingsOf(defaultPolicy)
  const document = readPolicyForm(defaultPolicy, path => {
    if (path === 'holds.pickupDays') return '一週間'
    if (path === 'notices.overdueDays') return '7,x'
    if (path === 'calendar.yearlyClosings') return '年末'
    return asTyped(defaultPolicy, settings.find(setting => setting.path === path)!)
  })
  const paths = policySchema.safeParse(document).error!.issues.map(issue => issue.path.slice(0, 2).join('.'))
  expect(paths.sort()).toEqual(['calendar.yearlyClosings', 'holds.pickupDays', 'notices.overdueDays'])
})
