import type { SearchRequest } from '#catalogue/index/catalogue-index.ts'
import { readQueries } from '../test/relevance/catalogue-ja.ts'

export type FixedQuery = {
  kind: string
  request: SearchRequest
  /** Every word has a Han character, so that readings play no part: every engine must find as many bibs. */
  comparable: boolean
}

const twoWords = (
  '日本 歴史, 世界 文学, 東京 物語, 少女 漫画, 日本 経済, 人間 失格, 科学 教育, 音楽 研究, 戦争 平和, 宮沢 銀河, 太宰 全集, 日本 昔話, 夏目 こころ, ' +
  '北海道 旅行, 子ども 料理, 江戸 文化, 図書館 研究, 中国 歴史, 英語 教育, 世界 地図, 日本 の, 物語 集, 猫 犬, 春 夏, 大 日本'
).split(', ')

/** The same 200 queries of every kind, whatever the size of the catalogue. */
export function fixedQueries(): FixedQuery[] {
  const real = readQueries()
  const some = (form: string, count: number, accept: (query: string) => boolean = () => true) =>
    everyNth(
      real.filter(query => query.form === form && accept(query.query)).map(({ query }) => query),
      count,
    )
  const list = (kind: string, texts: string[], more: SearchRequest = {}, comparable = false): FixedQuery[] =>
    texts.map(text => ({
      kind,
      request: { text, limit: 20, ...more },
      comparable: comparable && text.split(' ').every(word => /\p{Script=Han}/u.test(word)),
    }))
  const words = (text: string) => text.split(' ')
  const common = words(
    '日本 歴史 文学 世界 人間 東京 物語 全集 研究 少女 社会 教育 音楽 科学 宗教 哲学 経済 法律 数学 料理 戦争 旅行 図書館 新聞 雑誌',
  )
  return [
    ...list('one kana', words('の は と に が ン ア を で ー'.replace(' ー', ' も'))),
    ...list('one kanji', words('日 人 道 猫 本 花 山 大 海 犬'), {}, true),
    ...list('common word', common, {}, true),
    ...list('two words', twoWords, {}, true),
    ...list(
      'phrase',
      some(
        'kanji',
        20,
        query => /^[\p{Script=Han}\p{Script=Hiragana}]{4,12}$/u.test(query) && /\p{Script=Han}/u.test(query),
      ),
      {},
      true,
    ),
    ...list('author', some('kanji_nospace', 15), {}),
    ...list('author and title', some('two_terms', 10)),
    ...list('reading', [...some('hiragana', 12), ...some('katakana', 13)]),
    ...list('isbn', ['9784000000030', '978-4-00-000300-0', '9784000030007', '4-00-003000-7', ...some('isbn13', 6)]),
    ...list('latin', words('comic the king DVD love jump tv x-men star girl')),
    ...list('romaji', some('roman', 5)),
    ...list('facets', common.slice(0, 8), { filters: { branches: ['中央'], availableNow: true } }),
    ...list('facets', common.slice(8, 15), {
      filters: { kinds: ['book', 'comic'], years: [{ from: 2000 }], classes: [7, 9] },
    }),
    ...list('facets', ['の', '日本'], { filters: { audiences: ['child'], branches: ['東', '西'] } }),
    ...list('sort by title', [...common.slice(0, 10), 'の', '猫'], { sort: 'title' }),
    ...list('newest first', common.slice(10, 16), { sort: 'newest' }),
    ...list('not there', words('存在禾言葉 ぬぬぬぬぬ さかぐちあんこう qqqzzz')),
  ].slice(0, 200)
}

function everyNth<T>(all: readonly T[], count: number): T[] {
  const step = Math.max(1, Math.floor(all.length / count))
  return all.filter((_, i) => i % step === 0).slice(0, count)
}
