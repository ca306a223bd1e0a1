import { randomBytes } from 'node:crypto'
import { isKeyedHash, keyedHash, type Secrets } from '#secrets/secrets.ts'
import { challengeMinutes } from '../rules/signing-in/passkey.ts'

/**
 * A question to a device. It says when it was asked and is signed for one browser and one purpose (`boundTo`), so that
 * asking costs no row: who asks a thousand times writes nothing. That it is answered once is kept when it was
 * (`takeChallenge`).
 */
export function drawChallenge({ cookieKey }: Secrets, boundTo: string, now: Temporal.Instant): string {
  const drawn = randomBytes(16).toString('base64url') + now.epochMilliseconds.toString(36).padStart(9, '0')
  return `${drawn}${keyedHash(cookieKey, purpose, `${drawn} ${boundTo}`)}`
}

/** Whether we asked this here, and not too long ago. */
export function standingOfChallenge(
  { cookieKey }: Secrets,
  challenge: string,
  boundTo: string,
  now: Temporal.Instant,
): 'ours' | 'over' | 'notOurs' {
  const [, drawn, at, proof] = /^([\w-]{22}([0-9a-z]{9}))([\w-]{27})$/.exec(challenge) ?? []
  if (!drawn || !at || !proof || !isKeyedHash(proof, cookieKey, purpose, `${drawn} ${boundTo}`)) return 'notOurs'
  const asked = Temporal.Instant.fromEpochMilliseconds(Number.parseInt(at, 36))
  return Temporal.Instant.compare(now, asked.add({ minutes: challengeMinutes })) < 0 ? 'ours' : 'over'
}

const purpose = 'passkey challenge'
