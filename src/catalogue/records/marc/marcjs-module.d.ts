/** The part of marcjs 3 that is used; it brings no types of its own. */
declare module 'marcjs' {
  type MarcjsField = string[]
  class Record {
    leader: string
    fields: MarcjsField[]
  }
  const Iso2709Formater: { format(record: Record): string }
  const Iso2709Parser: { parse(bytes: Buffer): Record }
  const value: { Record: typeof Record; Iso2709Formater: typeof Iso2709Formater; Iso2709Parser: typeof Iso2709Parser }
  export default value
}
