import { isDataField, type MarcRecord } from '#catalogue/rules/marc/record.ts'
import { xml } from '#std/xml.ts'

/** One record of MARCXML (MARC21 slim), without the collection around it; also for answers of SRU and OAI-PMH. */
export function marcXmlOf(record: MarcRecord, namespace = ''): string {
  const lines = [`<record${namespace}>`, `  <leader>${xml(record.leader)}</leader>`]
  for (const field of record.fields) {
    if (!isDataField(field)) {
      lines.push(`  <controlfield tag="${xml(field.tag)}">${xml(field.value)}</controlfield>`)
      continue
    }
    const [ind1 = ' ', ind2 = ' '] = field.indicators
    lines.push(`  <datafield tag="${xml(field.tag)}" ind1="${xml(ind1)}" ind2="${xml(ind2)}">`)
    for (const [code, value] of field.subfields)
      lines.push(`    <subfield code="${xml(code)}">${xml(value)}</subfield>`)
    lines.push('  </datafield>')
  }
  return `${lines.join('\n')}\n</record>\n`
}
