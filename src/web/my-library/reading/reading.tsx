import type { Context } from 'hono'
import { z } from 'zod'
import { forgetReading, noteReading } from '#circulation/loans/change-reading.ts'
import { allMyReading, myPassbook, myReading, myReadingOf } from '#circulation/loans/my-reading.ts'
import { notAFormula, writeCsvRow } from '#exchange/rules/csv.ts'
import { LoanId } from '#ids.ts'
import { myAccount } from '#patrons/my-account.ts'
import { withoutRuby } from '#text/readings/ruby.ts'
import { dayOf } from '#time/clock.ts'
import { idIn, readForm, readNumber, readQuery } from '#web/forms.ts'
import { authorsOf } from '#web/opac/search/hit.tsx'
import { type Page, pages, show } from '#web/page.ts'
import { toDone } from '#web/parts/form.tsx'
import { paths, withQuery } from '#web/paths.ts'
import { patronOf } from '#web/session.ts'
import { PassbookPage } from './passbook-page.tsx'
import { OneReadingPage, RemoveReadingPage } from './reading-forms.tsx'
import { ReadingPage } from './reading-page.tsx'

const number = z.string().transform(readNumber).catch(0)
const flag = z.literal('1').optional().catch(undefined)

const pageQuery = z.object({ page: number, noted: flag, removed: number })
const yearQuery = z.object({ year: number })
const noteForm = z.object({ note: z.string() })

/** 読書記録 and 読書通帳: only the patron's own, and only while they wish for it. */
export const readingPages = pages()
  .get(paths.reading, async c => {
    const read = readQuery(c, pageQuery)
    const { page, noted, removed } = read.ok ? read.values : { page: 1, noted: undefined, removed: 0 }
    const record = await myReading(c.var.library, patronOf(c).patronId, Math.max(1, page))
    const words = c.var.t.reading
    const said = noted ? words.noted : removed === 1 ? words.removed : removed > 1 ? words.removedAll(removed) : null
    return show(c, <ReadingPage c={c} record={record} said={said} />)
  })

  .get(paths.readingFile, async c => {
    const words = c.var.t.reading
    const lines = await allMyReading(c.var.library, patronOf(c).patronId)
    const names = ['lent', 'returned', 'bookTitle', 'author', 'publisher', 'isbn', 'branch', 'note'] as const
    const rows = lines.map(line => [
      dayOf(line.lentAt).toString(),
      line.returnedAt ? dayOf(line.returnedAt).toString() : '',
      ...[line.title, authorsOf(line), line.publisher ?? '', line.isbns[0] ?? '', line.branchName, line.note ?? ''],
    ])
    c.header('content-disposition', `attachment; filename="${withoutRuby(words.csvName)}"`)
    // The mark at its beginning tells spreadsheets that this is UTF-8.
    const text = [names.map(name => words[name]), ...rows.map(row => row.map(notAFormula))].map(writeCsvRow).join('')
    return c.body(`\ufeff${withoutRuby(text)}`, 200, { 'content-type': 'text/csv; charset=utf-8' })
  })

  .get(paths.passbook, async c => {
    const { library } = c.var
    const { patronId } = patronOf(c)
    const read = readQuery(c, yearQuery)
    const asked = read.ok && read.values.year > 0 ? read.values.year : null
    const [passbook, account] = await Promise.all([myPassbook(library, patronId, asked), myAccount(library, patronId)])
    return show(c, <PassbookPage c={c} passbook={passbook} name={account.name} />)
  })

  .get(paths.readingRemove, async c => {
    const { total } = await myReading(c.var.library, patronOf(c).patronId, 1)
    return total === 0 ? c.redirect(paths.reading, 303) : show(c, <RemoveReadingPage c={c} count={total} />)
  })
  .post(paths.readingRemove, async c => {
    const removed = await forgetReading(c.var.library, patronOf(c).patronId, 'all')
    return c.redirect(toDone(withQuery(paths.reading, { removed })), 303)
  })

  .get(paths.readingOne(':id{[0-9]+}'), async c => {
    const reading = await readingHere(c)
    return reading ? show(c, <OneReadingPage c={c} reading={reading} typed={reading.note ?? ''} />) : c.notFound()
  })
  .post(paths.readingOne(':id{[0-9]+}'), async c => {
    const reading = await readingHere(c)
    if (!reading) return c.notFound()
    const read = readForm(c, noteForm)
    const typed = (read.ok ? read.values.note : read.typed.note) ?? ''
    const { unreadable } = c.var.t.forms.fieldErrors
    if (!read.ok) return show(c, <OneReadingPage c={c} reading={reading} typed={typed} wrong={unreadable} />, 422)
    const noted = await noteReading(c.var.library, patronOf(c).patronId, reading.loanId, typed)
    if (noted.ok) return c.redirect(toDone(withQuery(paths.reading, { noted: 1 })), 303)
    if (noted.refusal.why === 'notFound') return c.notFound()
    const wrong = c.var.t.reading.onePage.tooLong(noted.refusal.charactersMax)
    return show(c, <OneReadingPage c={c} reading={reading} typed={typed} wrong={wrong} />, 422)
  })
  .post(paths.readingOneRemove(':id{[0-9]+}'), async c => {
    await forgetReading(c.var.library, patronOf(c).patronId, idIn(c, LoanId))
    return c.redirect(toDone(withQuery(paths.reading, { removed: 1 })), 303)
  })
  .get(paths.readingOneRemove(':id{[0-9]+}'), c => c.redirect(paths.reading, 303))

const readingHere = (c: Context<Page>) => myReadingOf(c.var.library, patronOf(c).patronId, idIn(c, LoanId))
