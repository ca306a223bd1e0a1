import { stat } from 'node:fs/promises'
import { deleteAuthority, saveAuthorities } from '#catalogue/authority-store.ts'
import { type BibToSave, branchName, loadBranchNames, saveBibs } from '#catalogue/exchange/import-store.ts'
import { deleteBib, type Removal } from '#catalogue/exchange/removal-store.ts'
import type { ReadRecord } from '#catalogue/records/read-record.ts'
import { readRecords } from '#catalogue/records/read-records.ts'
import type { Source } from '#catalogue/records/source.ts'
import type { Authority } from '#catalogue/rules/authority/authority.ts'
import type { Doubt, ImportedItem } from '#catalogue/rules/imported/imported.ts'
import type { MarcInJson } from '#catalogue/rules/marc/record.ts'
import { transact } from '#database/database.ts'
import type { Counts } from '#database/incoming.ts'
import type { MergeRefusal } from '#holds/rules/merge.ts'
import type { BranchId } from '#ids.ts'
import { type ItemToSave, saveItems } from '#items/import-store.ts'
import type { Library } from '#library.ts'
import { mergeListed } from '#merging/merge-bibs.ts'
import type { Progress } from '#std/progress.ts'
import { dayOf } from '#time/clock.ts'

/** What an import did. Run again on the same file, everything is `unchanged`. */
export type ImportReport = {
  /** Records read, whether or not they could be used. */
  read: number
  bibs: Counts & { deleted: number; merged: number }
  items: Counts
  /** 典拠. */
  authorities: Counts & { deleted: number }
  /** How many records or copies were left out or went in only in part; the first thousand are told. */
  problemCount: number
  /** What is wrong with the file itself, so that it was not read to its end; null: it was. */
  broken: string | null
  problems: ImportProblem[]
  /**
   * How many values were not as they should be and could still be understood; the first thousand are told, with what
   * was made of them.
   */
  noteCount: number
  notes: ImportProblem[]
}

/** By the number of the record in its file (of the line, in a table), in plain words. */
export type ImportProblem = { number: number; reason: string }

const batchSize = 1000
const problemsToldMax = 1000

/**
 * Takes a catalogue in, in any form that `readRecords` knows: bibs by their source key, copies by their barcode. A
 * thousand records are one transaction; killed anywhere, the next run on the same file finishes the work. The first
 * record of a key in a file makes the bib; later ones (a table has a row a copy) only bring copies.
 * @param options.agency whose numbers the file's are, if it does not say; `moveCopies` takes copies away from the bibs
 * they are of; `onProgress` hears after every batch, `onKey` at the end
 * @throws when the file or the database cannot be read
 */
export async function importRecords(
  library: Library,
  source: string | Source,
  options: {
    agency?: string
    moveCopies?: boolean
    onProgress?: (progress: Progress) => void
    /** Hears the key of each record that makes a bib. */
    onKey?: (sourceKey: string) => void
    now?: Temporal.Instant
  } = {},
): Promise<ImportReport> {
  const now = options.now ?? library.clock.now()
  const report: ImportReport = {
    read: 0,
    bibs: { added: 0, changed: 0, unchanged: 0, deleted: 0, merged: 0 },
    items: { added: 0, changed: 0, unchanged: 0 },
    authorities: { added: 0, changed: 0, unchanged: 0, deleted: 0 },
    problemCount: 0,
    broken: null,
    problems: [],
    noteCount: 0,
    notes: [],
  }
  const size = typeof source === 'string' ? (await stat(source)).size : null
  let bytesRead = 0
  const branches = await transact(library.db, loadBranchNames)
  const seen = new Map<string, { number: number; title: string }>()
  let batch: Batch = emptyBatch()

  const flush = async () => {
    const full = batch
    batch = emptyBatch()
    await saveBatch(library, full, report, { now, moveCopies: options.moveCopies ?? false })
    options.onProgress?.({ done: report.read, share: size ? bytesRead / size : null })
  }
  const reading = {
    ...(options.agency ? { agency: options.agency } : {}),
    onBytes: (bytes: number) => {
      bytesRead += bytes
    },
  }
  for await (const record of readRecords(source, reading)) {
    if ('doubt' in record) {
      tellDoubts(report, record.number, [record.doubt])
      continue
    }
    if ('doubts' in record) tellDoubts(report, record.number, record.doubts ?? [])
    if ('error' in record && record.ofFile) report.broken = record.error
    else report.read++
    if ('error' in record) tell(report, record.number, record.error)
    else if ('copies' in record) takeCopies(record.number, record.copies, record.items, batch, branches, report)
    else if ('ok' in record) take(record, batch, seen, branches, report)
    else if ('authority' in record) takeAuthority(record, batch, report)
    else {
      // A list may delete what the same file added: in the order of the file.
      await flush()
      await remove(library, record, report, now)
    }
    if (Math.max(batch.bibs.length, batch.items.length, batch.authorities.length) >= batchSize) await flush()
  }
  await flush()
  if (options.onKey) for (const sourceKey of seen.keys()) options.onKey(sourceKey)
  return report
}

type Batch = {
  bibs: Numbered<BibToSave>[]
  items: Numbered<ItemToSave>[]
  authorities: Numbered<{ authority: Authority; raw: MarcInJson | null }>[]
}
const emptyBatch = (): Batch => ({ bibs: [], items: [], authorities: [] })
type Numbered<T> = T & { number: number }

/** Keys and barcodes are what the database finds things by; no real one is longer. */
const keyLengthMax = 200

function take(
  record: Extract<ReadRecord, { ok: unknown }>,
  batch: Batch,
  seen: Map<string, { number: number; title: string }>,
  branches: Map<string, BranchId>,
  report: ImportReport,
): void {
  const { number, ok: bib, items } = record
  if (bib.sourceKey.length > keyLengthMax) {
    tell(report, number, `Its number is longer than ${keyLengthMax} characters.`)
    return
  }
  const before = seen.get(bib.sourceKey)
  if (!before) {
    seen.set(bib.sourceKey, { number, title: bib.title })
    batch.bibs.push({ number, bib, raw: record.raw ?? null })
  } else if (before.title !== bib.title || items.length === 0) {
    tell(report, number, `Its number ${bib.sourceKey} is that of record ${before.number} too; the first one counts.`)
    if (before.title !== bib.title) return
  }
  takeCopies(number, bib.sourceKey, items, batch, branches, report)
}

function takeCopies(
  number: number,
  sourceKey: string,
  items: ImportedItem[],
  batch: Batch,
  branches: Map<string, BranchId>,
  report: ImportReport,
): void {
  for (const item of items) {
    tellDoubts(report, number, item.doubts ?? [])
    const branchId = branches.get(branchName(item.branch))
    if (item.barcode.length > keyLengthMax) {
      tell(report, number, `A copy's barcode is longer than ${keyLengthMax} characters.`)
    } else if (branchId === undefined) {
      const named =
        item.branch === '' ? 'names no branch' : `is of the branch "${item.branch.slice(0, 80)}", which is not known`
      tell(report, number, `The copy ${item.barcode} ${named}.`)
    } else batch.items.push({ number, item, sourceKey, branchId })
  }
}

function takeAuthority(
  { number, authority, raw }: Extract<ReadRecord, { authority: unknown }>,
  batch: Batch,
  report: ImportReport,
): void {
  if (authority.sourceKey.length > keyLengthMax)
    tell(report, number, `Its number is longer than ${keyLengthMax} characters.`)
  else batch.authorities.push({ number, authority, raw: raw ?? null })
}

/**
 * One transaction. If the database refuses something in it, the records go in one by one, and the one that it refuses
 * is told.
 */
async function saveBatch(
  library: Library,
  batch: Batch,
  report: ImportReport,
  how: { now: Temporal.Instant; moveCopies: boolean },
): Promise<void> {
  const { now, moveCopies } = how
  if (batch.bibs.length + batch.items.length + batch.authorities.length === 0) return
  const items = onceEach(batch.items, report)
  const authorities = [...new Map(batch.authorities.map(one => [one.authority.sourceKey, one])).values()]
  try {
    const saved = await transact(library.db, async tx => ({
      bibs: await saveBibs(tx, batch.bibs, now),
      items: await saveItems(tx, items, dayOf(now), moveCopies),
      authorities: await saveAuthorities(tx, authorities, now),
    }))
    addCounts(report.bibs, saved.bibs)
    addCounts(report.items, saved.items)
    addCounts(report.authorities, saved.authorities)
    const stayed = new Map(saved.items.stayed.map(({ barcode, sourceKey }) => [barcode, sourceKey]))
    const homeless = new Set(saved.items.homeless)
    for (const { number, item, sourceKey } of items) {
      if (homeless.has(item.barcode))
        tell(report, number, `The copy ${item.barcode} is of ${sourceKey.slice(0, 80)}, which is not in the catalogue.`)
      const present = stayed.get(item.barcode)
      if (present !== undefined) tell(report, number, staysBecause(item.barcode, present, moveCopies))
    }
  } catch (error) {
    if (!isRefusedData(error)) throw error
    const alone: Batch[] = [
      ...batch.bibs.map(bib => ({ ...emptyBatch(), bibs: [bib] })),
      ...items.map(item => ({ ...emptyBatch(), items: [item] })),
      ...authorities.map(authority => ({ ...emptyBatch(), authorities: [authority] })),
    ]
    if (alone.length > 1) for (const one of alone) await saveBatch(library, one, report, how)
    else
      tell(
        report,
        (batch.bibs[0] ?? items[0] ?? authorities[0])!.number,
        `The database does not take it: ${(error as Error).message}`,
      )
  }
}

/**
 * A barcode twice in a batch cannot be saved twice by one statement. Of one bib the last row counts, as it would over
 * two batches; of another bib it is no copy of that one (a spreadsheet may have made 1.23457E+11 of them all).
 */
function onceEach(items: Batch['items'], report: ImportReport): Batch['items'] {
  const kept = new Map<string, Batch['items'][number]>()
  for (const one of items) {
    const { barcode } = one.item
    const before = kept.get(barcode)
    if (!before || before.sourceKey === one.sourceKey) kept.set(barcode, one)
    else
      tell(
        report,
        one.number,
        `The copy ${barcode} is one of ${before.sourceKey.slice(0, 80)} too (record ${before.number}); the first one counts.`,
      )
  }
  return [...kept.values()]
}

const staysBecause = (barcode: string, present: string, moveCopies: boolean) =>
  moveCopies
    ? `The copy ${barcode} is lent, held or on its way and stays with its present bib.`
    : `The copy ${barcode} is one of ${present.slice(0, 80)} and stays with its present bib; --move-copies would move it.`

/** SQLSTATE 22 (data), 23 (constraint), 54 (limit): the record is at fault, not the machine. */
const isRefusedData = (error: unknown) => /^(22|23|54)/.test((error as { code?: string }).code ?? '')

function addCounts(sum: Counts, more: Counts): void {
  sum.added += more.added
  sum.changed += more.changed
  sum.unchanged += more.unchanged
}

async function remove(
  library: Library,
  record: Extract<ReadRecord, { deletion: string } | { merge: string } | { authorityDeletion: string }>,
  report: ImportReport,
  now: Temporal.Instant,
): Promise<void> {
  if ('authorityDeletion' in record) {
    const deleted = await transact(library.db, tx => deleteAuthority(tx, record.authorityDeletion))
    report.authorities[deleted ? 'deleted' : 'unchanged']++
    return
  }
  if ('deletion' in record) {
    const removal = await transact(library.db, tx => deleteBib(tx, record.deletion, now))
    if (removal === 'done') report.bibs.deleted++
    else if (removal === 'alreadyDone') report.bibs.unchanged++
    else tell(report, record.number, `${record.deletion}: ${whyNot[removal]}`)
    return
  }
  const merged = await mergeListed(library, { from: record.merge, into: record.into }, now)
  if (!merged.ok) tell(report, record.number, `${record.merge} (into ${record.into}): ${whyNot[merged.refusal.why]}`)
  else if (merged.value.did) report.bibs.merged++
  else report.bibs.unchanged++
}

const whyNot: Record<Exclude<Removal, 'done' | 'alreadyDone'> | MergeRefusal['why'], string> = {
  unknown: 'no such bib is in the catalogue.',
  unknownTarget: 'the bib to merge into is not in the catalogue.',
  same: 'a bib is not merged into itself.',
  hasCopies: 'it still has copies; withdraw them first.',
  inUse: 'somebody waits for it.',
  circle: 'the two would be merged into each other.',
  mergedElsewhere: 'it was merged into another bib before.',
}

function tellDoubts(report: ImportReport, number: number, doubts: readonly Doubt[]): void {
  for (const { is, text } of doubts)
    if (is === 'lost') tell(report, number, text)
    else {
      report.noteCount++
      if (report.notes.length < problemsToldMax) report.notes.push({ number, reason: text })
    }
}

function tell(report: ImportReport, number: number, reason: string): void {
  report.problemCount++
  if (report.problems.length < problemsToldMax) report.problems.push({ number, reason })
}
