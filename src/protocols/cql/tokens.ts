import { done, type Outcome } from '#std/outcome.ts'
import { type Diagnostic, diagnosed } from '../diagnostic.ts'

export type Token = { is: 'word' | 'quoted' | 'symbol'; text: string }

/** A query that is longer finds nothing that a shorter one does not. */
const charactersMax = 4_000
const tokensMax = 1_000

/**
 * Cuts a query into words, quoted strings (without their quotation marks, backslashes kept) and symbols. A full-width
 * space is a space.
 */
export function tokensOf(query: string): Outcome<Token[], Diagnostic> {
  if (query.length > charactersMax) return diagnosed(12, `${charactersMax}`)
  // No database takes it, and no text has it.
  if (query.includes('\0')) return diagnosed(10, query)
  const tokens: Token[] = []
  const pattern = /[\s　]+|(<>|<=|>=|==|[=<>()/])|"((?:[^"\\]|\\.)*)"|((?:[^\s　()=<>"/\\]|\\.)+)|./gsu
  for (const [all, symbol, quoted, word] of query.matchAll(pattern)) {
    if (symbol !== undefined) tokens.push({ is: 'symbol', text: symbol })
    else if (quoted !== undefined) tokens.push({ is: 'quoted', text: quoted })
    else if (word !== undefined) tokens.push({ is: 'word', text: word })
    // A quotation mark that is not closed, or a backslash with nothing behind it.
    else if (all === '"') return diagnosed(14, query)
    else if (all === '\\') return diagnosed(26, all)
    else if (all.trim() !== '') return diagnosed(10, query)
  }
  if (tokens.length > tokensMax) return diagnosed(38, `${tokensMax}`)
  return done(tokens)
}
