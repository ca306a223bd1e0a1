/**
 * Which branches a bib is at, as one small number: thousands of bibs are at the same branches, so counting a facet is one addition per bib and the sets are
 * opened only once at the end. Shared by all segments of an index; 0 is no branch.
 */
export class BranchSets {
  readonly branches: string[] = []
  private readonly sets: number[][] = [[]]
  private readonly numbers = new Map<string, number>([['', 0]])
  private readonly branchNumbers = new Map<string, number>()

  numberOf(branches: readonly string[]): number {
    if (branches.length === 0) return 0
    const members = [...new Set(branches.map(branch => this.branchNumber(branch)))].sort((a, b) => a - b)
    const key = members.join(' ')
    const known = this.numbers.get(key)
    if (known !== undefined) return known
    this.numbers.set(key, this.sets.length)
    return this.sets.push(members) - 1
  }

  get size(): number {
    return this.sets.length
  }

  members(set: number): readonly number[] {
    return this.sets[set] ?? []
  }

  /** A table over all sets: 1 where one of the branches is a member. */
  having(branches: readonly string[]): Uint8Array {
    const wanted = new Set(branches.map(branch => this.branchNumbers.get(branch) ?? -1))
    return Uint8Array.from(this.sets, members => (members.some(member => wanted.has(member)) ? 1 : 0))
  }

  /** Branch names per set, for the snapshot; `restored` is its opposite. */
  toJson(): string[][] {
    return this.sets.map(members => members.map(member => this.branches[member]!))
  }

  static restored(sets: readonly string[][]): BranchSets {
    const restored = new BranchSets()
    for (const branches of sets.slice(1)) {
      // Each set keeps the number the columns know it by.
      const members = branches.map(branch => restored.branchNumber(branch)).sort((a, b) => a - b)
      restored.numbers.set(members.join(' '), restored.sets.push(members) - 1)
    }
    return restored
  }

  private branchNumber(branch: string): number {
    const known = this.branchNumbers.get(branch)
    if (known !== undefined) return known
    this.branchNumbers.set(branch, this.branches.length)
    return this.branches.push(branch) - 1
  }
}
