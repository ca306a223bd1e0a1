import { saveBibs } from '#catalogue/exchange/import-store.ts'
import type { BibRecord } from '#catalogue/rules/bib.ts'
import { type Database, transact } from '#database/database.ts'
import { BranchId } from '#ids.ts'
import { type ItemToSave, saveItems } from '#items/import-store.ts'

/**
 * Every bib of the demo with one to four copies spread over the branches; what joined in the last weeks are new
 * arrivals.
 */
export async function seedCatalogue(
  db: Database,
  bibs: BibRecord[],
  today: Temporal.PlainDate,
  now: Temporal.Instant,
): Promise<void> {
  const items = bibs.flatMap((bib, index) => copiesOf(bib, index, today))
  await transact(db, async tx => {
    await saveBibs(
      tx,
      bibs.map(bib => ({ bib, raw: null })),
      now,
    )
    await saveItems(tx, items, today, false)
  })
}

function copiesOf(bib: BibRecord, index: number, today: Temporal.PlainDate): ItemToSave[] {
  return homesOf(bib, index).map((branch, copy) => ({
    sourceKey: bib.sourceKey,
    branchId: BranchId(branch),
    item: {
      // Eight digits and a copy number: distinct, and the same at every seeding.
      barcode: `1${String(index + 1).padStart(6, '0')}${copy}1`,
      branch,
      location: shelfOf(bib),
      callNumber: callNumberOf(bib),
      loanRule: loanRuleOf(bib, index),
      joinedOn: joinedOn(index, today),
    },
  }))
}

/**
 * The central library has most; the rooms share the rest. The first copy of local history is always at the central
 * library.
 */
function homesOf(bib: BibRecord, index: number): string[] {
  const others = ['asahi', 'arakawa', 'kamihayashi', 'sanpoku', 'sekikawa', 'awashima', 'bm']
  const rotated = [...others.slice(index % 7), ...others.slice(0, index % 7)]
  const isLocal = bib.sourceKey.includes('local')
  const copies = isLocal ? 2 : 1 + ((index * 7) % 5 === 0 ? 3 : index % 2)
  const first = index % 4 === 3 && !isLocal ? [] : ['chuo']
  return [...first, ...rotated].slice(0, copies)
}

function shelfOf(bib: BibRecord): string {
  if (bib.sourceKey.includes('local')) return '郷土資料'
  const byKind: Partial<Record<BibRecord['kind'], string>> = {
    pictureBook: 'えほん',
    comic: 'コミック',
    magazine: '雑誌',
    audiovisual: '視聴覚',
    largePrint: '大活字',
    pocketBook: '文庫',
    oldBook: '書庫',
  }
  return (
    byKind[bib.kind] ?? (bib.audience === 'child' ? '児童' : bib.audience === 'youngAdult' ? 'ヤングアダルト' : '一般')
  )
}

/** 請求記号: 別置記号, class, and the first two kana of the author, as on the label. */
function callNumberOf(bib: BibRecord): string {
  const apart =
    {
      郷土資料: 'K',
      えほん: 'E',
      コミック: 'C',
      雑誌: 'Z',
      視聴覚: 'V',
      大活字: 'L',
      文庫: 'B',
      書庫: 'S',
      児童: 'J',
      ヤングアダルト: 'Y',
    }[shelfOf(bib)] ?? ''
  const author = (bib.creators[0]?.reading ?? bib.titleReading ?? '').replace(/[\s,・ー]/g, '').slice(0, 2)
  const volume = bib.volume ? `/${bib.volume}` : ''
  return `${apart}${bib.ndc[0] ?? ''}/${author}${volume}`
}

/** 禁帯出: old books, and some of the reference works. */
const loanRuleOf = (bib: BibRecord, index: number) =>
  bib.kind === 'oldBook' || (/^0[23]|^20[1-9]$/.test(bib.ndc[0] ?? '') && index % 3 === 0)
    ? 'reference'
    : bib.kind === 'audiovisual'
      ? 'audiovisual'
      : 'normal'

/** One in thirty joined within the last eight weeks; the others over many years. */
const joinedOn = (index: number, today: Temporal.PlainDate) =>
  today.subtract({ days: index % 30 === 0 ? 1 + ((index / 30) % 55) : 70 + ((index * 37) % 5000) })
