import { counter } from '#text/ja/counter/desk.ts'

/** With a list that shows so many at most: says that it may go on, as soon as it shows that many. */
export const ListEnds = ({ shown, max }: { shown: number; max: number }) =>
  shown < max ? null : <p role="status">{counter.listEnds(max)}</p>
