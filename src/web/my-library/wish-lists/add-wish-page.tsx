import type { Context } from 'hono'
import type { BibId } from '#ids.ts'
import type { Page } from '#web/page.ts'
import { ErrorSummary, Field, PostForm, Submit } from '#web/parts/form.tsx'
import { Layout } from '#web/parts/layout.tsx'
import { paths } from '#web/paths.ts'
import type { WishList } from '#wish-lists/my-wish-lists.ts'
import { nameCharactersMax } from '#wish-lists/rules/wish.ts'
import { MyHead } from '../frame.tsx'
import { NoteField } from './wish-words.tsx'

/** What was chosen and typed; `list` is the id of one, 'new', or nothing yet. `newId` is the one that would be made. */
export type TypedWish = { list: string; newId: string; name: string; note: string }

type Props = {
  c: Context<Page>
  books: { bibId: BibId; title: string }[]
  lists: WishList[]
  typed: TypedWish
  lines: { field: string; text: string }[]
}

/** 読みたい本に入れる: which list, and a note. Who has no list yet makes the first one by the same press. */
export function AddWishPage({ c, books, lists, typed, lines }: Props) {
  const { t } = c.var
  const words = t.wishLists
  const wrongIn = (field: string) => lines.find(line => line.field === field)?.text
  const nameWrong = wrongIn('name')
  const chosen = typed.list || (lists[0]?.id ?? 'new')
  const nameField = (
    <Field
      c={c}
      name="name"
      label={words.addPage.nameOfNew}
      hint={words.nameHint(nameCharactersMax)}
      value={lists.length === 0 || typed.list !== '' ? typed.name : ''}
      autocomplete="off"
      {...(nameWrong ? { error: 'refused', errorText: { refused: nameWrong } } : {})}
    />
  )
  return (
    <Layout c={c} title={words.addPage.title}>
      <div class="stack narrow">
        <MyHead t={t} through={{ href: paths.wishLists, name: words.title }} here={words.addPage.title} />
        <ErrorSummary c={c} lines={lines} />
        <PostForm c={c} action={paths.addWish} class="sheet stack">
          <section class="stack tight" aria-labelledby="books">
            <h2 id="books">{words.addPage.books}</h2>
            <ul class="dotted" lang="ja">
              {books.map(({ title }) => (
                <li>{title}</li>
              ))}
            </ul>
          </section>
          {books.map(({ bibId }) => (
            <input type="hidden" name="bib" value={`${bibId}`} />
          ))}
          <input type="hidden" name="newId" value={typed.newId} />
          {lists.length === 0 ? (
            <>
              <input type="hidden" name="list" value="new" />
              {nameField}
            </>
          ) : (
            <>
              <fieldset class="field" id="lists">
                <legend>{words.addPage.which}</legend>
                {lists.map(({ id, name, titles }) => (
                  <label class="pick">
                    <input type="radio" name="list" value={id} checked={id === chosen} />
                    <span>
                      {name} <small>{words.count(titles)}</small>
                    </span>
                  </label>
                ))}
                <label class="pick">
                  <input type="radio" name="list" value="new" checked={chosen === 'new'} />
                  <span>{words.addPage.newList}</span>
                </label>
              </fieldset>
              {nameField}
            </>
          )}
          <NoteField c={c} typed={typed.note} wrong={wrongIn('note')} />
          <Submit look="chief">{words.addPage.submit}</Submit>
        </PostForm>
      </div>
    </Layout>
  )
}
