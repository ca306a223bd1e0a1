import type { Context } from 'hono'
import { listSources } from '#cataloguing/change-sources.ts'
import { listWebhooks } from '#delivery/webhooks/webhooks.ts'
import type { Library } from '#library.ts'
import { listMachines } from '#machines/list-machines.ts'
import { offers, type Service } from '#policy.ts'
import { counterCataloguing } from '#text/ja/counter/cataloguing.ts'
import { counterConnections as words } from '#text/ja/counter/connections.ts'
import { counterMachines } from '#text/ja/counter/machines.ts'
import { counterWebhooks } from '#text/ja/counter/webhooks.ts'
import { settings } from '#text/ja/settings.ts'
import { publicOrigin } from '#web/gate/public-address.ts'
import { type Page, pages, show } from '#web/page.ts'
import { ListTable } from '#web/parts/list-table.tsx'
import { paths } from '#web/paths.ts'
import { desk } from '../desk-paths.ts'
import { CounterLayout } from '../layout.tsx'

type Door = {
  name: keyof typeof words.doors
  /** Of the library's own address, or in words where it has none. */
  at: { paths: readonly string[] } | { says: string }
  /** By what it is open or shut: a part of the service; or how many are set up behind it. */
  by: Service | 'always' | { count: (library: Library) => Promise<number> }
  setAt: readonly [path: string, word: string] | null
}

const active = (all: readonly { disabledAt: unknown }[]) => all.filter(one => one.disabledAt === null).length

const asService = [desk.settingsSection('services'), settings.sections.services!] as const

/** In the order of docs/protocols.md. */
const doors: readonly Door[] = [
  { name: 'sru', at: { paths: [paths.sru] }, by: 'sru', setAt: asService },
  { name: 'oaiPmh', at: { paths: [paths.oai] }, by: 'oaiPmh', setAt: asService },
  {
    name: 'availability',
    at: { paths: [`${paths.availability}?isbn=…`] },
    by: 'availability',
    setAt: asService,
  },
  { name: 'calendars', at: { paths: [paths.placeCalendar('…')] }, by: 'calendars', setAt: asService },
  {
    name: 'feeds',
    at: { paths: [paths.newFeed, `${paths.searchFeed}?q=…`, paths.openSearch] },
    by: 'always',
    setAt: null,
  },
  {
    name: 'cite',
    at: { paths: [`${paths.cite('ris')}?id=…`, `${paths.cite('bib')}?id=…`] },
    by: 'always',
    setAt: null,
  },
  { name: 'unapi', at: { paths: [paths.unapi] }, by: 'unapi', setAt: asService },
  { name: 'opds', at: { paths: [paths.opds('1.2'), paths.opds('2.0')] }, by: 'opds', setAt: asService },
  { name: 'daia', at: { paths: [paths.daia] }, by: 'daia', setAt: asService },
  { name: 'paia', at: { paths: [paths.paiaCore, paths.paiaAuth] }, by: 'paia', setAt: asService },
  {
    name: 'sources',
    at: { says: words.weAsk },
    by: { count: async library => (await listSources(library)).length },
    setAt: [desk.sources, counterCataloguing.sources.title],
  },
  {
    name: 'webhooks',
    at: { says: words.ourselves },
    by: { count: async library => active(await listWebhooks(library)) },
    setAt: [desk.webhooks, counterWebhooks.title],
  },
  {
    name: 'sip2',
    at: { says: words.sip2Port },
    by: { count: async library => active(await listMachines(library)) },
    setAt: [desk.machines, counterMachines.title],
  },
]

/** 外部との接続: every protocol with its address, how it stands, and the page on which it is set. */
export const connectionPages = pages().get(desk.connections, async c => {
  const rows = await Promise.all(doors.map(async door => ({ door, state: await stateOf(c.var.library, door.by) })))
  return show(
    c,
    <CounterLayout c={c} title={words.title}>
      <h1>{words.title}</h1>
      <p>{words.why}</p>
      <p>{words.whole(`${publicOrigin(c)}${paths.api}`)}</p>
      <ListTable name={words.title} heads={[words.name, words.forWhom, words.address, words.state, words.settings]}>
        {rows.map(({ door, state }) => (
          <DoorRow c={c} door={door} state={state} />
        ))}
      </ListTable>
    </CounterLayout>,
  )
})

async function stateOf(library: Library, by: Door['by']): Promise<string> {
  if (by === 'always') return words.open
  if (typeof by === 'string') return offers(library.policy, by) ? words.open : words.shut
  return words.setUp(await by.count(library))
}

const DoorRow = ({ c, door: { name, at, setAt }, state }: { c: Context<Page>; door: Door; state: string }) => (
  <tr>
    <th scope="row">{words.doors[name]}</th>
    <td>{words.readers[name]}</td>
    <td>
      {'says' in at ? at.says : null}
      {'paths' in at ? (
        <ul>
          {at.paths.map(path => (
            <li>
              <code>{`${publicOrigin(c)}${path}`}</code>
            </li>
          ))}
        </ul>
      ) : null}
    </td>
    <td>{state}</td>
    <td>{setAt === null ? null : <a href={setAt[0]}>{setAt[1]}</a>}</td>
  </tr>
)
