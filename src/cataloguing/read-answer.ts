import { readRecords } from '#catalogue/records/read-records.ts'
import { readXmlTree } from '#catalogue/records/xml-tree.ts'
import { childrenOf, elementsIn, textOf, type XmlElement } from '#std/xml-element.ts'
import type { CopiedRecord, ReadAnswer } from './rules/answer.ts'
import { readDcndl } from './rules/from-dcndl.ts'
import { readOpenBd } from './rules/from-openbd.ts'
import type { RecordSource } from './rules/source.ts'

/** So many records of a source are shown beside each other. */
const recordsMax = 4

/** A file of 1 MB that is packed and has records in it is not larger unpacked; one that is was made to be. */
const unpackedMax = 16 << 20
/** So many are counted while somebody waits. */
const recordsReadMax = 20_000
const tooMany = 'The file has more than 20,000 records. Take it in with: kago import'

/** What a source said, read in the form that it is to answer in. */
export async function readAnswer({ form, url }: RecordSource, bytes: Buffer): Promise<ReadAnswer> {
  const agency = new URL(url).hostname
  switch (form) {
    case 'openbd':
      return readJson(bytes)
    case 'dcndl':
      return readSru(bytes, data => dcndlRecords(data, agency))
    case 'marcxml':
      return readSru(bytes, () => marcRecords(bytes, agency))
    default:
      return form satisfies never
  }
}

/**
 * MARC 21, MARCXML or JSON lines that somebody brings as a file: the records in it, the first ones. What cannot be read
 * is said in plain words.
 */
export async function readFile(bytes: Buffer, agency: string): Promise<ReadAnswer> {
  const { records, more, unread, why } = await firstRecords([bytes], agency)
  if (records.length > 0) return { is: 'found', records, more: more + unread }
  return { is: 'failed', why: 'unreadable', said: why }
}

const unreadable = (said: string): ReadAnswer => ({ is: 'failed', why: 'unreadable', said: said.slice(0, 300) })

async function readSru(
  bytes: Buffer,
  read: (records: XmlElement[]) => Promise<CopiedRecord[]> | CopiedRecord[],
): Promise<ReadAnswer> {
  const answer = readXmlTree(bytes.toString('utf8').replace(/^\ufeff/, ''))
  if (typeof answer === 'string') return unreadable(answer)
  const count = textOf(elementsIn(answer, 'numberOfRecords')[0])
  const [diagnostic] = elementsIn(answer, 'diagnostic')
  if (diagnostic && (count === null || count === '0')) {
    const said = ['message', 'details'].flatMap(name => textOf(childrenOf(diagnostic, name)[0]) ?? [])
    return { is: 'failed', why: 'refused', said: said.join(': ').slice(0, 300) }
  }
  if (count === null || !/^\d{1,9}$/.test(count)) return unreadable('numberOfRecords')
  if (Number(count) === 0) return { is: 'nothing' }
  const records = await read(elementsIn(answer, 'recordData'))
  if (records.length === 0) return unreadable('recordData')
  const shown = records.slice(0, recordsMax)
  return { is: 'found', records: shown, more: Number(count) - shown.length }
}

/** A source that escapes its records all the same (recordPacking) is understood. */
function dcndlRecords(records: XmlElement[], agency: string): CopiedRecord[] {
  return records.flatMap((data, at) => {
    const escaped = data.children.every(child => typeof child === 'string')
    const rdf = escaped ? readXmlTree(textOf(data) ?? '') : data
    const bib = typeof rdf === 'string' ? null : readDcndl(rdf, agency, `${at + 1}`)
    return bib ? [{ bib, raw: null }] : []
  })
}

/** MARCXML is found wherever it lies in the answer; an escaped one is taken out of it first. */
async function marcRecords(bytes: Buffer, agency: string): Promise<CopiedRecord[]> {
  const { records } = await firstRecords([bytes], agency)
  if (records.length > 0) return records
  const answer = readXmlTree(bytes.toString('utf8'))
  const escaped = typeof answer === 'string' ? [] : elementsIn(answer, 'recordData').flatMap(one => textOf(one) ?? [])
  const inner = `<records>${escaped.map(text => text.replace(/<\?xml[^>]*\?>/, '')).join('')}</records>`
  return (await firstRecords([Buffer.from(inner)], agency)).records
}

/** The first ones, and how many follow; of what cannot be read, how much and why. */
async function firstRecords(chunks: Buffer[], agency: string) {
  const records: CopiedRecord[] = []
  let [more, unread, why] = [0, 0, '']
  for await (const record of readRecords(chunks, { agency, unpackedMax })) {
    if ('error' in record) {
      // What is wrong with the file says more than what is wrong with a record of it.
      if (unread === 0 || record.ofFile) why = record.error
      unread++
    } else if (!('ok' in record)) continue
    else if (records.length < recordsMax) records.push({ bib: record.ok, raw: record.raw ?? null })
    else more++
    if (record.number >= recordsReadMax) return { records: [], more, unread, why: tooMany }
  }
  return { records, more, unread, why }
}

function readJson(bytes: Buffer): ReadAnswer {
  let said: unknown
  try {
    said = JSON.parse(bytes.toString('utf8'))
  } catch {
    return unreadable('JSON')
  }
  if (!Array.isArray(said)) return unreadable('JSON')
  if (said.every(one => one === null)) return { is: 'nothing' }
  const records = said.flatMap(one => readOpenBd(one) ?? []).map(bib => ({ bib, raw: null }))
  return records.length === 0
    ? unreadable('onix, summary')
    : { is: 'found', records: records.slice(0, recordsMax), more: Math.max(0, records.length - recordsMax) }
}
