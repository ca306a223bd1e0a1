import { inverse } from '../build/places.ts'

/** Headings seen while reading, numbered as they come and sorted at the end. */
export class Headings {
  private readonly numbers = new Map<string, number>()
  private readonly names: string[] = []

  numberOf(key: string, name: string): number {
    const known = this.numbers.get(key)
    if (known !== undefined) return known
    this.numbers.set(key, this.names.length)
    return this.names.push(name) - 1
  }

  sorted(): { keys: string[]; names: string[]; numbers: number[]; placeOf: Uint32Array } {
    const keys = [...this.numbers.keys()].sort()
    const numbers = keys.map(key => this.numbers.get(key)!)
    return {
      keys,
      names: numbers.map(number => this.names[number]!),
      numbers,
      placeOf: inverse(Uint32Array.from(numbers)),
    }
  }
}
