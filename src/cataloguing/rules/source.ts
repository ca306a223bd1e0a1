/** What a source answers: MARCXML or DC-NDL by SRU, or JSON in the shape of openBD. */
export const sourceForms = ['dcndl', 'marcxml', 'openbd'] as const
export type SourceForm = (typeof sourceForms)[number]

/** 書誌の取得元: a service that is asked for records by ISBN. */
export type RecordSource = {
  name: string
  form: SourceForm
  /** Of SRU the address before the `?`; of openBD an address with `{isbn}` in it. */
  url: string
}

/** With what a new library begins: the national library's search, which everybody may ask. */
export const firstSources: readonly RecordSource[] = [
  { name: '国立国会図書館サーチ', form: 'dcndl', url: 'https://ndlsearch.ndl.go.jp/api/sru' },
]

export type SourceRefusal = 'name' | 'nameTaken' | 'url' | 'noIsbnInUrl' | 'tooMany'

/** More would make somebody at a desk wait for the slowest of many. */
const sourcesMax = 6
const nameLengthMax = 40

/** Everything that is wrong with a new source; empty when nothing is. */
export function judgeSource(source: RecordSource, known: readonly RecordSource[]): SourceRefusal[] {
  const wrong: SourceRefusal[] = []
  if (source.name.trim() === '' || source.name.length > nameLengthMax) wrong.push('name')
  if (known.some(({ name }) => name === source.name)) wrong.push('nameTaken')
  if (!isSourceUrl(source.url)) wrong.push('url')
  else if (source.form === 'openbd' && !source.url.includes('{isbn}')) wrong.push('noIsbnInUrl')
  if (known.length >= sourcesMax) wrong.push('tooMany')
  return wrong
}

/** http or https, without a name and password in it: it stands on a page, and in logs of others. */
function isSourceUrl(text: string): boolean {
  if (text.length > 500 || !URL.canParse(text)) return false
  const { protocol, username, password, hash } = new URL(text)
  return /^https?:$/.test(protocol) && username === '' && password === '' && hash === ''
}

/** A few, for a title that was catalogued twice; the rest is told of by its number. */
const recordsAsked = 4

/** Where a source is asked for an ISBN: of 13 digits, without hyphens. */
export function addressFor({ form, url }: RecordSource, isbn13: string): string {
  if (form === 'openbd') return url.replaceAll('{isbn}', isbn13)
  const address = new URL(url)
  const asked = {
    operation: 'searchRetrieve',
    version: '1.2',
    query: `isbn=${isbn13}`,
    recordSchema: form,
    recordPacking: 'xml',
    maximumRecords: `${recordsAsked}`,
  }
  for (const [name, value] of Object.entries(asked)) address.searchParams.set(name, value)
  return address.href
}
