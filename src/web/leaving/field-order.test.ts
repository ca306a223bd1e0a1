import { expect, test } from 'vitest'
import { inFieldOrder } from './field-order.ts'

const line = (field: string, text = field) => `<li><a href="#${field}">${text}</a></li>`
const page = (lines: string[], fields: string[]) =>
  `<ul><li>b</li><li>a</li></ul><ul class="errors">${lines.join('')}</ul>${fields.map(id => `<input id="${id}" name="n"/>`).join('')}`

test('what is wrong with a form is said in the order of its fields, two faults of one as they came, the rest last', () => {
  const fields = ['card', 'name', 'name-hint', 'born', 'codes.items']
  const said = ['codes.items', 'gone', 'born', 'name', 'card'].map(field => line(field))
  const twice = line('name', 'もう1つ $& $1')
  expect(inFieldOrder(page([...said, twice], fields))).toBe(
    page([line('card'), line('name'), twice, line('born'), line('codes.items'), line('gone')], fields),
  )
  expect(inFieldOrder(page([], fields))).toBe(page([], fields))
})
