import type { Context } from 'hono'
import type { Page } from '../page.ts'
import { paths } from '../paths.ts'
import { PostForm, Submit } from './form.tsx'

/**
 * On every page, while the card of somebody of the family is used: whose it is, what they have, and the way back. (The
 * first page of Myライブラリ is one's own.)
 */
export function WhoseCard({ c }: { c: Context<Page> }) {
  const { t, visitor } = c.var
  if (visitor.is !== 'patron' || visitor.actingFor === null) return null
  return (
    <PostForm c={c} action={paths.familyUse} class="announce">
      {t.family.using(visitor.actingFor.name)} <a href={paths.holds}>{t.myLibrary.holds}</a>{' '}
      <a href={paths.loans}>{t.myLibrary.loans}</a> <Submit>{t.family.back}</Submit>
    </PostForm>
  )
}
