import type { Context } from 'hono'
import { type Facility, isDescribed, type MapSite, mapOf, type Premises } from '#branches/rules/premises.ts'
import type { Page } from '#web/page.ts'

/** 行き方と設備 of a branch: its address, how to come, the way to a map, and what is there; nothing where nothing is said. */
export function BranchPremises({ c, name, premises }: { c: Context<Page>; name: string; premises: Premises }) {
  const { premises: words } = c.var.t
  if (!isDescribed(premises)) return null
  const { address, access, facilities } = premises
  const map = mapOf(premises, c.var.library.policy.identity.maps)
  return (
    <section id="premises" class="sheet stack tight" aria-labelledby="premises-title">
      <h2 id="premises-title">{words.title}</h2>
      <dl class="facts">
        {address === null ? null : (
          <>
            <dt>{words.address}</dt>
            <dd lang="ja">{address}</dd>
          </>
        )}
        {access === null ? null : (
          <>
            <dt>{words.access}</dt>
            <dd lang="ja">{access}</dd>
          </>
        )}
        {map === null ? null : (
          <>
            <dt class="screen-only">{words.map}</dt>
            <dd class="screen-only">
              <MapLink c={c} name={name} map={map} />
            </dd>
          </>
        )}
        {facilities.length === 0 ? null : (
          <>
            <dt>{words.facilities}</dt>
            <dd>
              <Facilities c={c} of={facilities} />
            </dd>
          </>
        )}
      </dl>
    </section>
  )
}

/** The same of a stop, in the cell of a table. */
export function StopPremises({ c, name, premises }: { c: Context<Page>; name: string; premises: Premises }) {
  const { address, access, facilities } = premises
  const map = mapOf(premises, c.var.library.policy.identity.maps)
  return (
    <>
      {address === null ? null : (
        <>
          <br />
          <span lang="ja">{address}</span>
        </>
      )}
      {access === null ? null : (
        <>
          <br />
          <span lang="ja">{access}</span>
        </>
      )}
      {map === null ? null : (
        <>
          <br />
          <MapLink c={c} name={name} map={map} />
        </>
      )}
      {facilities.length === 0 ? null : <Facilities c={c} of={facilities} />}
    </>
  )
}

/** To the map that the library has named. The other site is not told from which page one comes. */
const MapLink = ({ c, name, map }: { c: Context<Page>; name: string; map: { site: MapSite; url: string } }) => (
  <a href={map.url} rel="noopener noreferrer">
    {c.var.t.premises.mapOf(name, map.site)}
  </a>
)

const Facilities = ({ c, of }: { c: Context<Page>; of: readonly Facility[] }) => (
  <ul class="dotted">
    {of.map(one => (
      <li>{c.var.t.premises.names[one]}</li>
    ))}
  </ul>
)
