import { PatronId } from '#ids.ts'
import { isKeyedHash, keyedHash, type Secrets } from '#secrets/secrets.ts'
import { isStoppable, type Stoppable } from '../rules/mail-choices.ts'

const purpose = 'no more of these mails'

/** What the link at the foot of a mail carries: it stops this kind of mail for this patron, and opens nothing else. */
export const stopToken = ({ cookieKey }: Secrets, patronId: PatronId, kind: Stoppable): string =>
  `${patronId}.${kind}.${keyedHash(cookieKey, purpose, `${patronId} ${kind}`)}`

/** Whose mails of which kind a token stops; null: it is none of ours. */
export function readStopToken({ cookieKey }: Secrets, token: string): { patronId: PatronId; kind: Stoppable } | null {
  const [, id = '', kind = '', proof = ''] = /^([1-9]\d{0,14})\.(\w{1,20})\.([\w-]{27})$/.exec(token) ?? []
  if (!isStoppable(kind) || !isKeyedHash(proof, cookieKey, purpose, `${id} ${kind}`)) return null
  return { patronId: PatronId(Number(id)), kind }
}
