import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeFolder } from '#std/make-folder.ts'
import type { Text } from '#text/text.ts'
import { writeCsvRow } from '../rules/csv.ts'
import type { Reconciled } from '../rules/figures.ts'
import type { FormName } from '../rules/forms.ts'
import type { MoveProblem } from './judge-table.ts'
import type { Moved } from './move-in.ts'

/** So many problems stand in the page; the table beside it has all. */
const problemsShown = 500

const problemsFile = 'problems.csv'

/**
 * The report of a moving for librarians: a page to read and print, and two tables for a spreadsheet (with a byte
 * order mark, so that Excel reads them as UTF-8). They hold personal data where a value is told, and are for their
 * owner's eyes.
 * @param outcome what became of it
 */
export async function writeReport(
  folder: string,
  { moved, outcome, t }: { moved: Moved; outcome: 'takenIn' | 'refused' | 'rehearsal'; t: Text['moving'] },
): Promise<void> {
  makeFolder(folder, 0o700)
  const write = (name: string, text: string) => writeFile(join(folder, name), text, { mode: 0o600 })
  await write('report.html', page(moved, outcome, t))
  const { report } = t
  await write(
    problemsFile,
    table([
      [report.file, report.line, report.column, report.value, report.why],
      ...moved.problems.map(problem => problemCells(problem, t)),
    ]),
  )
  const head = [
    report.reconciliation,
    report.key,
    report.inFiles,
    report.inKago,
    report.leftOut,
    report.unexplained,
    report.lines,
  ]
  await write('reconciliation.csv', table([head, ...moved.reconciled.map(one => reconciledCells(one, t))]))
}

/** How much is not explained by what was left out. */
export const unexplained = ({ reconciled }: Moved): number =>
  reconciled.reduce((sum, one) => sum + Math.abs(one.unexplained), 0)

const table = (rows: string[][]) => `\ufeff${rows.map(row => writeCsvRow(row.map(guarded))).join('')}`

/** What a spreadsheet would take for a formula is a text: the files of others stand in the cells. */
const guarded = (cell: string) => (/^[=+@-]/.test(cell) && !/^-?\d+$/.test(cell) ? `'${cell}` : cell)

const problemCells = ({ file, line, header, value, want }: MoveProblem, t: Text['moving']): string[] => [
  file,
  line === 0 ? '' : `${line}`,
  header,
  value,
  t.want(want),
]

const reconciledCells = (one: Reconciled, t: Text['moving']): string[] => [
  t.figure[one.figure],
  one.key,
  `${one.inFiles}`,
  `${one.inKago}`,
  `${one.leftOut}`,
  `${one.unexplained}`,
  one.lines.join(' '),
]

function page(moved: Moved, outcome: 'takenIn' | 'refused' | 'rehearsal', t: Text['moving']): string {
  const { report } = t
  const open = unexplained(moved)
  const problems = moved.problems.slice(0, problemsShown).map(problem => problemCells(problem, t))
  const more = moved.problems.length - problems.length
  return `<!doctype html>
<html lang="ja">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${report.title}</title>
<style>
body { font-family: sans-serif; line-height: 1.6; max-width: 70rem; margin: 0 auto; padding: 1rem; color: #1a1a1c; }
table { border-collapse: collapse; width: 100%; }
.wide { overflow-x: auto; }
th, td { border: 1px solid #767676; padding: 0.2rem 0.5rem; text-align: left; vertical-align: top; }
th { white-space: nowrap; }
td { overflow-wrap: break-word; }
td.number { text-align: right; }
.differs { font-weight: bold; }
</style>
<main>
<h1>${report.title}</h1>
<p>${report[outcome]}</p>
<p${open > 0 ? ' class="differs"' : ''}>${open > 0 ? report.differs(open) : report.agrees}</p>
<h2>${report.tables}</h2>
${asTable(
  [report.file, report.read, report.leftOut],
  Object.entries(moved.tables).flatMap(([name, { read, leftOut }]) =>
    read > 0 ? [[t.table[name as FormName] ?? name, `${read}`, `${leftOut}`]] : [],
  ),
)}
<h2>${report.reconciliation}</h2>
${[...Map.groupBy(moved.reconciled, ({ figure }) => figure)]
  .map(
    ([figure, rows]) =>
      `<h3>${escaped(t.figure[figure])}</h3>
${asTable(
  [report.key, report.inFiles, report.inKago, report.leftOut, report.unexplained, report.lines],
  rows.map(one => reconciledCells(one, t).slice(1)),
)}`,
  )
  .join('\n')}
<h2>${report.problems}</h2>
${problems.length === 0 ? `<p>${report.none}</p>` : asTable([report.file, report.line, report.column, report.value, report.why], problems)}
${more > 0 ? `<p>${report.more(more, problemsFile)}</p>` : ''}
</main>
</html>
`
}

function asTable(head: string[], rows: string[][]): string {
  const cells = (row: string[]) =>
    row.map(text => `<td${/^-?\d+$/.test(text) ? ' class="number"' : ''}>${escaped(text)}</td>`).join('')
  return `<div class="wide" tabindex="0"><table><thead><tr>${head.map(text => `<th scope="col">${escaped(text)}</th>`).join('')}</tr></thead>
<tbody>${rows.map(row => `<tr>${cells(row)}</tr>`).join('\n')}</tbody></table></div>`
}

const escaped = (text: string) =>
  text.replace(/[&<>"]/g, character => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[character]!)
