import fc from 'fast-check'
import { expect, test } from 'vitest'
import { highlight } from './highlight.ts'

/** The text with its marks in 【】. */
function check(shown: string, ...words: string[]): string {
  let out = ''
  let at = 0
  for (const { from, to } of highlight(shown, words)) {
    out += `${shown.slice(at, from)}【${shown.slice(from, to)}】`
    at = to
  }
  return out + shown.slice(at)
}

test.each([
  ['芥川龍之介全集', ['芥川竜之介'], '【芥川龍之介】全集'],
  ['ハリー・ポッターと賢者の石', ['はりーぽったー'], '【ハリー・ポッター】と賢者の石'],
  ['ハリー・ポッターと賢者の石', ['賢者', 'ポッタ'], 'ハリー・【ポッター】と【賢者】の石'],
  ['The Harry Potter book', ['harry', 'pot'], 'The 【Harry】 【Pot】ter book'],
  ['Scherry', ['harry', 'erry'], 'Scherry'],
  ['ｶﾞﾗｽの仮面', ['がらす'], '【ｶﾞﾗｽ】の仮面'],
  ['こゝろ', ['こころ'], '【こゝろ】'],
  ['C++入門 C#入門', ['c++'], '【C++】入門 C#入門'],
  ['日本の日本', ['日本'], '【日本】の【日本】'],
  ['何もない', ['猫'], '何もない'],
])('%s', (shown, words, expected) => {
  expect(check(shown, ...words)).toBe(expected)
})

test('marks are inside the text, sorted and apart, whatever the text', () => {
  const text = fc
    .array(fc.constantFrom(...'日本あアーガｶﾞ々ゝ㈱ﬁｅé C+#・'), { maxLength: 20 })
    .map(chars => chars.join(''))
  fc.assert(
    fc.property(text, fc.array(text, { maxLength: 3 }), (shown, words) => {
      let last = -1
      for (const { from, to } of highlight(shown, words)) {
        expect(from).toBeGreaterThan(last)
        expect(to).toBeGreaterThan(from)
        expect(to).toBeLessThanOrEqual(shown.length)
        last = to
      }
    }),
  )
})
