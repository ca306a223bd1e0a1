import { createHash } from 'node:crypto'
import { type Policy, wordLanguages } from '#policy.ts'

type WordLanguage = (typeof wordLanguages)[number]

/** 利用規約 as somebody reads it: its words, and the language in which the library has written them. */
export type Terms = { text: string; language: WordLanguage; version: string }

/** To which version of the 利用規約 somebody has agreed, and when. */
export type Agreement = { at: Temporal.Instant; version: string }

/** Names the words that are in force, in all their languages together; null: the library asks for no agreement. */
export const termsVersion = ({ words: { terms } }: Policy): string | null => versionOfTerms(terms)

/** The same of any words that were in force once. */
export function versionOfTerms(terms: Policy['words']['terms']): string | null {
  const inOrder = wordLanguages.flatMap(language => (terms[language] ? [[language, terms[language]]] : []))
  if (inOrder.length === 0) return null
  return createHash('sha256').update(JSON.stringify(inOrder)).digest('hex').slice(0, 16)
}

/**
 * In the language of the reader; else in English for who reads no Japanese; else in Japanese, or in the one that is
 * there. Null: nothing is asked.
 */
export function termsFor(policy: Policy, reader: WordLanguage): Terms | null {
  return termsIn(policy.words.terms, reader)
}

/** The same of any words that were in force once. */
export function termsIn(terms: Policy['words']['terms'], reader: WordLanguage): Terms | null {
  const version = versionOfTerms(terms)
  const next: readonly WordLanguage[] =
    reader === 'ja' || reader === 'ja-easy' ? wordLanguages : ['en', ...wordLanguages]
  const language = [reader, ...next].find(one => terms[one])
  return version && language ? { text: terms[language]!, language, version } : null
}

/** The agreement of somebody who says now that they agree; null: they do not, or there is nothing to agree to. */
export function agreementNow(policy: Policy, agrees: boolean, now: Temporal.Instant): Agreement | null {
  const version = termsVersion(policy)
  return agrees && version !== null ? { at: now, version } : null
}

/** Whether the library has terms at all: then every page leads to them. */
export const hasTerms = ({ words: { terms } }: Policy): boolean => wordLanguages.some(language => terms[language])

/** Whether a desk has to ask: the library has terms, and these are not what they agreed to. */
export function lacksAgreement(policy: Policy, agreement: Agreement | null): boolean {
  const version = termsVersion(policy)
  return version !== null && version !== agreement?.version
}
