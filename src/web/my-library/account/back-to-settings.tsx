import type { Context } from 'hono'
import type { Page } from '#web/page.ts'
import { paths } from '#web/paths.ts'

/** The way back to 「設定」, which a terminal calls otherwise. */
export const BackToSettings = ({ c }: { c: Context<Page> }) => {
  const p = c.var.t.patrons
  return (
    <p>
      <a href={paths.settings}>{c.var.visitor.terminal ? p.terminalSettingsTitle : p.settingsTitle}</a>
    </p>
  )
}
