import type { PickupLocation } from '#branches/rules/pickup-location.ts'
import { checkIn } from '#circulation/desk/check-in.ts'
import { checkOut } from '#circulation/desk/check-out.ts'
import { type Database, sql } from '#database/database.ts'
import { placeHolds } from '#holds/ordering/place-holds.ts'
import type { Contact, HoldKind } from '#holds/rules/hold.ts'
import { type BibId, type BranchId, OrderId, type PatronId, StopId } from '#ids.ts'
import type { Library } from '#library.ts'
import { assert } from '#std/assert.ts'
import { newId } from '#std/new-id.ts'

/** A copy on a shelf of the demo. */
export type Copy = { barcode: string; bibId: BibId; home: BranchId; loanRule: string; kind: string; status: string }

/** People and books of the demo, and what they do to each other by the very actions of the house. */
export class Stage {
  readonly patrons: Map<string, PatronId>
  readonly copies: Copy[]
  private readonly titles: Map<string, BibId>

  constructor(patrons: Map<string, PatronId>, copies: Copy[], titles: Map<string, BibId>) {
    this.patrons = patrons
    this.copies = copies
    this.titles = titles
  }

  static async open(db: Database, patrons: Map<string, PatronId>): Promise<Stage> {
    const copies = await sql<Copy>`
      select i.barcode, i.bib_id as "bibId", i.home_branch_id as home, i.loan_rule as "loanRule", b.kind, i.status
      from item i join bib b on b.id = i.bib_id order by i.id`.execute(db)
    const titles = await sql<{ id: BibId; title: string }>`
      select distinct on (2) b.id, concat_ws(' ', b.title, b.volume) as title
      from bib b join item i on i.bib_id = b.id and i.loan_rule = 'normal'
      order by 2, b.kind in ('book', 'pocketBook') desc, b.id`.execute(db)
    return new Stage(patrons, copies.rows, new Map(titles.rows.map(({ id, title }) => [title, id])))
  }

  bib(title: string): BibId {
    const id = this.titles.get(title)
    assert(id, `the demo has 『${title}』`)
    return id
  }

  copiesOf(bibId: BibId): Copy[] {
    return this.copies.filter(copy => copy.bibId === bibId)
  }

  patron(card: string): PatronId {
    const id = this.patrons.get(card)
    assert(id, `the demo has the card ${card}`)
    return id
  }

  /** @returns whether it was lent: a rule may be against it, as in life */
  async lend(library: Library, card: string, copy: Copy): Promise<boolean> {
    const lent = await checkOut(library, {
      actor: desk,
      branchId: copy.home,
      stopId: copy.home === 'bm' ? StopId('yoshiura') : null,
      patronId: this.patron(card),
      barcode: copy.barcode,
    })
    return lent.ok
  }

  async scan(library: Library, branchId: BranchId, copy: Copy): Promise<void> {
    await checkIn(library, { actor: desk, branchId, barcode: copy.barcode })
  }

  async reserve(
    library: Library,
    card: string,
    titles: string[],
    pickup: PickupLocation,
    contact: Contact,
    kind: HoldKind = 'ordinary',
  ): Promise<void> {
    const order = {
      id: OrderId(newId()),
      kind,
      channel: 'web' as const,
      bibIds: titles.map(title => this.bib(title)),
      pickup,
      contact,
      confirmByMail: false,
    }
    const placed = await placeHolds(library, this.patron(card), order)
    assert(placed.ok, `the demo can reserve ${titles.join(', ')}: ${JSON.stringify(placed)}`)
  }
}

export const desk = { is: 'staff', login: 'mado' } as const
