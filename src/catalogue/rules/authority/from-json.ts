import { type Read, sourceKeyOf, unreadable } from '../imported/imported.ts'
import { datedName } from '../marc/heading.ts'
import { stripped } from '../marc/punctuation.ts'
import { readingWithoutInversion, toKatakana } from '../marc/reading.ts'
import { type AuthorityKind, authorityKinds, type LinkKind, linkKinds, type NameLink } from './authority.ts'

/** Whether a line is of a 典拠, not of a bib. */
export const isAuthorityLine = (line: Record<string, unknown>): boolean => line.authority !== undefined

/**
 * One line of the JSON form of 典拠 (docs/import.md), for libraries without MARC authorities.
 * @param agency whose number `id` is when the line has no `agency`
 */
export function readJsonAuthority(line: Record<string, unknown>, agency: string): Read {
  const kind = authorityKinds.find(known => known === line.authority)
  if (!kind) return unreadable('"authority" is "name" or "subject".')
  const named = nameOf(line, kind)
  const id = textOf(line.id) ?? named?.name
  if (!id) return unreadable('The line has neither "id" nor "name".')
  const sourceKey = sourceKeyOf(textOf(line.agency) ?? agency, id)
  if (line.deleted === true) return { is: 'authorityDeletion', sourceKey }
  if (!named) return unreadable('The line has no "name".')
  const links = [...linksOf(line.other_names, kind, 'other'), ...linksOf(line.see_also, kind, seeAlso[kind])]
  return { is: 'authority', authority: { sourceKey, kind, ...named, links } }
}

/** What をも見よ means when nothing more is said. */
export const seeAlso: Record<AuthorityKind, LinkKind> = { name: 'same', subject: 'related' }

function linksOf(said: unknown, kind: AuthorityKind, usual: LinkKind): NameLink[] {
  return (Array.isArray(said) ? said : []).flatMap(one => {
    const line = (typeof one === 'string' ? { name: one } : (one ?? {})) as Record<string, unknown>
    const named = nameOf(line, kind)
    return named ? [{ ...named, is: linkKinds.find(known => known === line.relation) ?? usual }] : []
  })
}

function nameOf(line: Record<string, unknown>, kind: AuthorityKind): Omit<NameLink, 'is'> | null {
  const said = textOf(line.name)
  const name = kind === 'name' ? datedName(said, textOf(line.dates)) : said
  const reading = textOf(line.name_yomi ?? line.yomi)
  return name ? { name, reading: reading && readingWithoutInversion(toKatakana(reading)) } : null
}

const textOf = (value: unknown): string | null =>
  typeof value === 'string' ? stripped(value) : typeof value === 'number' ? String(value) : null
