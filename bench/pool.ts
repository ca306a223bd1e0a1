/** What is put back is taken again last of all, without moving half a million others up. */
export class Pool<T> {
  private left: T[]
  private later: T[] = []

  constructor(all: T[]) {
    this.left = all
  }

  take(): T | undefined {
    if (this.left.length === 0) [this.left, this.later] = [this.later.reverse(), []]
    return this.left.pop()
  }

  putBack(one: T): void {
    this.later.push(one)
  }
}
