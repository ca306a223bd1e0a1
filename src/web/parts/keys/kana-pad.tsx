import { type ChangingKey, kanaRows, typedMax } from '#catalogue/rules/writing/kana-keys.ts'
import type { Text } from '#text/text.ts'
import { paths } from '../../paths.ts'

type KanaPadProps = {
  words: Text['browse']['keys']
  /** For children: their keys lead to their page. */
  child?: boolean
  typed?: string
}

/**
 * 五十音キー: large keys that write into the box, without script. A key sends the form to the page of the keys, which shows
 * it again with one character more; 「さがす」, also by Enter, comes first and sends it to the search.
 */
export function KanaPad({ words, child = false, typed = '' }: KanaPadProps) {
  return (
    <form class="pad" id="pad" action={child ? paths.childKeys : paths.keys} lang="ja">
      <search class="pad-box">
        <input
          type="search"
          name="q"
          value={typed}
          aria-label={words.typed}
          maxlength={typedMax}
          autocomplete="off"
          spellcheck={false}
          accesskey="0"
        />
        <button type="submit" class="button chief" formaction={child ? paths.children : paths.search}>
          {words.seek}
        </button>
        <Change of="back" words={words.back} />
        <Change of="clear" words={words.clear} />
      </search>
      <div class="pad-rows">
        {kanaRows.map(row => (
          <fieldset aria-label={words.rowOf(row[0])}>
            {row.map(kana => (
              <button type="submit" class="button" name="key" value={kana} id={keyId(kana)}>
                {kana}
              </button>
            ))}
          </fieldset>
        ))}
        <fieldset class="wide" aria-label={words.change}>
          <Change of="voiced" words={words.voiced} />
          <Change of="halfVoiced" words={words.halfVoiced} />
          <Change of="small" words={words.small} />
          <Change of="space" words={words.space} />
        </fieldset>
      </div>
    </form>
  )
}

/** A key in the page, and in a fragment: kana as its number. */
export const keyId = (key: string): string =>
  key.length === 1 ? `key-${key.codePointAt(0)!.toString(16)}` : `key-${key}`

const Change = ({ of, words }: { of: ChangingKey; words: string }) => (
  <button type="submit" class="button quiet" name="key" value={of} id={keyId(of)}>
    {words}
  </button>
)
