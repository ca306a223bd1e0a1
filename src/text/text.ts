import type { ja } from './ja.ts'

/** 日本語 is the source; the other languages must have its type; やさしい日本語 overlays it. A missing word does not compile. */
export type Text = typeof ja

/** The same words, but those that the overlay says otherwise. */
export type Overlay<T> = {
  [Key in keyof T]?: T[Key] extends string | readonly unknown[] | ((...args: never[]) => unknown)
    ? T[Key]
    : Overlay<T[Key]>
}
