import type { Text } from '#text/text.ts'
import { paths } from '../paths.ts'

/** 蔵書検索: one field for whatever is looked for. */
export const SeekForm = ({ t, value }: { t: Text; value?: string }) => (
  <form class="seek" action={paths.search}>
    <search>
      <input
        type="search"
        name="q"
        value={value}
        aria-label={t.parts.searchLabel}
        placeholder={t.parts.searchPlaceholder}
        accesskey="0"
      />
      <button type="submit" class="button chief">
        {t.parts.searchButton}
      </button>
    </search>
  </form>
)
