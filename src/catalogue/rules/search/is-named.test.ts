import { expect, test } from 'vitest'
import { bibFor } from '../../../../test/indexed-bib.ts'
import { isNamed } from './is-named.ts'

const bib = bibFor(1, {
  title: '銀河鉄道の夜',
  subtitle: '童話集',
  volume: '上',
  titleReading: 'ギンガ テツドウ ノ ヨル',
  otherTitles: ['Night on the galactic railroad'],
})

test.each([
  '銀河鉄道の夜',
  '銀河鐵道の夜 上',
  '銀河鉄道の夜 童話集',
  'ぎんがてつどうのよる',
  'ginga tetsudou no yoru',
  '"night on the galactic railroad"',
])('%s is what it is called', text => expect(isNamed(bib, text)).toBe(true))

test.each(['銀河鉄道', 'ぎんが', 'ginga tetsudou', '夜', ''])('%s only stands in it', text =>
  expect(isNamed(bib, text)).toBe(false),
)
