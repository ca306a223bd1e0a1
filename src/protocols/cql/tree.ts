/**
 * A CQL query as it was written (CQL 1.1, 1.2 and 2.0), names already resolved by the prefixes in force where they
 * stand.
 */
export type Cql = { tree: CqlTree; sort: readonly SortKey[] }

export type CqlTree =
  | { is: 'clause'; index: Name | null; relation: Relation; term: Term }
  | { is: 'boolean'; operator: Operator; modifiers: readonly Modifier[]; left: CqlTree; right: CqlTree }

export type Operator = 'and' | 'or' | 'not' | 'prox'

/** `dc.title`: which context set, by its identifier; null where none was named. */
export type Name = { set: string | null; name: string; typed: string }

/** `=`, `any`, `cql.exact`; none stands for `=` where only a term was written. */
export type Relation = { name: string; set: string | null; typed: string; modifiers: readonly Modifier[] }

/** `/cql.ignoreCase`, `/distance<3`. */
export type Modifier = { name: string; typed: string; comparison: string | null; value: string | null }

export type SortKey = { index: Name; modifiers: readonly Modifier[] }

/** What is looked for: the text without its backslashes, and where in it a sign stands for something. */
export type Term = { text: string; signs: readonly { at: number; sign: Sign }[]; raw: string }
/** `*` any characters, `?` one, `^` the start or the end of the field. */
export type Sign = '*' | '?' | '^'
