import type { Library } from '#library.ts'
import { loadFingerprint } from '#patrons/moving-store.ts'
import { readEarlierPassword } from '#patrons/rules/wrapped-hash.ts'
import { readPassword } from '#patrons/signing-in/is-right.ts'
import { hashPassword } from '#secrets/hash-password.ts'
import { keyedHash } from '#secrets/secrets.ts'
import type { Want } from '../rules/want.ts'
import type { JudgedRow } from './judge-table.ts'

/**
 * Makes of each row of passwords one that can be stored: those of an earlier system are hashed, those that another
 * Kago hashed need its secrets. Nobody signs in to a rehearsal: there one hash stands for all, since each takes its
 * time on purpose.
 * @returns what makes them; null for a row that cannot be used, which is told
 */
export async function readyPasswords(
  { db, secrets }: Library,
  isRehearsal: boolean,
  tell: (line: number, column: string, want: Want) => void,
): Promise<(rows: readonly JudgedRow[]) => Promise<(JudgedRow | null)[]>> {
  const ours = await loadFingerprint(db)
  const forAll = isRehearsal ? await hashPassword(secrets.pepper, 'rehearsal') : null
  const ready = async ({ line, row }: JudgedRow): Promise<JudgedRow | null> => {
    if (row.earlier) {
      const earlier = readEarlierPassword(row.earlier)
      if (!earlier) {
        tell(line, 'earlier', { is: 'earlierPassword' })
        return null
      }
      const said = 'plain' in earlier ? readPassword(earlier.plain) : earlier.hash
      const wrapped = 'wrapped' in earlier ? JSON.stringify(earlier.wrapped) : null
      const hash = forAll ?? (await hashPassword(secrets.pepper, said))
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
  return rows => Promise.all(rows.map(ready))
}
