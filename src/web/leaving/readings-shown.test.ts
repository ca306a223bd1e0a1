import { expect, test } from 'vitest'
import { ruby } from '#text/readings/ruby.ts'
import { showReadings } from './readings-shown.ts'

const book = ruby('本', 'ほん')
const shown =
  '<ruby>本<rp aria-hidden="true">（</rp><rt aria-hidden="true">ほん</rt><rp aria-hidden="true">）</rp></ruby>'

test.each([
  [`<p>${book}を さがす</p>`, `<p>${shown}を さがす</p>`],
  [`<title>${book} | 図書館</title><h1>${book}</h1>`, `<title>本 | 図書館</title><h1>${shown}</h1>`],
  [`<a aria-label="${book}" href="/">${book}</a>`, `<a aria-label="本" href="/">${shown}</a>`],
  [`<option>${book}</option><b>${book}</b>`, `<option>本</option><b>${shown}</b>`],
  [
    `<svg><title>${book}</title><text>${book}</text></svg>${book}`,
    `<svg><title>本</title><text>本</text></svg>${shown}`,
  ],
  [`<textarea>${book}</textarea><input value="${book}"/>`, '<textarea>本</textarea><input value="本"/>'],
  ['<p>\ufdd0&lt;b&gt;\ufdd3 本</p>', '<p>&lt;b&gt; 本</p>'],
  ['<p>本</p>', '<p>本</p>'],
])('%s', (html, expected) => expect(showReadings(html)).toBe(expected))
