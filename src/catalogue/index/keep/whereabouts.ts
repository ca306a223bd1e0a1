/**
 * Where a bib is held and where a copy can be borrowed now, as one small number: thousands of bibs are alike in this,
 * so counting branches and availability is one addition per bib, and the numbers are opened only once at the end.
 * Shared by all segments of an index; 0 is nowhere.
 */
export class Whereabouts {
  readonly branches: string[] = []
  private readonly known: Place[] = [{ held: [], available: [] }]
  private readonly numbers = new Map<string, number>([['/', 0]])
  private available: Uint8Array = new Uint8Array(0)
  private readonly branchNumbers = new Map<string, number>()

  /** @param held branches with a copy; `available` those of them where one can be borrowed now */
  numberOf(held: readonly string[], available: readonly string[]): number {
    return this.numberOfPlace({ held: this.members(held), available: this.members(available) })
  }

  get size(): number {
    return this.known.length
  }

  /** By branch number: its place in `branches`. */
  at(number: number): Place {
    return this.known[number]!
  }

  /** 1 where a copy can be borrowed now, as a table over all numbers. */
  get anyAvailable(): Uint8Array {
    if (this.available.length < this.known.length)
      this.available = this.table(({ available }) => (available.length > 0 ? 1 : 0))
    return this.available
  }

  /** A table over all numbers. */
  table(says: (place: Place) => number): Uint8Array {
    return Uint8Array.from(this.known, says)
  }

  /** Branches the index does not know are left out: nothing is there. */
  numbersOf(branches: readonly string[]): Set<number> {
    return new Set(branches.flatMap(branch => this.branchNumbers.get(branch) ?? []))
  }

  /** Branch names per number, for the snapshot; `restored` is its opposite. */
  toJson(): string[][][] {
    const names = (members: readonly number[]) => members.map(member => this.branches[member]!)
    return this.known.map(({ held, available }) => [names(held), names(available)])
  }

  static restored(known: readonly string[][][]): Whereabouts {
    const restored = new Whereabouts()
    // In the same order, so that each keeps the number the columns know it by.
    for (const [held = [], available = []] of known) restored.numberOf(held, available)
    return restored
  }

  private numberOfPlace(place: Place): number {
    const key = `${place.held.join(' ')}/${place.available.join(' ')}`
    const known = this.numbers.get(key)
    if (known !== undefined) return known
    this.numbers.set(key, this.known.length)
    return this.known.push(place) - 1
  }

  private members(branches: readonly string[]): number[] {
    return [...new Set(branches.map(branch => this.branchNumber(branch)))].sort((a, b) => a - b)
  }

  private branchNumber(branch: string): number {
    const known = this.branchNumbers.get(branch)
    if (known !== undefined) return known
    this.branchNumbers.set(branch, this.branches.length)
    return this.branches.push(branch) - 1
  }
}

export type Place = { held: readonly number[]; available: readonly number[] }
