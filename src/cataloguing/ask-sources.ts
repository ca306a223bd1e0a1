import { readIsbn } from '#catalogue/rules/isbn.ts'
import { DraftId } from '#ids.ts'
import type { Library } from '#library.ts'
import { newId } from '#std/new-id.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { deleteDrafts, insertDraft, loadSources } from './copying-store.ts'
import { fetchAnswer } from './fetch-answer.ts'
import { readAnswer, readFile } from './read-answer.ts'
import type { SourceAnswer } from './rules/answer.ts'
import type { AskRefusal } from './rules/refusals.ts'
import { addressFor, type RecordSource } from './rules/source.ts'

/** Each waits for a few seconds at most; more at once would keep memory and connections for nothing. */
const askingMax = 8
let asking = 0

/**
 * Asks every source for an ISBN, side by side, and keeps what they said as a draft to choose from. A source that is
 * slow, dead or wrong is said so in its place, and holds up neither the others nor anybody else at a desk: nothing is
 * asked inside a transaction.
 * @returns the number of the draft
 */
export async function askSources(
  library: Library,
  staff: { login: string },
  typed: string,
  options: { timeoutMs?: number } = {},
): Promise<Outcome<DraftId, AskRefusal>> {
  const isbn = readIsbn(typed)?.isbn13
  if (!isbn) return refused({ why: 'noIsbn' })
  const sources = await loadSources(library.db)
  if (sources.length === 0) return refused({ why: 'noSources' })
  if (asking >= askingMax) return refused({ why: 'busy' })
  asking++
  try {
    const answers = await Promise.all(sources.map(source => askOne(source, isbn, options)))
    for (const answer of answers)
      if (answer.is === 'failed')
        library.log.warn('no records from a source', {
          kind: answer.source,
          error: `${answer.why} ${answer.said}`,
        })
    return done(await keepDraft(library, staff, isbn, answers))
  } finally {
    asking--
  }
}

/** The records of a file that somebody brings, kept as a draft in the same way; what cannot be read is said in it. */
export async function readCopiedFile(
  library: Library,
  staff: { login: string },
  { name, bytes }: { name: string; bytes: Buffer },
): Promise<DraftId> {
  return keepDraft(library, staff, null, [{ source: name, ...(await readFile(bytes, 'file')) }])
}

async function askOne(source: RecordSource, isbn: string, options: { timeoutMs?: number }): Promise<SourceAnswer> {
  const fetched = await fetchAnswer(addressFor(source, isbn), options)
  if (fetched.is === 'failed') return { source: source.name, ...fetched }
  return { source: source.name, ...(await readAnswer(source, fetched.bytes)) }
}

/** Long enough for work that was left over a weekend and a holiday. */
const draftDays = 7

async function keepDraft(
  library: Library,
  staff: { login: string },
  isbn: string | null,
  answers: SourceAnswer[],
): Promise<DraftId> {
  const now = library.clock.now()
  const id = DraftId(newId())
  await deleteDrafts(library.db, now.subtract({ hours: 24 * draftDays }))
  await insertDraft(library.db, { id, madeBy: staff.login, isbn, answers }, now)
  return id
}
