/** What a request was about. */
export type Lane = 'search' | 'record' | 'order' | 'desk'
export const lanes: readonly Lane[] = ['search', 'record', 'order', 'desk']

/** One request and its answer. Times in milliseconds since the beginning. */
export type Asked = {
  lane: Lane
  what: string
  at: number
  until: number
  /** null: the connection was cut, or nothing came. */
  status: number | null
  /** It was answered as it should be. */
  isGood: boolean
  /** It changes something: it is answered as long as there is a primary. */
  isWrite: boolean
  why?: string
}

/** What a visitor wanted, over all the requests it took, and what they were told in the end. */
export type Deed = { begun: number; until: number; told: 'done' | 'refused' | 'nothing' } & (
  | { is: 'order'; id: string; patronId: number; bibId: number; channel: 'web' | 'counter'; withMail: boolean }
  | { is: 'loan'; barcode: string; patronId: number }
  | { is: 'return'; barcode: string }
)

/** Something that was done to the machines. */
export type Happened = { fault: string; at: number; until: number }

/** Everything that was seen, in the order in which it was over. */
export class History {
  readonly asked: Asked[] = []
  readonly deeds: Deed[] = []
  readonly happened: Happened[] = []
  private readonly begun = performance.now()

  now(): number {
    return performance.now() - this.begun
  }
}
