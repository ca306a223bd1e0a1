import type { Context } from 'hono'
import { bibtex } from '#catalogue/rules/citing/bibtex.ts'
import { ris } from '#catalogue/rules/citing/ris.ts'
import { showRecords } from '#catalogue/show-records.ts'
import { BibId } from '#ids.ts'
import { publicOrigin } from '#web/gate/public-address.ts'
import { type Page, pages } from '#web/page.ts'
import { paths } from '#web/paths.ts'

/** So many titles in one file: more than any basket or page of a list. */
const citedMax = 200

/**
 * 引用: titles by their numbers as a file for programs that keep sources. They are public, whoever has them in a basket.
 */
export const citePages = pages()
  .get(paths.cite('ris'), async c => {
    const records = await asked(c)
    if (records === null) return c.notFound()
    const body = records.map(({ id, bib }) => ris(bib, `${publicOrigin(c)}${paths.bib(id)}`)).join('')
    return file(c, body, 'application/x-research-info-systems', 'kago.ris')
  })
  .get(paths.cite('bib'), async c => {
    const records = await asked(c)
    if (records === null) return c.notFound()
    const body = records.map(({ id, bib }) => bibtex(bib, `kago${id}`, `${publicOrigin(c)}${paths.bib(id)}`)).join('\n')
    return file(c, body, 'application/x-bibtex', 'kago.bib')
  })

/** Null when no number is asked for, something that is none, or nothing that is there. */
async function asked(c: Context<Page>) {
  const ids = [...new Set((c.req.query('id') ?? '').split(','))]
  if (ids.length > citedMax || ids.some(id => !/^[1-9][0-9]{0,14}$/.test(id))) return null
  const records = await showRecords(
    c.var.library,
    ids.map(id => BibId(Number(id))),
  )
  return records.length === 0 ? null : records
}

const file = (c: Context<Page>, body: string, type: string, name: string) =>
  c.body(body, 200, {
    'content-type': `${type}; charset=utf-8`,
    'content-disposition': `attachment; filename="${name}"`,
    'x-robots-tag': 'noindex',
  })
