import type { Text } from '#text/text.ts'
import { paths } from '../paths.ts'
import { Submit } from './form.tsx'

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
      <Submit look="chief">{t.parts.searchButton}</Submit>
    </search>
  </form>
)
