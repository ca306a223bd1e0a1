import type { BibId } from '../rules/bib.ts'
import type { CatalogueIndex } from './catalogue-index.ts'

type Index = Pick<CatalogueIndex, 'apply'>
type Listener = (ids: readonly BibId[]) => void

const listeners = new WeakMap<Index, Listener[]>()

/** Calls back with the bibs that look different now, each time whoever follows the change feed has taken some in. */
export function whenChanged(index: Index, listener: Listener): void {
  listeners.set(index, [...(listeners.get(index) ?? []), listener])
}

export function tellChanged(index: Index, ids: readonly BibId[]): void {
  for (const listener of listeners.get(index) ?? []) listener(ids)
}
