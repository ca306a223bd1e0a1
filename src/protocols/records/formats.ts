import { marcXmlOf } from '#catalogue/records/write-marcxml.ts'
import type { PublicRecord } from '#catalogue/show-records.ts'
import { around } from '#std/xml.ts'
import { dcndl, dcndlNamespace } from './dcndl.ts'
import { dcNamespace, dublinCore } from './dublin-core.ts'
import { mods, modsNamespace, modsSchema } from './mods.ts'

/** The forms in which other catalogues get a record. `write` gives one XML element that names its own namespaces. */
export type Format = {
  title: string
  namespace: string
  schema: string
  /** Under what names SRU knows it besides its short one: clients use the identifiers of several years. */
  identifiers: readonly string[]
  write(record: PublicRecord, url: string): string
}

const xsi = 'http://www.w3.org/2001/XMLSchema-instance'
const marcNamespace = 'http://www.loc.gov/MARC21/slim'
const marcSchema = 'http://www.loc.gov/standards/marcxml/schema/MARC21slim.xsd'
const oaiDc = 'http://www.openarchives.org/OAI/2.0/oai_dc/'
const oaiDcSchema = 'http://www.openarchives.org/OAI/2.0/oai_dc.xsd'

const shared = {
  marcxml: {
    title: 'MARC 21 (MARCXML)',
    namespace: marcNamespace,
    schema: marcSchema,
    identifiers: ['marc21', 'info:srw/schema/1/marcxml-v1.1', 'info:srw/schema/1/marcxml-1.1', marcNamespace],
    write: ({ marc }) =>
      marcXmlOf(
        marc,
        ` xmlns="${marcNamespace}" xmlns:xsi="${xsi}" xsi:schemaLocation="${marcNamespace} ${marcSchema}"`,
      ).trimEnd(),
  },
  mods: {
    title: 'MODS 3.7',
    namespace: modsNamespace,
    schema: modsSchema,
    identifiers: [
      'info:srw/schema/1/mods-v3.7',
      'info:srw/schema/1/mods-v3.6',
      'info:srw/schema/1/mods-v3.5',
      'info:srw/schema/1/mods-v3.0',
      modsNamespace,
    ],
    write: mods,
  },
  dcndl: {
    title: 'DC-NDL (RDF)',
    namespace: dcndlNamespace,
    schema: 'http://www.ndl.go.jp/jp/dlib/standards/meta/dcndl/dcndl.rdf',
    identifiers: [dcndlNamespace],
    write: dcndl,
  },
} satisfies Record<string, Format>

/** By the short name that SRU and explain use; the first identifier with a scheme is its official one. */
export const sruFormats = {
  dc: {
    title: 'Dublin Core',
    namespace: 'info:srw/schema/1/dc-schema',
    schema: 'http://www.loc.gov/standards/sru/recordSchemas/dc-schema.xsd',
    identifiers: ['info:srw/schema/1/dc-v1.1', 'info:srw/schema/1/dc-schema', dcNamespace, 'oai_dc'],
    write: (record, url) =>
      around('srw_dc:dc', [dublinCore(record, url)], {
        'xmlns:srw_dc': 'info:srw/schema/1/dc-schema',
        'xmlns:dc': dcNamespace,
      }),
  },
  ...shared,
} satisfies Record<string, Format>
export type SruFormat = keyof typeof sruFormats

/** By metadataPrefix. */
export const oaiFormats = {
  oai_dc: {
    title: 'Dublin Core',
    namespace: oaiDc,
    schema: oaiDcSchema,
    identifiers: [],
    write: (record, url) =>
      around('oai_dc:dc', [dublinCore(record, url)], {
        'xmlns:oai_dc': oaiDc,
        'xmlns:dc': dcNamespace,
        'xmlns:xsi': xsi,
        'xsi:schemaLocation': `${oaiDc} ${oaiDcSchema}`,
      }),
  },
  ...shared,
} satisfies Record<string, Format>
export type OaiFormat = keyof typeof oaiFormats
