import { expect, test } from 'vitest'
import { openLibrary } from '../library.ts'
import { readPage } from './page.ts'
import { play } from './play.ts'

test('eight at once who press whatever the pages offer, through two nights, find nothing broken', async () => {
  const library = await openLibrary({ at: '2026-11-24T10:00:00', connections: 20 })
  const report = await play(library, { seed: 4, presses: 700, atOnce: 8, secondsAPress: 180 })
  expect(report.faults).toEqual([])
  expect(report.nights).toBeGreaterThanOrEqual(2)
  // Not before a login in vain.
  const seen = [...report.times].filter(([, times]) => times > 0).map(([route]) => route)
  expect(seen.filter(route => route.startsWith('/my')).length).toBeGreaterThan(8)
  expect(seen.filter(route => route.startsWith('/counter')).length).toBeGreaterThan(25)
})

/** A page of ours, with this in it. */
const pageWith = (main: string, title = 'A title') =>
  `<!DOCTYPE html><html lang="ja"><head><title>${title}</title></head><body><main><h1>A heading</h1>${main}</main></body></html>`

test.each([
  ['nothing', '', []],
  ['a paragraph with a list in it', '<p>one<ul><li>two</li></ul></p>', ['is not closed where it should be']],
  ['a form in a form', '<form><form></form></form>', ['forms are written']],
  ['a link in a link', '<a href="/"><a href="/">x</a></a>', ['is not closed']],
  ['a button in a link', '<a href="/"><button>x</button></a>', ['something to be pressed']],
  ['a field without a name', '<input name="q">', ['a field without a name for people']],
  ['a label of nothing', '<label for="q">x</label>', ['names nothing']],
  ['the same name twice', '<p id="a"></p><p id="a"></p>', ['two things are called #a']],
  ['a row that holds a list', '<ul><p>x</p></ul>', ['<p> stands in <ul>']],
  ['the same attribute twice', '<p class="a" class="b"></p>', ['duplicate-attribute']],
  ['what was typed, as an element', '"><b data-sent-by-fuzz="1">x</b>', ['has become an element']],
  ['a second heading of the page', '<h1>x</h1>', ['there are 2 <h1>']],
])('of %s in a page it says what is wrong', (_, main, faults) => {
  const found = readPage(pageWith(main), '/').faults
  if (faults.length === 0) expect(found).toEqual([])
  for (const fault of faults) expect(found.join('\n')).toContain(fault)
})

test('a page without a title is none', () => {
  expect(readPage(pageWith('', ''), '/').faults.join()).toContain('there is no title')
})

test('a form is read as a browser sends it', () => {
  const { forms } = readPage(
    pageWith(`<form method="post" action="/there"><input type="hidden" name="csrf" value="1">
      <label>a<select name="a"><option value="1">x</option><option value="2" selected>y</option></select></label>
      <label><input type="checkbox" name="b" value="1" checked>c</label>
      <label><input type="checkbox" name="b" value="2">d</label>
      <button name="go" value="1" formaction="/elsewhere">e</button></form>`),
    '/here',
  )
  expect(forms).toEqual([
    {
      method: 'post',
      action: '/there',
      fields: [
        { name: 'csrf', kind: 'hidden', type: 'hidden', offered: [], preset: ['1'] },
        { name: 'a', kind: 'one', type: 'select', offered: ['1', '2'], preset: ['2'] },
        { name: 'b', kind: 'many', type: 'checkbox', offered: ['1', '2'], preset: ['1'] },
      ],
      buttons: [{ name: 'go', value: '1', action: '/elsewhere' }],
    },
  ])
})
