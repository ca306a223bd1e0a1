import type { Library } from '#library.ts'
import { loadFingerprint } from '#patrons/moving-store.ts'
import { readEarlierPassword } from '#patrons/rules/wrapped-hash.ts'
import { readPassword } from '#patrons/signing-in/is-right.ts'
import { hashPassword } from '#secrets/hash-password.ts'
import { keyedHash } from '#secrets/secrets.ts'
import { dayOf } from '#time/clock.ts'
import { readRow } from '../rules/read-row.ts'
import type { Want } from '../rules/want.ts'
import type { JudgedRow, MovedRow } from './judge-table.ts'
import type { Mapping } from './mapping.ts'
import { keepHashes, loadHashes } from './moving-store.ts'
import { openTable } from './open-table.ts'

/** So many hashes are made, and kept, at a time: some seconds of work. */
const batchRows = 200

/**
 * Hashes the passwords of an earlier system before the moving itself, so that no transaction waits for them: each takes
 * its time on purpose. What was made is kept; killed and started again, it goes on from there. What cannot be used is
 * left to the moving, which tells it.
 */
export async function hashBefore(
  library: Library,
  { folder, mapping }: { folder: string; mapping: Mapping | null },
): Promise<void> {
  const today = dayOf(library.clock.now())
  let batch: MovedRow[] = []
  for await (const { row: raw, isWhole } of openTable(folder, 'passwords', mapping, () => {})) {
    const { row, problems } = readRow('passwords', raw, { branchOf: () => undefined, today })
    if (isWhole && problems.length === 0 && row.earlier) batch.push(row)
    if (batch.length < batchRows) continue
    await hashBatch(library, batch)
    batch = []
  }
  await hashBatch(library, batch)
}

async function hashBatch({ db, secrets }: Library, rows: readonly MovedRow[]): Promise<void> {
  const keyOf = keyIn(secrets)
  const known = await loadHashes(db, rows.map(keyOf))
  const made = await Promise.all(
    rows
      .filter(row => !known.has(keyOf(row)))
      .map(async row => {
        const said = saidBy(row)
        return said === null ? [] : [{ said: keyOf(row), hash: await hashPassword(secrets.pepper, said) }]
      }),
  )
  await keepHashes(db, made.flat())
}

/** Whose password it is, and what stands there: the same for another would be another hash. */
const keyIn =
  ({ popularityKey }: Library['secrets']) =>
  (row: MovedRow): string =>
    keyedHash(popularityKey, 'moving', `${row.patron}\0${row.earlier}`)

/** What is hashed of a password of an earlier system; null: it cannot be used. */
function saidBy(row: MovedRow): string | null {
  const earlier = readEarlierPassword(row.earlier!)
  if (!earlier) return null
  return 'plain' in earlier ? readPassword(earlier.plain) : earlier.hash
}

/**
 * Makes of each row of passwords one that can be stored: those of an earlier system have been hashed before, those that
 * another Kago hashed need its secrets. Nobody signs in to a rehearsal: there one hash stands for all.
 * @returns what makes them; null for a row that cannot be used, which is told
 */
export async function readyPasswords(
  { db, secrets }: Library,
  isRehearsal: boolean,
  tell: (line: number, column: string, want: Want) => void,
): Promise<(rows: readonly JudgedRow[]) => Promise<(JudgedRow | null)[]>> {
  const ours = await loadFingerprint(db)
  const forAll = isRehearsal ? await hashPassword(secrets.pepper, 'rehearsal') : null
  const keyOf = keyIn(secrets)
  const ready = async ({ line, row }: JudgedRow, made: ReadonlyMap<string, string>): Promise<JudgedRow | null> => {
    if (row.earlier) {
      const earlier = readEarlierPassword(row.earlier)
      const said = saidBy(row)
      if (!earlier || said === null) {
        tell(line, 'earlier', { is: 'earlierPassword' })
        return null
      }
      const wrapped = 'wrapped' in earlier ? JSON.stringify(earlier.wrapped) : null
      const hash = forAll ?? made.get(keyOf(row)) ?? (await hashPassword(secrets.pepper, said))
      // Counted, though it was never judged: so that fewer choose the same.
      const popular = 'plain' in earlier ? keyedHash(secrets.popularityKey, 'password', said) : null
      return { line, row: { ...row, kind: 'own', hash, wrapped, popular } }
    }
    if (row.kind === 'own' && (row.hash === null || row.made_with !== ours)) {
      tell(line, 'made_with', { is: 'ourSecrets' })
      return null
    }
    return { line, row: { ...row, kind: row.kind ?? 'temporary' } }
  }
  return async rows => {
    const made = await loadHashes(
      db,
      isRehearsal ? [] : rows.filter(({ row }) => row.earlier).map(({ row }) => keyOf(row)),
    )
    return Promise.all(rows.map(row => ready(row, made)))
  }
}
