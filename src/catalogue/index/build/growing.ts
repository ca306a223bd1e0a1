/** Typed arrays that grow while records stream in; `done` gives the part that is filled. */
type Numbers = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float64Array

class Growing<T extends Numbers> {
  array: T
  length = 0
  private readonly make: (length: number) => T

  constructor(make: (length: number) => T, first = 1024) {
    this.make = make
    this.array = make(first)
  }

  push(value: number): void {
    if (this.length === this.array.length) this.grow(this.length + 1)
    this.array[this.length++] = value
  }

  /** Makes room for so many more, so that a caller may write into `array` itself. */
  reserve(more: number): void {
    if (this.length + more > this.array.length) this.grow(this.length + more)
  }

  done(): T {
    return this.array.subarray(0, this.length) as T
  }

  private grow(needed: number): void {
    const larger = this.make(Math.max(needed, Math.ceil(this.array.length * 1.6)))
    larger.set(this.array)
    this.array = larger
  }
}

export const growing16 = () => new Growing(n => new Uint16Array(n))
export const growing32 = () => new Growing<Uint32Array>(n => new Uint32Array(n))
export const growing8 = () => new Growing(n => new Uint8Array(n))
export const growing64 = () => new Growing(n => new Float64Array(n))
