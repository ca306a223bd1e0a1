import { DatabaseAway } from '#database/watch.ts'
import type { BibId } from '#ids.ts'
import { isComing } from '#items/rules/item.ts'
import type { ShownItem, StoredBib } from '../bib-store.ts'
import type { ExportedBib } from '../records/write-records.ts'
import { type Availability, availabilityOf, shownCopy } from '../rules/availability.ts'
import { callKey } from '../rules/search/call-key.ts'
import type { CopiedBib, CopiedItem } from './copied-store.ts'
import { type CopyFile, isClosed, isDamaged } from './copy-file.ts'

/**
 * What the catalogue said when the database was last heard, for as long as it is away. It answers as the stores do.
 */
export class RecordCopy {
  private readonly file: CopyFile
  private readonly onDamaged: () => void

  constructor(file: CopyFile, onDamaged: () => void) {
    this.file = file
    this.onDamaged = onDamaged
  }

  /** @throws DatabaseAway when it may be newer than this copy */
  bib(id: BibId): StoredBib | null {
    const record = this.record(id)
    return record && toStored(record)
  }

  /** In their order; what is merged, gone or hidden is left out. */
  bibs(ids: readonly BibId[]): StoredBib[] {
    return ids.flatMap(id => this.bib(id) ?? []).filter(isStanding)
  }

  /** As `loadStanding` says it. */
  standing(ids: readonly BibId[]): Map<BibId, BibId> {
    const there = ids.flatMap(id => this.bib(id) ?? []).filter(({ deletedAt }) => deletedAt === null)
    const standing = there.map(({ id, mergedInto }) => [id, mergedInto ?? id] as const)
    return new Map(standing.filter(([, id]) => this.bib(id)?.hiddenAt === null))
  }

  itemsOf(id: BibId): { items: ShownItem[]; waiting: number; meanLoanDays: number | null } {
    const record = this.record(id)
    if (!record) return { items: [], waiting: 0, meanLoanDays: null }
    const { waiting, meanLoanDays } = record
    return { items: record.copies.map(toShown), waiting, meanLoanDays }
  }

  availability(ids: readonly BibId[]): Map<BibId, Availability> {
    return new Map(
      ids.map(id => {
        const { items, waiting } = this.itemsOf(id)
        const copies = items.map(({ branchId, state, loanRule, dueOn }) => ({
          ...{ branchId, state, loanRule, dueOn },
          count: 1,
        }))
        return [id, availabilityOf(copies, waiting)]
      }),
    )
  }

  /** A 請求記号 whole, with the sign between its parts that was typed or with a /: the file keeps none by its beginning. */
  byCode(text: string, limit: number): BibId[] {
    const capitals = text.toUpperCase()
    const codes = new Set([text, capitals, capitals.replaceAll('-', ''), callKey(text).replaceAll(' ', '/')])
    const ids = [...codes].flatMap(code => this.read(() => this.file.withCode(code, limit)))
    const standing = this.bibs([...new Set(ids)].sort((one, other) => one - other))
    return standing.map(({ id }) => id).slice(0, limit)
  }

  exported(ids: readonly BibId[]): (ExportedBib & { id: BibId; changedAt: Temporal.Instant })[] {
    return ids.flatMap(asked => {
      const record = this.record(asked)
      if (!record || !isStanding(toStored(record))) return []
      const { id, mergedInto: _merged, deletedAt: _deleted, hiddenAt: _hidden, changedAt, ...bib } = toStored(record)
      return [{ id, changedAt, bib, items: record.copies.map(toImported), raw: record.raw }]
    })
  }

  private record(id: BibId): CopiedBib | null {
    const record = this.read(() => this.file.get(id))
    if (!record && id > this.read(() => this.file.highestId))
      throw new DatabaseAway('the bib may be newer than the copy of the catalogue')
    return record
  }

  /** What cannot be read is as if it were not there: whoever keeps the file writes it anew. */
  private read<T>(ask: () => T): T {
    try {
      return ask()
    } catch (error) {
      // Another file has taken its place while this page was made.
      if (isClosed(error)) throw new DatabaseAway('the copy of the catalogue is another one by now')
      if (!isDamaged(error)) throw error
      this.onDamaged()
      throw new DatabaseAway('the copy of the catalogue is damaged')
    }
  }
}

const isStanding = ({ mergedInto, deletedAt, hiddenAt }: StoredBib): boolean =>
  mergedInto === null && deletedAt === null && hiddenAt === null

const toStored = ({ bib }: CopiedBib): StoredBib => ({
  ...bib,
  deletedAt: bib.deletedAt === null ? null : Temporal.Instant.from(bib.deletedAt),
  // A file written by the version before says nothing of it.
  hiddenAt: bib.hiddenAt ? Temporal.Instant.from(bib.hiddenAt) : null,
  changedAt: Temporal.Instant.from(bib.changedAt),
})

const toShown = ({ homeBranchId: _home, joinedOn: _joined, status, dueOn, stays, ...item }: CopiedItem): ShownItem => {
  const loanRule = stays ? 'reference' : item.loanRule
  return { ...item, loanRule, state: shownCopy(status, loanRule)!, dueOn: toDate(dueOn), isHidden: false }
}

const toImported = (item: CopiedItem): ExportedBib['items'][number] => ({
  barcode: item.barcode,
  branch: item.homeBranchId,
  location: item.shelf,
  callNumber: item.callNumber,
  loanRule: item.loanRule,
  joinedOn: toDate(item.joinedOn),
  ...(isComing(item.status) ? { coming: item.status } : {}),
})

const toDate = (text: string | null) => (text === null ? null : Temporal.PlainDate.from(text))
