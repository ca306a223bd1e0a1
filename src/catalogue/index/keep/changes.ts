import type { BibId } from '#ids.ts'
import type { CatalogueIndex } from '../catalogue-index.ts'

type Index = Pick<CatalogueIndex, 'apply'>
type Listener = (ids: readonly BibId[]) => void

const listeners = new WeakMap<Index, Listener[]>()
const nameListeners = new WeakMap<Index, (() => void)[]>()

/** Calls back with the bibs that look different now, each time whoever follows the change feed has taken some in. */
export function whenChanged(index: Index, listener: Listener): void {
  listeners.set(index, [...(listeners.get(index) ?? []), listener])
}

export function tellChanged(index: Index, ids: readonly BibId[]): void {
  for (const listener of listeners.get(index) ?? []) listener(ids)
}

/** Calls back when 典拠 changed: any page of results may look different now. */
export function whenNamesChanged(index: Index, listener: () => void): void {
  nameListeners.set(index, [...(nameListeners.get(index) ?? []), listener])
}

export function tellNamesChanged(index: Index): void {
  for (const listener of nameListeners.get(index) ?? []) listener()
}
