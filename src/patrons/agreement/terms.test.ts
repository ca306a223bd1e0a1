import { expect, test } from 'vitest'
import { defaultPolicy, type Policy } from '#policy.ts'
import { lacksAgreement, termsFor, termsVersion } from './terms.ts'

const policyWith = (terms: Policy['words']['terms']): Policy => ({
  ...defaultPolicy,
  words: { ...defaultPolicy.words, terms },
})
const at = Temporal.Instant.from('2026-11-24T01:00:00Z')

test('a library without terms asks nobody', () => {
  expect(termsVersion(defaultPolicy)).toBeNull()
  expect(termsFor(defaultPolicy, 'en')).toBeNull()
  expect(lacksAgreement(defaultPolicy, null)).toBe(false)
})

test('a reader finds their language, else one they may read, else what there is', () => {
  const both = policyWith({ ja: '規約', en: 'Terms' })
  expect(termsFor(both, 'en')).toMatchObject({ text: 'Terms', language: 'en' })
  expect(termsFor(both, 'ja-easy')).toMatchObject({ text: '規約', language: 'ja' })
  expect(termsFor(both, 'ko')).toMatchObject({ text: 'Terms', language: 'en' })
  expect(termsFor(policyWith({ ja: '規約' }), 'ko')).toMatchObject({ text: '規約', language: 'ja' })
  expect(termsFor(policyWith({ en: 'Terms' }), 'ja')).toMatchObject({ text: 'Terms', language: 'en' })
})

test('a version is that of all languages, in whichever order they were written', () => {
  const version = termsVersion(policyWith({ ja: '規約', en: 'Terms' }))
  expect(termsVersion(policyWith({ en: 'Terms', ja: '規約' }))).toBe(version)
  expect(termsVersion(policyWith({ ja: '規約', en: 'Other terms' }))).not.toBe(version)
})

test('who agreed to other words is asked again', () => {
  const policy = policyWith({ ja: '規約' })
  const version = termsVersion(policy)!
  expect(lacksAgreement(policy, null)).toBe(true)
  expect(lacksAgreement(policy, { at, version })).toBe(false)
  expect(lacksAgreement(policyWith({ ja: '新しい規約' }), { at, version })).toBe(true)
})
