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
] as const)('%s', ([html, marked]) => {
  expect(markJapanese(html)).toBe(marked)
})

test('what is marked once is marked', () => {
  const html = '<html lang="en"><title>雪国</title><p>by 川端 康成 and others</p></html>'
  expect(markJapanese(markJapanese(html))).toBe(markJapanese(html))
})
