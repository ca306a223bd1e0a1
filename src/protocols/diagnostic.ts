/**
 * What a searcher is told who asked for something that cannot be had: the numbers and sentences of the standard's list
 * (info:srw/diagnostic/1/…, SRU 1.2 and 2.0, http://www.loc.gov/standards/sru/diagnostics/diagnosticsList.html).
 * `details` names what it is about, as it was asked.
 */
export type Diagnostic = { code: DiagnosticCode; details: string }
export type DiagnosticCode = keyof typeof diagnosticMessages

export const diagnosticMessages = {
  1: 'General system error',
  2: 'System temporarily unavailable',
  4: 'Unsupported operation',
  5: 'Unsupported version',
  6: 'Unsupported parameter value',
  7: 'Mandatory parameter not supplied',
  8: 'Unsupported parameter',
  10: 'Query syntax error',
  11: 'Unsupported query type',
  12: 'Too many characters in query',
  13: 'Invalid or unsupported use of parentheses',
  14: 'Invalid or unsupported use of quotes',
  15: 'Unsupported context set',
  16: 'Unsupported index',
  19: 'Unsupported relation',
  20: 'Unsupported relation modifier',
  22: 'Unsupported combination of relation and index',
  23: 'Too many characters in term',
  26: 'Non special character escaped in term',
  27: 'Empty term unsupported',
  28: 'Masking character not supported',
  29: 'Masked words too short',
  32: 'Anchoring character in unsupported position',
  33: 'Combination of proximity/adjacency and masking characters not supported',
  35: 'Term contains only stopwords',
  36: 'Term in invalid format for index or relation',
  38: 'Too many boolean operators in query',
  39: 'Proximity not supported',
  46: 'Unsupported boolean modifier',
  48: 'Query feature unsupported',
  49: 'Masking character in unsupported position',
  50: 'Result sets not supported',
  61: 'First record position out of range',
  66: 'Unknown schema for retrieval',
  71: 'Unsupported record packing',
  72: 'XPath retrieval unsupported',
  80: 'Sort not supported',
  84: 'Too many sort keys to sort',
  88: 'Unsupported path for sort',
  90: 'Unsupported direction',
  91: 'Unsupported case',
  92: 'Unsupported missing value action',
  110: 'Stylesheets not supported',
  120: 'Response position out of range',
} as const

export const diagnosed = (code: DiagnosticCode, details: string): { ok: false; refusal: Diagnostic } => ({
  ok: false,
  refusal: { code, details },
})
