import { expect, test } from 'vitest'
import { bibFor, creator } from '../../../../test/indexed-bib.ts'
import type { SearchRequest } from '../catalogue-index.ts'
import { buildIndex } from '../memory-index.ts'

const index = buildIndex([
  bibFor(1, { title: '銀河鉄道の夜', titleReading: 'ギンガ テツドウ ノ ヨル', popularity: 9 }),
  bibFor(2, { title: 'ぎんぎつね' }),
  bibFor(3, { title: '夜の銀座', titleReading: 'ヨル ノ ギンザ', popularity: 9 }),
  bibFor(4, { title: '本', creators: [creator('銀色夏生', 'ギンイロ ナツオ')] }),
  bibFor(5, { title: '議', titleReading: 'ギ' }),
  bibFor(6, { title: 'ネコ', titleReading: 'ネコ' }),
])
function found(request: SearchRequest) {
  const answer = index.search(request)
  if (!answer.ok) throw new Error(answer.refusal.why)
  return answer.value.hits.map(({ id, tier }) => [id, tier])
}

test('one kana finds the titles that begin with its sound, below those that are written with it', () => {
  expect(found({ text: 'ぎ' })).toEqual([
    [5, 'titleReadingExact'],
    [2, 'titleStarts'],
    [1, 'readingStarts'],
  ])
  expect(found({ text: 'キ' })).toEqual([])
  const row = { field: 'title' as const, text: 'ギ', join: 'and' as const }
  expect(found({ conditions: [{ ...row, match: 'startsWith' }] }).map(([id]) => id)).toEqual([2, 5, 1])
  expect(found({ conditions: [{ ...row, match: 'exact' }] }).map(([id]) => id)).toEqual([5])
})

test('with another word, in quotation marks or in another field, one kana stays a word', () => {
  expect(found({ text: 'ぎ 夜' })).toEqual([])
  expect(found({ text: '"ぎ"' }).map(([id]) => id)).toEqual([5, 2])
  expect(found({ conditions: [{ field: 'author', match: 'contains', text: 'ギ', join: 'and' }] })).toEqual([])
})

test('もしかして says what went wrong, not what was typed right', () => {
  const books = buildIndex([
    bibFor(1, { title: 'かってに頼道', creators: [creator('はしもと みつお')] }),
    bibFor(2, { title: 'こころ', creators: [creator('芥川 竜之介')], publisher: '岩波書店出版' }),
  ])
  const suggested = (text: string) => {
    const answer = books.search({ text })
    return answer.ok ? answer.value.didYouMean : null
  }
  expect(suggested('かっ亜に頼道 はしもとみつお')).toEqual(['かってに頼道'])
  expect(suggested('こころ 芥川竜之助')).toEqual(['芥川 竜之介'])
  // The publisher went wrong: the title alone was typed already.
  expect(suggested('こころ 岩波諸店出版')).toEqual(['こころ 芥川 竜之介'])
})
