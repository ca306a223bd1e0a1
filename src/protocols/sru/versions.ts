import { around, element } from '#std/xml.ts'
import { type Diagnostic, diagnosticMessages } from '../diagnostic.ts'

/** SRU 1.1 and 1.2 (Library of Congress) speak alike; 2.0 (OASIS searchws) has namespaces and some names of its own. */
export const versions = ['1.1', '1.2', '2.0'] as const
export type Version = (typeof versions)[number]

const oasis = 'http://docs.oasis-open.org/ns/search-ws/'
const loc = 'http://www.loc.gov/zing/srw/'

export const namespaceOf = (version: Version, answer: 'search' | 'scan' | 'explain'): string =>
  version === '2.0' ? `${oasis}${answer === 'scan' ? 'scan' : 'sruResponse'}` : loc

/** What was wrong, in the namespace of the version; '' when nothing was. */
export const diagnosticsOf = (version: Version, diagnostics: readonly Diagnostic[]): string =>
  around(
    'diagnostics',
    diagnostics.map(({ code, details }) =>
      around(
        'diagnostic',
        [
          element('uri', `info:srw/diagnostic/1/${code}`),
          element('details', details),
          element('message', diagnosticMessages[code]),
        ],
        { xmlns: version === '2.0' ? `${oasis}diagnostic` : `${loc}diagnostic/` },
      ),
    ),
  )

/** The version of an answer, which 2.0 says by its namespace alone. */
export const versionElement = (version: Version): string => (version === '2.0' ? '' : element('version', version))
