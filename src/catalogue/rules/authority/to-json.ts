import { keyParts } from '../imported/imported.ts'
import { listed, withoutEmpty } from '../imported/to-json.ts'
import { partsOfName } from '../marc/heading.ts'
import type { Authority, AuthorityKind, NameLink } from './authority.ts'
import type { AuthorityColumn } from './columns.ts'
import { seeAlso } from './from-json.ts'

/** A 典拠 as a line of the JSON form; empty keys are left out. `readJsonAuthority` reads the same 典拠 again. */
export function authorityToJson({ sourceKey, kind, name, reading, links }: Authority): Record<string, unknown> {
  const { heading, dates } = partsOf(kind, name)
  // Whoever wrote a heading before a name not used meant that order; it is kept.
  const headings = links.findIndex(({ is }) => is !== 'other')
  const end = headings < 0 ? links.length : headings
  return withoutEmpty({
    authority: kind,
    ...keyParts(sourceKey),
    name: heading,
    dates,
    name_yomi: reading,
    other_names: links.slice(0, end).map(link => linkToJson(kind, link, 'other')),
    see_also: links.slice(end).map(link => linkToJson(kind, link, seeAlso[kind])),
  })
}

/** A text when the name is all there is to say. */
function linkToJson(kind: AuthorityKind, { name, reading, is }: NameLink, usual: NameLink['is']): unknown {
  const { heading, dates } = partsOf(kind, name)
  const relation = is === usual ? null : is
  return dates || reading || relation ? withoutEmpty({ name: heading, dates, yomi: reading, relation }) : heading
}

/**
 * A 典拠 as a row of a table, which has no place for relations: whatever a heading beside it is, it becomes what をも見よ
 * usually means.
 */
export function rowOfAuthority(authority: Authority): Partial<Record<AuthorityColumn, string>> {
  const { kind, name, reading, links } = authority
  const { heading, dates } = partsOf(kind, name)
  const others = links.filter(({ is }) => is === 'other')
  const besides = links.filter(({ is }) => is !== 'other')
  return {
    ...keyParts(authority.sourceKey),
    heading_kind: kind,
    heading,
    heading_dates: dates ?? '',
    heading_yomi: reading ?? '',
    other_names: listed(others.map(link => partsOf(kind, link.name).heading)),
    other_names_dates: listed(others.map(link => partsOf(kind, link.name).dates ?? '')),
    other_names_yomi: listed(others.map(link => link.reading ?? '')),
    see_also: listed(besides.map(link => partsOf(kind, link.name).heading)),
    see_also_dates: listed(besides.map(link => partsOf(kind, link.name).dates ?? '')),
    see_also_yomi: listed(besides.map(link => link.reading ?? '')),
  }
}

/** Years belong to persons and bodies; a comma in a subject is its own. */
const partsOf = (kind: AuthorityKind, name: string) =>
  kind === 'name' ? partsOfName(name) : { heading: name, dates: null }
