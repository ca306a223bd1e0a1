import type { Context } from 'hono'
import type { CatalogueIndex } from '#catalogue/index/catalogue-index.ts'
import type { AuthorityKind } from '#catalogue/rules/authority/authority.ts'
import type { SearchState } from '#catalogue/rules/search/search-state.ts'
import { plainName } from '#catalogue/rules/writing/plain-name.ts'
import type { CatalogueAnswer } from '#catalogue/search-catalogue.ts'
import type { Page } from '#web/page.ts'
import { paths, withQuery } from '#web/paths.ts'
import { recordLang } from './hit.tsx'

/** 「平井太郎」の別の名前でも探しました：江戸川乱歩 */
export function SearchedNames({ c, answer }: { c: Context<Page>; answer: CatalogueAnswer }) {
  const words = c.var.t.search.names
  return (
    <>
      {answer.otherNames.map(({ typed, kind, names }) => (
        <p class="note">
          {words.searched[kind](typed)}
          {names.map((name, index) => (
            <>
              {index > 0 ? '・' : ''}
              <NameLink c={c} kind={kind} name={name} />
            </>
          ))}
        </p>
      ))}
    </>
  )
}

/**
 * On the page of an author or a subject: what else they are called (を見よ), and what stands beside them (をも見よ), each a
 * link.
 */
export function NamesBeside({ c, state }: { c: Context<Page>; state: SearchState }) {
  const beside = namesBeside(c.var.library.index, state)
  if (!beside) return null
  const { kind, names } = beside
  const words = c.var.t.search.names
  const groups = [...Map.groupBy(names, ({ is }) => words[kind][is])]
  return (
    <dl class="names">
      {groups.map(([label, names]) => (
        <div>
          <dt>{label}</dt>
          <dd>
            {names.map(({ name, count }) => (
              <>
                <NameLink c={c} kind={kind} name={name} isHeading={count > 0} />
                {count > 0 ? <small class="soft"> {c.var.t.browse.headings.count(count)}</small> : null}{' '}
              </>
            ))}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** What is known beside the one author or subject that a search is about; null when nothing is. */
export function namesBeside(index: CatalogueIndex, state: SearchState) {
  const asked = headingOf(state)
  const names = asked ? index.otherNames(asked.kind, asked.name) : []
  return asked && names.length > 0 ? { kind: asked.kind, names } : null
}

/** The one author or subject that a search is about. */
function headingOf({ q, fields, creators, subject }: SearchState): { kind: AuthorityKind; name: string } | null {
  if (q !== '' || fields.length > 1) return null
  const [field] = fields
  if (field?.field === 'author') return { kind: 'name', name: field.text }
  if (field?.field === 'subject') return { kind: 'subject', name: field.text }
  if (field) return null
  const [creator] = creators
  if (creator !== undefined && creators.length === 1 && subject === '') return { kind: 'name', name: creator }
  return subject !== '' && creators.length === 0 ? { kind: 'subject', name: subject } : null
}

type NameProps = { c: Context<Page>; kind: AuthorityKind; name: string; isHeading?: boolean }

/** A name that no record is entered under leads to those that it stands for. */
function NameLink({ c, kind, name, isHeading = true }: NameProps) {
  const shown = kind === 'name' ? plainName(name) : name
  const query = kind === 'name' ? { author: shown } : { subject: name, 'subject-how': isHeading ? 'exact' : null }
  return (
    <a href={withQuery(paths.search, query)} lang={recordLang(c)}>
      {shown}
    </a>
  )
}
