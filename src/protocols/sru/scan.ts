import type { Library } from '#library.ts'
import { done, type Outcome } from '#std/outcome.ts'
import { around, element } from '#std/xml.ts'
import { indexOf } from '../cql/indexes.ts'
import { parseCql } from '../cql/parse.ts'
import { type Diagnostic, diagnosed } from '../diagnostic.ts'
import type { SruRequest } from './request.ts'
import { diagnosticsOf, namespaceOf, versionElement } from './versions.ts'

type ScannedTerm = { value: string; count: number }

/**
 * scan: the titles, authors or subjects around a term, in the order of their readings. `responsePosition` says where in
 * the answer the term stands (0: just before it), so that one can leaf both ways.
 */
export function scan(library: Library, request: SruRequest): string {
  const { version, given } = request
  const terms = request.problems.length > 0 ? null : termsOf(library, request)
  const problems = terms === null ? request.problems : terms.ok ? [] : [terms.refusal]
  const echoed = ['version', 'scanClause', 'responsePosition', 'maximumTerms']
  return around(
    'scanResponse',
    [
      versionElement(version),
      around('terms', terms?.ok ? terms.value.map(termElement) : []),
      around(
        'echoedScanRequest',
        echoed.map(name => (name === 'version' ? versionElement(version) : element(name, given.get(name)))),
      ),
      diagnosticsOf(version, problems),
    ],
    { xmlns: namespaceOf(version, 'scan') },
  )
}

const termElement = ({ value, count }: ScannedTerm): string =>
  around('term', [element('value', value), element('numberOfRecords', count), element('displayTerm', value)])

function termsOf({ index }: Library, { scanClause, position, terms }: SruRequest): Outcome<ScannedTerm[], Diagnostic> {
  if (position > terms + 1) return diagnosed(120, `${position}`)
  const cql = parseCql(scanClause)
  if (!cql.ok) return cql
  const { tree } = cql.value
  if (tree.is === 'boolean' || cql.value.sort.length > 0) return diagnosed(48, scanClause)
  const typed = tree.index?.typed ?? 'cql.serverChoice'
  if (!['=', '==', 'exact', 'scr'].includes(tree.relation.name)) return diagnosed(22, tree.relation.typed)
  // Nothing typed is the beginning of the list, whatever its sign: `title=""`.
  const { text } = tree.term
  const asked = tree.index === null ? null : indexOf(tree.index)
  const field = asked !== null && asked !== 'unknownSet' && asked.is === 'words' ? asked.field : null
  const before = Math.max(0, position - 1)
  switch (field) {
    case 'title': {
      const exact = (title: string) => [
        { field: 'title' as const, match: 'exact' as const, text: title, join: 'and' as const },
      ]
      const titles = index.scanTitles(text, before, terms)
      return done(
        titles.map(value => {
          const counted = index.count({ conditions: exact(value) }, 0)
          return { value, count: counted.ok ? counted.value.total : 1 }
        }),
      )
    }
    case 'author':
      return done(index.scanHeadings('name', text, before, terms))
    case 'subject':
      return done(index.scanHeadings('subject', text, before, terms))
    default:
      return asked === 'unknownSet' ? diagnosed(15, typed) : diagnosed(16, typed)
  }
}
