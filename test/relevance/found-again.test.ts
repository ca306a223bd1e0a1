import { beforeAll, describe, expect, test } from 'vitest'
import type { IndexedBib } from '#catalogue/index/catalogue-index.ts'
import { buildIndex, type MemoryIndex } from '#catalogue/index/memory-index.ts'
import { readCatalogue } from './catalogue-ja.ts'
import { lostLines } from './found-again.ts'

describe('in 75,405 real records', () => {
  let bibs: IndexedBib[]
  let index: MemoryIndex
  beforeAll(() => {
    bibs = readCatalogue().map(({ bib }) => bib)
    index = buildIndex(bibs)
  }, 120_000)

  const found = (text: string): { total: number; first: number[]; also: string[] } => {
    const answer = index.search({ text, limit: 1000 })
    if (!answer.ok || answer.value.nearest) return { total: 0, first: [], also: [] }
    const { total, hits, alsoSearched } = answer.value
    return { total, first: hits.map(({ id }) => id), also: alsoSearched }
  }

  /** Every record is asked by `npm run found-again`, which takes some minutes. */
  test('a line copied from a record finds the record', () => {
    const lost = bibs.filter((_, i) => i % 60 === 0).flatMap(bib => lostLines(index, bib))
    expect(lost).toEqual([])
  }, 120_000)

  test.each([
    ['ルイス・キャロル', 'キャロル ルイス'],
    ['ルイス・キャロル', 'キャロル, ルイス'],
    ['Miyazawa, Kenji', 'Miyazawa Kenji'],
    ['HGウェルズ', 'H・G・ウェルズ'],
    ['akb 48', 'AKB48'],
    ['三国志 3', '三国志 三'],
    ['第2巻', '第二巻'],
    ['24の瞳', '二十四の瞳'],
    ['夢10夜', '夢十夜'],
    ['怪人20面相', '怪人二十面相'],
    ['历史', '歷史'],
    ['八ヶ岳', '八ガ岳'],
    ['終り', '終わり'],
    ['シェークスピア', 'シェイクスピア'],
    ['ギリシア', 'ギリシャ'],
    ['メーク', 'メイク'],
    ['カ゛リハ゛ー', 'ガリバー'],
    ['いろ〳〵', 'いろいろ'],
    ['松本充代 作', '松本充代'],
    ['筆蹟', '筆跡'],
    ['霞ヶ関', '霞が関'],
  ])('%s finds what %s finds', (one, other) => {
    const [first, second] = [found(one), found(other)]
    expect(first.total).toBeGreaterThan(0)
    const missing = second.first.filter(id => !first.first.includes(id))
    // What another form finds beyond, such as the same digits inside a longer number, may be more, but not less.
    expect(missing).toEqual([])
  })

  test.each([
    ['ルイス・キャロル', 'キャロル ルイス'],
    ['アーサー・コナン・ドイル', 'ドイル アーサー・コナン'],
  ])('%s has the first page of %s', (one, other) => {
    expect(found(one).first.slice(0, 20)).toEqual(found(other).first.slice(0, 20))
  })

  test.each([
    ['坂口 安吾 著者', '坂口 安吾'],
    ['夏目漱石著', '夏目 漱石'],
  ])('%s finds every work of %s', (text, name) => {
    const own = bibs.filter(({ creators }) => creators.some(creator => creator.name === name))
    expect(own.length).toBeGreaterThan(20)
    expect(found(text).total).toBeGreaterThanOrEqual(own.length)
  })

  test.each([
    ['つれづれ草', '徒然草'],
    ['銀河てつどうの夜', '銀河鉄道の夜'],
    ['カニ工船', '蟹工船'],
    ['高瀬船', '高瀬舟'],
    ['羅城門', '羅生門'],
    ['山椒太夫', '山椒大夫'],
  ])('%s is asked back as %s, whatever it hits by chance', (typed, meant) => {
    const answer = index.search({ text: typed })
    expect(answer.ok && answer.value.didYouMean.join()).toContain(meant)
  })

  test.each(['?', '○・×・△', 'ふしぎ遊戯 -永光伝-第1章 神話開玄'])('%s finds its one title', text => {
    const { first } = found(text)
    const titles = first.map(id => bibs[id - 1]!).filter(({ title, subtitle }) => title === text || subtitle === text)
    expect(titles).not.toEqual([])
  })
})
