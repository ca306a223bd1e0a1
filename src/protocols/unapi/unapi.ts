import type { Context } from 'hono'
import { bibtex } from '#catalogue/rules/citing/bibtex.ts'
import { ris } from '#catalogue/rules/citing/ris.ts'
import { type PublicRecord, showRecords } from '#catalogue/show-records.ts'
import { BibId } from '#ids.ts'
import { around, emptyElement } from '#std/xml.ts'
import { type Page, pages } from '#web/page.ts'
import { paths } from '#web/paths.ts'
import { anyOrigin, originOf, showXml } from '../page.ts'
import { oaiFormats } from '../records/formats.ts'

/**
 * unAPI 1: a record by the address that its page names, in the format that a program can read. Programs that keep
 * sources (Zotero) find it by a link in the page.
 */
export const unapiPages = pages().get(paths.unapi, async c => {
  const id = c.req.query('id')
  const named = c.req.query('format')
  if (id === undefined) return showXml(c, formatList(null))
  const record = await recordOf(c, id)
  if (!record) return c.text('No such record.\n', 404, anyOrigin)
  if (named === undefined) return showXml(c, formatList(id), 300)
  const format = formats.find(({ name }) => name === named)
  if (!format) return c.text('No such format.\n', 406, anyOrigin)
  const body = format.write(record, `${originOf(c)}${paths.bib(record.id)}`)
  return c.body(body, 200, { ...anyOrigin, 'content-type': `${format.type}; charset=utf-8` })
})

/** A number, or the address of a page of ours. */
async function recordOf(c: Context<Page>, id: string): Promise<PublicRecord | null> {
  const origin = originOf(c)
  const number = id.startsWith(`${origin}/bib/`) ? id.slice(origin.length + '/bib/'.length) : id
  if (!/^[1-9][0-9]{0,14}$/.test(number)) return null
  const [record] = await showRecords(c.var.library, [BibId(Number(number))])
  return record ?? null
}

type UnapiFormat = { name: string; type: string; docs: string | null; write(record: PublicRecord, url: string): string }

const formats: readonly UnapiFormat[] = [
  ...(['mods', 'marcxml', 'dcndl', 'oai_dc'] as const).map(name => ({
    name,
    type: 'application/xml',
    docs: oaiFormats[name].schema,
    write: (record: PublicRecord, url: string) =>
      `<?xml version="1.0" encoding="UTF-8"?>\n${oaiFormats[name].write(record, url)}\n`,
  })),
  {
    name: 'ris',
    type: 'application/x-research-info-systems',
    docs: null,
    write: ({ bib }, url) => ris(bib, url),
  },
  {
    name: 'bibtex',
    type: 'application/x-bibtex',
    docs: null,
    write: ({ id, bib }, url) => bibtex(bib, `kago${id}`, url),
  },
]

const formatList = (id: string | null): string =>
  around(
    'formats',
    formats.map(({ name, type, docs }) => emptyElement('format', { name, type, docs })),
    { id },
  )
