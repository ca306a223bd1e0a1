import { expect, test } from 'vitest'
import { BranchId } from '#ids.ts'
import { closuresAhead } from './closures-ahead.ts'

const on = (branchId: BranchId, day: string, reason = '大雪') => ({
  branchId,
  day: Temporal.PlainDate.from(day),
  reason,
})
const shown = (days: Parameters<typeof closuresAhead>[0]) =>
  closuresAhead(days).map(({ branchIds, from, until, reason }) => [branchIds.join(' '), `${from}`, `${until}`, reason])

test('days that follow each other are one closure, branches closed alike stand together', () => {
  expect(shown([])).toEqual([])
  expect(
    shown([
      on(BranchId('chuo'), '2026-11-30'),
      on(BranchId('asahi'), '2026-11-30'),
      on(BranchId('chuo'), '2026-12-01'),
      on(BranchId('asahi'), '2026-12-01'),
    ]),
  ).toEqual([['chuo asahi', '2026-11-30', '2026-12-01', '大雪']])
  expect(
    shown([
      on(BranchId('chuo'), '2026-12-01'),
      on(BranchId('asahi'), '2026-12-01', '停電'),
      on(BranchId('chuo'), '2026-12-03'),
    ]),
  ).toEqual([
    ['chuo', '2026-12-01', '2026-12-01', '大雪'],
    ['asahi', '2026-12-01', '2026-12-01', '停電'],
    ['chuo', '2026-12-03', '2026-12-03', '大雪'],
  ])
})
