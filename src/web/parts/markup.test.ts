import fc from 'fast-check'
import { expect, test } from 'vitest'
import { markup, noMarkup } from './markup.ts'

test('what is put in is escaped, markup is not, and nothing is left out but null', () => {
  expect(
    markup`<b title="${'"<x>'}">${`<script>&'`} ${3}${null}${markup`<i>${'a'}</i>`}${[noMarkup, markup`<u>`]}</b>`.text,
  ).toBe('<b title="&quot;&lt;x&gt;">&lt;script&gt;&amp;&#39; 3<i>a</i><u></b>')
})

test('no text can open a tag or end an attribute', () => {
  fc.assert(fc.property(fc.string(), text => !/[<>"']/.test(markup`${text}`.text)))
})
