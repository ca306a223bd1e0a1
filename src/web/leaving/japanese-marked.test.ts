import { expect, test } from 'vitest'
import { markJapanese } from './japanese-marked.ts'

const japanese = (words: string) => `<span lang="ja">${words}</span>`

test.for([
  ['<html lang="en"><p>Title: 雪国</p></html>', `<html lang="en"><p>Title: ${japanese('雪国')}</p></html>`],
  ['<p lang="ja">雪国 <b>上</b></p>', '<p lang="ja">雪国 <b>上</b></p>'],
  ['<p lang="ja">雪国</p><p>雪国</p>', `<p lang="ja">雪国</p><p>${japanese('雪国')}</p>`],
  ['<div lang="ja">雪国<p lang="en">雪国</p></div>', `<div lang="ja">雪国<p lang="en">${japanese('雪国')}</p></div>`],
  ['<p>雪国<br/>上</p>', `<p>${japanese('雪国')}<br/>${japanese('上')}</p>`],
  ['<p><img alt="雪国">雪国</p>', `<p><img alt="雪国">${japanese('雪国')}</p>`],
  ['<title>雪国 | Library</title>', '<title lang="ja">雪国 | Library</title>'],
  ['<option value="chuo">中央図書館</option>', '<option value="chuo" lang="ja">中央図書館</option>'],
  ['<script>const 雪 = 1</script>', '<script>const 雪 = 1</script>'],
  ['<p>Snow country, 1947</p>', '<p>Snow country, 1947</p>'],
  ['<p>雪国 <a lang="zh-Hans">中文</a></p>', `<p>${japanese('雪国')} <a lang="zh-Hans">中文</a></p>`],
] as const)('%s', ([html, marked]) => {
  expect(markJapanese(html)).toBe(marked)
})

/** A word of ours, and what it is given from outside, as they travel. */
const ours = (words: string) => `\ufdd5${words}\ufdd6`
const given = (words: string) => `\ufdd3${words}\ufdd4`

test.for([
  [`<p>${ours('检索')}: 雪国</p>`, `<p>检索: ${japanese('雪国')}</p>`],
  [`<p>${ours(`已放入${given('雪国')}。`)}</p>`, `<p>已放入${japanese('雪国')}。</p>`],
  [`<p>${ours(`已放入${given(ours('预约篮'))}。`)}</p>`, '<p>已放入预约篮。</p>'],
  [`<p>${ours('浊音 ゛か')}</p>`, `<p>浊音 ゛${japanese('か')}</p>`],
  [`<p lang="ja">雪国 ${ours('图书')}</p>`, '<p lang="ja">雪国 <span lang="zh-Hans">图书</span></p>'],
  [`<title>${ours('检索')} | 図書館</title>`, '<title>检索 | 図書館</title>'],
  ['<title>図書館</title>', '<title lang="ja">図書館</title>'],
  [`<input value="${ours(given('雪国'))}">`, '<input value="雪国">'],
  [`<script>"${ours('图书')}"</script>`, '<script>"图书"</script>'],
] as const)('on a page in Chinese: %s', ([html, marked]) => {
  expect(markJapanese(`<html lang="zh-Hans">${html}</html>`)).toBe(`<html lang="zh-Hans">${marked}</html>`)
})

test('what is marked once is marked', () => {
  const html = '<html lang="en"><title>雪国</title><p>by 川端 康成 and others</p></html>'
  expect(markJapanese(markJapanese(html))).toBe(markJapanese(html))
})
