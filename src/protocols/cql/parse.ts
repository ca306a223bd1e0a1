import { done, type Outcome } from '#std/outcome.ts'
import { type Diagnostic, type DiagnosticCode, diagnosed } from '../diagnostic.ts'
import { contextSets } from './context-sets.ts'
import { readTerm } from './term.ts'
import { type Token, tokensOf } from './tokens.ts'
import type { Cql, CqlTree, Modifier, Name, Operator, Relation, SortKey } from './tree.ts'

/**
 * Reads CQL. The four booleans have one precedence and go from left to right: `a or b and c` is `(a or b) and c`.
 * Keywords are known in any case; behind a relation, or in quotation marks, they are words like others. What cannot be
 * read gives a diagnostic of the standard.
 */
export function parseCql(text: string): Outcome<Cql, Diagnostic> {
  const tokens = tokensOf(text)
  if (!tokens.ok) return tokens
  if (tokens.value.length === 0) return diagnosed(27, '')
  const reader: Reader = { text, tokens: tokens.value, at: 0, depth: 0, booleans: 0, problem: null }
  const tree = readQuery(reader, contextSets)
  const sort = tree && isKeyword(reader, 'sortby') ? readSort(reader, tree.prefixes) : []
  if (reader.problem) return { ok: false, refusal: reader.problem }
  if (tree === null || sort === null || reader.at < reader.tokens.length) return diagnosed(10, text)
  return done({ tree: tree.tree, sort })
}

/** Parentheses in parentheses, and booleans: more are a mistake or an attack. */
const depthMax = 40
const booleansMax = 100

type Reader = {
  text: string
  tokens: readonly Token[]
  at: number
  depth: number
  booleans: number
  problem: Diagnostic | null
}
/** From prefix to identifier; '' is the set of names without a prefix. */
type Prefixes = ReadonlyMap<string, string>

function fail(reader: Reader, code: DiagnosticCode, details: string): null {
  reader.problem ??= { code, details }
  return null
}
const wrong = (reader: Reader): null => fail(reader, 10, reader.text)

const peek = (reader: Reader): Token | undefined => reader.tokens[reader.at]
const isSymbol = (token: Token | undefined, text: string): boolean => token?.is === 'symbol' && token.text === text
function isKeyword(reader: Reader, word: string): boolean {
  const token = peek(reader)
  return token?.is === 'word' && token.text.toLowerCase() === word
}

/** Prefix assignments, then clauses joined by booleans. @returns with the prefixes, which hold for the sort keys too */
function readQuery(reader: Reader, outer: Prefixes): { tree: CqlTree; prefixes: Prefixes } | null {
  const prefixes = readPrefixes(reader, outer)
  if (prefixes === null) return null
  let tree = readClause(reader, prefixes)
  while (tree !== null) {
    const operator = readOperator(reader)
    if (operator === null) break
    if (++reader.booleans > booleansMax) return fail(reader, 38, `${booleansMax}`)
    const modifiers = readModifiers(reader)
    const right = modifiers && readClause(reader, prefixes)
    tree = right && { is: 'boolean', operator, modifiers, left: tree, right }
  }
  return tree && { tree, prefixes }
}

/** `> dc = "info:…"` names a set by a prefix, `> "info:…"` the set of names without one. */
function readPrefixes(reader: Reader, outer: Prefixes): Prefixes | null {
  const prefixes = new Map(outer)
  while (isSymbol(peek(reader), '>')) {
    reader.at++
    const [first, equals, second] = reader.tokens.slice(reader.at, reader.at + 3)
    const named = isSymbol(equals, '=') && second !== undefined && second.is !== 'symbol'
    const identifier = named ? second : first
    if (!first || !identifier || first.is === 'symbol') return wrong(reader)
    prefixes.set(named ? first.text.toLowerCase() : '', identifier.text)
    reader.at += named ? 3 : 1
  }
  return prefixes
}

function readOperator(reader: Reader): Operator | null {
  const operator = (['and', 'or', 'not', 'prox'] as const).find(word => isKeyword(reader, word))
  if (operator) reader.at++
  return operator ?? null
}

function readClause(reader: Reader, prefixes: Prefixes): CqlTree | null {
  const token = peek(reader)
  if (!token) return wrong(reader)
  if (isSymbol(token, '(')) return readInParentheses(reader, prefixes)
  if (token.is === 'symbol') return wrong(reader)
  const isBare = token.is === 'word' && /^(and|or|not|prox|sortby)$/i.test(token.text)
  reader.at++
  const relation = readRelation(reader, prefixes)
  if (reader.problem) return null
  if (relation === null) {
    if (isBare) return wrong(reader)
    const term = readTerm(token.text)
    return term.ok
      ? { is: 'clause', index: null, relation: justFound, term: term.value }
      : fail(reader, term.refusal.code, term.refusal.details)
  }
  const sought = peek(reader)
  if (!sought || sought.is === 'symbol') return wrong(reader)
  reader.at++
  const unmasked = relation.modifiers.some(({ name }) => name === 'unmasked')
  const term = readTerm(sought.text, unmasked)
  if (!term.ok) return fail(reader, term.refusal.code, term.refusal.details)
  const index = nameOf(token.text, prefixes)
  return index ? { is: 'clause', index, relation, term: term.value } : fail(reader, 15, token.text)
}

function readInParentheses(reader: Reader, prefixes: Prefixes): CqlTree | null {
  if (++reader.depth > depthMax) return fail(reader, 13, `${depthMax}`)
  reader.at++
  const inner = readQuery(reader, prefixes)
  if (inner === null) return null
  if (!isSymbol(peek(reader), ')')) return fail(reader, 13, reader.text)
  reader.at++
  reader.depth--
  return inner.tree
}

const justFound: Relation = { name: '=', set: null, typed: '=', modifiers: [] }

/** `=`, `<=`, `any/relevant`; null when none stands here. */
function readRelation(reader: Reader, prefixes: Prefixes): Relation | null {
  const token = peek(reader)
  if (!token) return null
  const isComparison = token.is === 'symbol' && /^[=<>]/.test(token.text)
  const isBoolean = token.is === 'word' && /^(and|or|not|prox|sortby)$/i.test(token.text)
  if (!isComparison && (token.is !== 'word' || isBoolean)) return null
  reader.at++
  const modifiers = readModifiers(reader)
  if (modifiers === null) return null
  const name = isComparison ? { set: null, name: token.text } : nameOf(token.text, prefixes)
  return name
    ? { name: name.name.toLowerCase(), set: name.set, typed: token.text, modifiers }
    : fail(reader, 15, token.text)
}

/** `/relevant/cql.word/distance<3` */
function readModifiers(reader: Reader): Modifier[] | null {
  const modifiers: Modifier[] = []
  while (isSymbol(peek(reader), '/')) {
    reader.at++
    const token = peek(reader)
    if (!token || token.is === 'symbol') return wrong(reader)
    reader.at++
    const modifier = { name: token.text.replace(/^.*\./, '').toLowerCase(), typed: token.text }
    const comparison = peek(reader)
    if (comparison?.is !== 'symbol' || !/^[=<>]/.test(comparison.text)) {
      modifiers.push({ ...modifier, comparison: null, value: null })
      continue
    }
    reader.at++
    const value = peek(reader)
    if (!value || value.is === 'symbol') return wrong(reader)
    reader.at++
    modifiers.push({ ...modifier, comparison: comparison.text, value: value.text })
  }
  return modifiers
}

function readSort(reader: Reader, prefixes: Prefixes): SortKey[] | null {
  reader.at++
  const keys: SortKey[] = []
  for (let token = peek(reader); token && token.is !== 'symbol'; token = peek(reader)) {
    reader.at++
    const modifiers = readModifiers(reader)
    if (modifiers === null) return null
    const index = nameOf(token.text, prefixes)
    if (index === null) return fail(reader, 15, token.text)
    keys.push({ index, modifiers })
  }
  return keys.length > 0 ? keys : wrong(reader)
}

/** @returns null when its prefix stands for nothing */
function nameOf(typed: string, prefixes: Prefixes): Name | null {
  const dot = typed.indexOf('.')
  if (dot <= 0) return { set: prefixes.get('') ?? null, name: typed, typed }
  const set = prefixes.get(typed.slice(0, dot).toLowerCase())
  return set === undefined ? null : { set, name: typed.slice(dot + 1), typed }
}
