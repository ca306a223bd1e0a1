/** Something in a description that cannot be used: where, what stands there, and what would be right. No words. */
export type Problem = { path: (string | number)[]; value: unknown; wants: Wants }

export type Wants =
  | { is: 'present' }
  /** No such name here; `known` are those there are. */
  | { is: 'known'; names: string[]; known: string[] }
  | { is: 'type'; type: string }
  | { is: 'oneOf'; options: string[] }
  | { is: 'atLeast'; min: number; of: 'number' | 'text' | 'list' }
  | { is: 'atMost'; max: number; of: 'number' | 'text' | 'list' }
  /** A whole number, both included. */
  | { is: 'between'; min: number; max: number }
  /** A form with a name of its own: 'hours', 'day', 'monthly' … */
  | { is: 'form'; form: string }
  /** It stands there twice. */
  | { is: 'another' }
  | { is: 'oneCentral' }
  | { is: 'containing'; codes: string[] }
  /** A row that says this may name these alone. */
  | { is: 'widerRow'; names: string[] }
  | { is: 'somethingSaid' }
  | { is: 'contrast'; has: number; needs: number }
  | { is: 'later' }
