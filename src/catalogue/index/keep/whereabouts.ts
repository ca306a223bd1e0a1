/**
 * Where a bib is held and where a copy can be borrowed now, as one small number: thousands of bibs are alike in this,
 * so counting branches, shelves and availability is one addition per bib, and the numbers are opened only once at the
 * end. Shared by all segments of an index; 0 is nowhere.
 */
export class Whereabouts {
  private readonly branchNames = new Names()
  private readonly shelfNames = new Names()
  private readonly known: Place[] = [placeOf([])]
  private readonly numbers = new Map<string, number>([['', 0]])
  private available: Uint8Array = new Uint8Array(0)

  numberOf(spots: readonly SpotByName[]): number {
    return this.numberOfSpots(
      spots.map(({ branch, shelf, isAvailable }) => ({
        branch: this.branchNames.numberOf(branch),
        shelf: shelf === null ? NO_SHELF : this.shelfNames.numberOf(shelf),
        isAvailable,
      })),
    )
  }

  get size(): number {
    return this.known.length
  }

  /** By its number: the place of each in these. */
  get branches(): readonly string[] {
    return this.branchNames.all
  }
  get shelves(): readonly string[] {
    return this.shelfNames.all
  }

  at(number: number): Place {
    return this.known[number]!
  }

  /** 1 where a copy can be borrowed now, as a table over all numbers. */
  get anyAvailable(): Uint8Array {
    if (this.available.length < this.known.length)
      this.available = this.table(({ available }) => (available.branches.length > 0 ? 1 : 0))
    return this.available
  }

  /** A table over all numbers. */
  table(says: (place: Place) => number): Uint8Array {
    return Uint8Array.from(this.known, says)
  }

  /** Names the index does not know are left out: nothing is there. */
  branchesCalled(names: readonly string[]): Set<number> {
    return this.branchNames.known(names)
  }
  shelvesCalled(names: readonly string[]): Set<number> {
    return this.shelfNames.known(names)
  }

  /** For the snapshot; `restored` is its opposite. */
  toJson(): KeptWhereabouts {
    return this.known.map(({ spots }) =>
      spots.map(({ branch, shelf, isAvailable }) => [
        this.branches[branch]!,
        shelf === NO_SHELF ? null : this.shelves[shelf]!,
        isAvailable,
      ]),
    )
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
    this.numbers.set(key, this.known.length)
    return this.known.push(placeOf(sorted)) - 1
  }
}

/** The copies of a bib at one branch on one shelf; null: on one that nobody named. */
export type SpotByName = { branch: string; shelf: string | null; isAvailable: boolean }
export type KeptWhereabouts = [branch: string, shelf: string | null, isAvailable: boolean][][]

type Spot = { branch: number; shelf: number; isAvailable: boolean }
/** Each branch and each shelf once. */
type Among = { branches: readonly number[]; shelves: readonly number[] }
/** `held`: over all spots; `available`: over those where a copy can be borrowed now. */
export type Place = { spots: readonly Spot[]; held: Among; available: Among }

const NO_SHELF = -1

const placeOf = (spots: readonly Spot[]): Place => ({
  spots,
  held: amongSpots(spots),
  available: amongSpots(spots.filter(({ isAvailable }) => isAvailable)),
})

/** The branches and shelves of some spots. */
export const amongSpots = (spots: readonly Spot[]): Among => ({
  branches: [...new Set(spots.map(({ branch }) => branch))],
  shelves: [...new Set(spots.map(({ shelf }) => shelf))].filter(shelf => shelf !== NO_SHELF),
})

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

  known(names: readonly string[]): Set<number> {
    return new Set(names.flatMap(name => this.numbers.get(name) ?? []))
  }
}
