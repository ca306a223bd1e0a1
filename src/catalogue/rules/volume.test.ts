import { expect, test } from 'vitest'
import { splitVolume, UNKNOWN_VOLUME, volumeOrder } from './volume.ts'

const inOrder: string[][] = [
  ['上', '中', '下'],
  ['上巻', '下巻'],
  ['（上）', '（中）', '（下）'],
  ['前編', '後編'],
  ['1', '2', '3', '10', '11', '100'],
  ['第1巻', '第2巻', '第10巻'],
  ['第一巻', '第二巻', '第九巻', '第十巻', '第十一巻', '第二十巻', '第百巻'],
  ['第九巻', '第一〇巻', '第一一巻', '第二〇巻'],
  ['第八卷', '第拾貳號', '第拾參號'],
  ['Ⅰ', 'Ⅱ', 'Ⅳ', 'Ⅸ', 'Ⅹ'],
  ['vol.1', 'vol.2', 'vol.10'],
  ['[1]', '[2]', '[49]'],
  ['1A', '1B', '2A'],
  ['第一部上', '第一部下', '第二部上', '第二部（下）'],
  ['第二巻第一号', '第二巻第九号', '第二巻第一〇号', '第三巻第一号'],
  ['10 樋口一葉集', '11 國木田獨歩・田山花袋集', '29 芥川龍之介'],
  ['30', '別巻', '別巻2', '別巻35 七癖'],
  ['BOOK1', 'BOOK2', 'BOOK3'],
  ['正', '続'],
  ['3', '完結編'],
  ['12', '12.5', '13'],
  ['石造物編'],
]

test.each(inOrder)('%s …', (...volumes) => {
  const orders = volumes.map(volumeOrder)
  expect(orders).toEqual(orders.toSorted((a, b) => a - b))
  expect(new Set(orders).size).toBe(orders.length)
})

test('one number in every spelling', () => {
  for (const three of ['3', '第3巻', '３', 'Ⅲ', '三', '第三巻', 'vol.3', '[3]', '巻3', '第參巻'])
    expect([three, volumeOrder(three)]).toEqual([three, 3])
})

test('what nobody can read as a number comes last', () => {
  expect(volumeOrder('資料編')).toBe(UNKNOWN_VOLUME)
  expect(volumeOrder('RED')).toBe(UNKNOWN_VOLUME)
  expect(volumeOrder(null)).toBe(0)
})

test('a title that carries its volume is divided', () => {
  expect(splitVolume('ノルウェイの森 上')).toEqual({ stem: 'ノルウェイの森', volume: '上' })
  expect(splitVolume('ナルト 巻ノ3')).toEqual({ stem: 'ナルト 巻ノ3', volume: null })
  expect(splitVolume('こころ（下）')).toEqual({ stem: 'こころ', volume: '下' })
  expect(splitVolume('世界の歴史 第3巻')).toEqual({ stem: '世界の歴史', volume: '第3巻' })
  expect(splitVolume('風の上')).toEqual({ stem: '風の上', volume: null })
  expect(splitVolume('1984')).toEqual({ stem: '1984', volume: null })
})
