import { pages, show } from '../page.ts'
import { Layout } from '../parts/layout.tsx'
import { paths } from '../paths.ts'

/** The search box is the page. */
export const topPages = pages().get(paths.top, c => {
  const { t, library } = c.var
  return show(
    c,
    <Layout c={c} title={library.policy.libraryName} query={null}>
      <h1>{t.parts.searchLabel}</h1>
    </Layout>,
  )
})
