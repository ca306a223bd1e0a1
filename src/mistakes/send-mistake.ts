import { transact } from '#database/database.ts'
import type { Library } from '#library.ts'
import { keyedHash } from '#secrets/secrets.ts'
import { done, type Outcome, refused } from '#std/outcome.ts'
import { countMistakes, hasPage, insertMistake, isKnownMistake } from './mistake-store.ts'
import { type Mistake, perAddressMax, receivedMax } from './rules/mistake.ts'

export type MistakeRefusal = { why: 'unknownPage' } | { why: 'tooManyFromHere' } | { why: 'tooMany' }

/**
 * このページの間違いを知らせる: anybody may, logged in or not; who it was is not kept. Sent twice with the same id it is one.
 * @param address the internet address it comes from, of which a keyed hash is kept until the night after
 */
export async function sendMistake(
  library: Library,
  mistake: Mistake,
  address: string,
): Promise<Outcome<null, MistakeRefusal>> {
  const at = library.clock.now()
  const fromAddress = keyedHash(library.secrets.cookieKey, 'mistake', address)
  return transact(library.db, async tx => {
    if (await isKnownMistake(tx, mistake.id)) return done(null)
    if (mistake.bibId !== null && !(await hasPage(tx, mistake.bibId))) return refused({ why: 'unknownPage' })
    const { received, fromHere } = await countMistakes(tx, fromAddress, at.subtract({ hours: 24 }))
    if (received >= receivedMax) return refused({ why: 'tooMany' })
    if (fromHere >= perAddressMax) return refused({ why: 'tooManyFromHere' })
    await insertMistake(tx, mistake, { at, fromAddress })
    return done(null)
  })
}
