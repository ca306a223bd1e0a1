import { siteMapPart, siteMapParts } from '#catalogue/site-map.ts'
import { xml } from '#std/xml.ts'
import { withoutRuby } from '#text/readings/ruby.ts'
import { dayOf } from '#time/clock.ts'
import { cacheable, publicUrl } from '#web/gate/public-address.ts'
import { pages } from '#web/page.ts'
import { closedToRobots, isOffered } from '#web/path-table.ts'
import { paths, withQuery } from '#web/paths.ts'

const suggestionsMax = 8

/** What browsers and robots ask for: suggestions, OpenSearch, robots.txt, the site map. */
export const machinePages = pages()
  .get(paths.suggestions, c => {
    const text = (c.req.query('q') ?? '').trim()
    const suggestions =
      text === '' || text.length > 50 ? [] : c.var.library.index.suggest(text, suggestionsMax).map(one => one.text)
    c.header('cache-control', 'public, max-age=60')
    // The shape of OpenSearch suggestions, for the browser's own address bar.
    if (c.req.query('format') === 'opensearch')
      return c.body(JSON.stringify([text, suggestions]), 200, { 'content-type': 'application/x-suggestions+json' })
    return c.json({ suggestions })
  })
  .get(paths.openSearch, c => {
    const name = c.var.library.policy.identity.name.ja
    const at = (path: string) => xml(publicUrl(c, path))
    const opds = isOffered(c.var.library.policy, paths.opdsSearch('1.2'))
      ? `<Url type="application/atom+xml;profile=opds-catalog;kind=acquisition" template="${at(paths.opdsSearch('1.2'))}?q={searchTerms}"/>\n`
      : ''
    const body = `<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>${xml(name.slice(0, 16))}</ShortName><Description>${xml(`${name} ${withoutRuby(c.var.t.parts.searchLabel)}`)}</Description>
<Language>ja</Language><InputEncoding>UTF-8</InputEncoding>
<Url type="text/html" template="${at(paths.search)}?q={searchTerms}"/>
<Url type="application/atom+xml" template="${at(paths.searchFeed)}?q={searchTerms}"/>
${opds}<Url type="application/x-suggestions+json" template="${at(paths.suggestions)}?format=opensearch&amp;q={searchTerms}"/>
<Query role="example" searchTerms="図書館"/>
</OpenSearchDescription>
`
    return c.body(body, 200, {
      'content-type': 'application/opensearchdescription+xml; charset=utf-8',
      'cache-control': cacheable(c, 300),
    })
  })
  .get(paths.robots, c => {
    return c.text(
      `User-agent: *\n${closedToRobots()
        .map(path => `Disallow: ${path}`)
        .join('\n')}\nCrawl-delay: 1\nSitemap: ${publicUrl(c, paths.siteMap)}\n`,
    )
  })
  .get(paths.siteMap, async c => {
    const { library } = c.var
    const part = c.req.query('part')
    const at = (path: string) => xml(publicUrl(c, path))
    if (part !== undefined && !/^\d{1,6}$/.test(part)) return c.notFound()
    const lines =
      part === undefined
        ? Array.from(
            { length: await siteMapParts(library) },
            (_, index) => `<sitemap><loc>${at(withQuery(paths.siteMap, { part: index }))}</loc></sitemap>`,
          )
        : (await siteMapPart(library, Number(part))).map(
            ({ id, changedAt }) => `<url><loc>${at(paths.bib(id))}</loc><lastmod>${dayOf(changedAt)}</lastmod></url>`,
          )
    const root = part === undefined ? 'sitemapindex' : 'urlset'
    const body = `<?xml version="1.0" encoding="UTF-8"?>
<${root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${lines.join('\n')}
</${root}>
`
    return c.body(body, 200, {
      'content-type': 'application/xml; charset=utf-8',
      'cache-control': cacheable(c, 300),
    })
  })
