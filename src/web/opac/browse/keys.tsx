import type { Context } from 'hono'
import { isKey, pressKey, typedMax } from '#catalogue/rules/writing/kana-keys.ts'
import { type Page, pages, show } from '#web/page.ts'
import { KanaPad, keyId } from '#web/parts/keys/kana-pad.tsx'
import { Layout } from '#web/parts/layout.tsx'
import { paths, withQuery } from '#web/paths.ts'
import { recordLang } from '../search/hit.tsx'

/**
 * 五十音キーでさがす: for whoever has no keyboard at hand, or does not know it yet. What was typed so far stands in the address.
 */
export const keyPages = pages()
  .get(paths.keys, c => keysPage(c, false))
  .get(paths.childKeys, c => keysPage(c, true))

const suggestionsMax = 6

function keysPage(c: Context<Page>, child: boolean) {
  const { t, library } = c.var
  const words = child ? t.children.keys : t.browse.keys
  const typed = [...(c.req.query('q') ?? '').trimStart()].slice(0, typedMax).join('')
  const key = c.req.query('key')
  const here = child ? paths.childKeys : paths.keys
  // The address of the next page holds what is typed, not the key: pressing Back takes back one key, a reload none. Its
  // fragment leads back to the key, which has the focus again.
  if (key !== undefined) {
    const pressed = isKey(key) ? keyId(key) : 'pad'
    return c.redirect(`${withQuery(here, { q: pressKey(typed, key) })}#${pressed}`, 303)
  }
  const suggestions = child || typed.trim() === '' ? [] : library.index.suggest(typed.trim(), suggestionsMax)
  return show(
    c,
    <Layout c={c} title={words.title} query={null} robots={typed === '' ? undefined : 'noindex'}>
      <div class={child ? 'child stack' : 'stack'}>
        <h1>{words.title}</h1>
        <KanaPad words={words} child={child} typed={typed} />
        {suggestions.length > 0 ? (
          <section class="stack tight" aria-labelledby="suggested">
            <h2 id="suggested">{words.suggestions}</h2>
            <ul class="suggested" lang={recordLang(c)}>
              {suggestions.map(({ text }) => (
                <li>
                  <a href={withQuery(paths.search, { q: text })}>{text}</a>
                </li>
              ))}
            </ul>
          </section>
        ) : null}
        <p>
          <a class="button quiet" href={child ? paths.children : paths.top}>
            {words.leave}
          </a>
        </p>
      </div>
    </Layout>,
  )
}
