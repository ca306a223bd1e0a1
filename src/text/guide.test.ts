import { expect, test } from 'vitest'
import { languages, textOf } from './language.ts'

test.for(languages)('in %s the guide explains the states by the words that the list has for them', language => {
  const { guide, holds } = textOf(language)
  const { applied, waiting, preparing, inTransit, ready, cancelApplied } = holds.status
  const explained = guide.status.terms.map(([term]) => term)
  expect(explained).toEqual([applied, waiting, preparing, inTransit, ready, cancelApplied])
  expect(guide.contact.terms.map(([term]) => term)).toEqual(Object.values(holds.contact))
})
