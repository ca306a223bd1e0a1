import { isDataField, type MarcRecord } from '#catalogue/rules/marc/record.ts'

/** One record of MARCXML (MARC21 slim), without the collection around it; also for answers of SRU and OAI-PMH. */
export function marcXmlOf(record: MarcRecord, namespace = ''): string {
  const lines = [`<record${namespace}>`, `  <leader>${escaped(record.leader)}</leader>`]
  for (const field of record.fields) {
    if (!isDataField(field)) {
      lines.push(`  <controlfield tag="${escaped(field.tag)}">${escaped(field.value)}</controlfield>`)
      continue
    }
    const [ind1 = ' ', ind2 = ' '] = field.indicators
    lines.push(`  <datafield tag="${escaped(field.tag)}" ind1="${escaped(ind1)}" ind2="${escaped(ind2)}">`)
    for (const [code, value] of field.subfields)
      lines.push(`    <subfield code="${escaped(code)}">${escaped(value)}</subfield>`)
    lines.push('  </datafield>')
  }
  return `${lines.join('\n')}\n</record>\n`
}

/** Characters XML 1.0 does not have (controls, lone halves of a surrogate pair) would make the whole page unreadable. */
const escaped = (text: string): string => text.replace(/[&<>"\p{Cc}\p{Cs}\ufffe\uffff]/gu, fitting)

const references: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\r': '&#13;' }

function fitting(character: string): string {
  const isAllowed = character === '\t' || character === '\n' || (character >= '\x7f' && character <= '\x9f')
  return references[character] ?? (isAllowed ? character : '')
}
