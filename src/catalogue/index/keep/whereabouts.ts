/**
 * Where a bib is held and where a copy can be borrowed now, as one small number: thousands of bibs are alike in this,
 * so counting branches, shelves and availability is one addition per bib, and the numbers are opened only once at the
 * end. Shared by all segments of an index; 0 is nowhere.
 */
export class Whereabouts {
  private readonly branchNames = new Names()
  private readonly shelfNames = new Names()
  private readonly numbers = new Map<string, number>([['', 0]])
  private available: Uint8Array = new Uint8Array(0)
  /** Every search goes through them, so they are plain numbers that lie side by side. */
  readonly spots: Spots = { starts: [0, 0], branches: [], shelves: [], available: [] }

  numberOf(spots: readonly SpotByName[]): number {
    return this.numberOfSpots(
      spots.map(({ branch, shelf, isAvailable }) => ({
        branch: this.branchNames.numberOf(branch),
        shelf: shelf === null ? NO_SHELF : this.shelfNames.numberOf(shelf) + 1,
        isAvailable,
      })),
    )
  }

  get size(): number {
    return this.spots.starts.length - 1
  }

  /** By the numbers in `spots`: the place of each branch in these, and of each shelf + 1. */
  get branches(): readonly string[] {
    return this.branchNames.all
  }
  get shelves(): readonly string[] {
    return this.shelfNames.all
  }

  /** 1 where a copy can be borrowed now, as a table over all numbers. */
  get anyAvailable(): Uint8Array {
    if (this.available.length < this.size)
      this.available = this.table({ ...this.called(undefined, undefined), availableNow: true })
    return this.available
  }

  /** The chosen branches and shelves; all of them where none is chosen. Names the index does not know are nowhere. */
  called(branches: readonly string[] | undefined, shelves: readonly string[] | undefined): Omit<Where, 'availableNow'> {
    const shelfMask = this.shelfNames.mask(shelves)
    const withNone = new Uint8Array(shelfMask.length + 1)
    withNone.set(shelfMask, 1)
    withNone[NO_SHELF] = shelves === undefined ? 1 : 0
    return { branches: this.branchNames.mask(branches), shelves: withNone }
  }

  /** 1 for every number that has a spot there. */
  table({ branches, shelves, availableNow }: Where): Uint8Array {
    const { starts, branches: branchAt, shelves: shelfAt, available } = this.spots
    const least = availableNow ? 1 : 0
    const says = new Uint8Array(this.size)
    for (let number = 0; number < says.length; number++)
      for (let at = starts[number]!; at < starts[number + 1]!; at++)
        if (available[at]! >= least) says[number]! |= branches[branchAt[at]!]! & shelves[shelfAt[at]!]!
    return says
  }

  /** For the snapshot; `restored` is its opposite. */
  toJson(): KeptWhereabouts {
    const { starts, branches, shelves, available } = this.spots
    const spotAt = (at: number): KeptWhereabouts[number][number] => [
      this.branches[branches[at]!]!,
      shelves[at] === NO_SHELF ? null : this.shelves[shelves[at]! - 1]!,
      available[at] === 1,
    ]
    return starts.slice(1).map((end, number) => range(starts[number]!, end).map(spotAt))
  }

  static restored(kept: KeptWhereabouts): Whereabouts {
    const restored = new Whereabouts()
    // In the same order, so that each keeps the number the columns know it by.
    for (const spots of kept)
      restored.numberOf(spots.map(([branch, shelf, isAvailable]) => ({ branch, shelf, isAvailable })))
    return restored
  }

  private numberOfSpots(spots: readonly Spot[]): number {
    const sorted = spots.toSorted((one, other) => one.branch - other.branch || one.shelf - other.shelf)
    const key = sorted.map(({ branch, shelf, isAvailable }) => `${branch}.${shelf}${isAvailable ? '+' : ''}`).join(' ')
    const known = this.numbers.get(key)
    if (known !== undefined) return known
    const number = this.size
    this.numbers.set(key, number)
    for (const { branch, shelf, isAvailable } of sorted) {
      this.spots.branches.push(branch)
      this.spots.shelves.push(shelf)
      this.spots.available.push(isAvailable ? 1 : 0)
    }
    this.spots.starts.push(this.spots.branches.length)
    return number
  }
}

/** The copies of a bib at one branch on one shelf; null: on one that nobody named. */
export type SpotByName = { branch: string; shelf: string | null; isAvailable: boolean }
export type KeptWhereabouts = [branch: string, shelf: string | null, isAvailable: boolean][][]

type Spot = { branch: number; shelf: number; isAvailable: boolean }

/**
 * The spots of all numbers, one number after the other: those of a number lie from `starts[number]` up to
 * `starts[number + 1]`, sorted by branch.
 */
export type Spots = { starts: number[]; branches: number[]; shelves: number[]; available: number[] }

/** What is asked of a spot: 1 for the branches and shelves, by their numbers, where it may be. */
export type Where = { branches: Uint8Array; shelves: Uint8Array; availableNow: boolean }

/** The number of a shelf that nobody named. */
const NO_SHELF = 0

const range = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i)

/** Names by numbers, in the order in which they were met. */
class Names {
  readonly all: string[] = []
  private readonly numbers = new Map<string, number>()

  numberOf(name: string): number {
    const known = this.numbers.get(name)
    if (known !== undefined) return known
    this.numbers.set(name, this.all.length)
    return this.all.push(name) - 1
  }

  /** 1 for those that are named, by number; for all where nothing is named. */
  mask(names: readonly string[] | undefined): Uint8Array {
    const mask = new Uint8Array(this.all.length).fill(names === undefined ? 1 : 0)
    for (const name of names ?? []) {
      const number = this.numbers.get(name)
      if (number !== undefined) mask[number] = 1
    }
    return mask
  }
}
