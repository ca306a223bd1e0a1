import type { ReadRecord } from '#catalogue/records/read-record.ts'
/** A field as a test writes it: ['001', 'value'] or ['245', '00', 'a', 'title', 'c', 'responsibility']. */
export type FieldLine = string[]

/** One record of ISO 2709 from its fields. `leader` replaces what stands at 05–09 and 17–19, e.g. 'nam a'. */
export function marcRecord(
  fields: FieldLine[],
  options: { status?: string; encode?: (text: string) => Buffer } = {},
): Buffer {
  const encode = options.encode ?? Buffer.from
  const bodies = fields.map(([tag = '', ...rest]) => {
    if (tag.startsWith('00')) return encode(`${rest[0]}\x1e`)
    const [indicators = '  ', ...pairs] = rest
    let text = indicators
    for (let at = 0; at < pairs.length; at += 2) text += `\x1f${pairs[at]}${pairs[at + 1]}`
    return encode(`${text}\x1e`)
  })
  let from = 0
  const directory = fields.map(([tag], index) => {
    const length = bodies[index]!.length
    const entry = `${tag}${String(length).padStart(4, '0').slice(-4)}${String(from).padStart(5, '0').slice(-5)}`
    from += length
    return entry
  })
  const base = 24 + directory.length * 12 + 1
  const total = base + from + 1
  const status = options.status ?? 'nam a'
  const leader = `${String(total).padStart(5, '0').slice(-5)}${status}22${String(base).padStart(5, '0').slice(-5)} i 4500`
  return Buffer.concat([Buffer.from(`${leader}${directory.join('')}\x1e`, 'latin1'), ...bodies, Buffer.from('\x1d')])
}

/** '1 こころ' for a record that was read, '2: why' for one that was not. */
export const shownRecords = (records: readonly ReadRecord[]) =>
  records.map(record =>
    'ok' in record
      ? `${record.number} ${record.ok.title}`
      : 'error' in record
        ? `${record.number}: ${record.error}`
        : '?',
  )
