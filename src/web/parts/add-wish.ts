import type { Text } from '#text/text.ts'
import { paths, withQuery } from '../paths.ts'
import { type Markup, markup } from './markup.ts'

/** 「読みたい本に入れる」: leads to the choice of a list; who is not signed in signs in first and comes back to it. */
export const addWish = (t: Text, { id, title }: { id: number; title: string }): Markup =>
  markup`<a class="wish" href="${withQuery(paths.addWish, { bib: id })}" aria-label="${t.wishLists.addOf(title)}" rel="nofollow">${t.wishLists.add}</a>`
