import { z } from 'zod'
import type { Site } from '../rules/signing-in/passkey.ts'

// The one place that knows @simplewebauthn/server. It is loaded with the first passkey: most libraries never need it.
const load = () => import('@simplewebauthn/server')

/** What is stored of a passkey. Ids are base64url, as browsers say them. */
export type Credential = { credentialId: string; publicKey: Buffer; counter: number }

/** What a browser is asked, as `navigator.credentials` takes it but for its bytes, which are base64url. */
export type Question = object

const id = z.string().regex(/^[\w-]{1,1400}$/)
const bytes = z.string().regex(/^[\w-]*$/)
const created = z.object({
  id,
  rawId: id,
  type: z.literal('public-key'),
  response: z.object({ clientDataJSON: bytes, attestationObject: bytes }),
})
const proved = z.object({
  id,
  rawId: id,
  type: z.literal('public-key'),
  response: z.object({
    clientDataJSON: bytes,
    authenticatorData: bytes,
    signature: bytes,
    userHandle: bytes.nullish().transform(handle => handle ?? ''),
  }),
})

/** What a browser says when a device has made a passkey. */
export type Created = z.output<typeof created>
/** What it says when a device has proved that it has one. */
export type Proved = z.output<typeof proved>

export const readCreated = (answer: string): Created | null => readAs(created, answer)
export const readProved = (answer: string): Proved | null => readAs(proved, answer)

/** Asks a device to make a passkey for itself, and to look at its user each time. */
export async function askToCreate(
  site: Site,
  asked: { challenge: string; library: string; patron: string; userHandle: string; known: readonly string[] },
): Promise<Question> {
  const { generateRegistrationOptions } = await load()
  return generateRegistrationOptions({
    rpID: site.host,
    rpName: asked.library,
    userID: bytesOf(asked.userHandle),
    userName: asked.patron,
    userDisplayName: asked.patron,
    challenge: asked.challenge,
    attestationType: 'none',
    excludeCredentials: asked.known.map(known => ({ id: known })),
    authenticatorSelection: { residentKey: 'required', requireResidentKey: true, userVerification: 'required' },
  })
}

/** Asks whichever device has a passkey of this site to prove it. */
export async function askToProve(site: Site, challenge: string): Promise<Question> {
  const { generateAuthenticationOptions } = await load()
  return generateAuthenticationOptions({ rpID: site.host, challenge, userVerification: 'required' })
}

/**
 * What is to be stored of a new passkey; null: it is none of this site, answers another question, or its device has not
 * looked at its user.
 */
export async function judgeCreated(site: Site, answer: Created, challenge: string): Promise<Credential | null> {
  const { verifyRegistrationResponse } = await load()
  const judged = await verifyRegistrationResponse({
    response: { ...answer, clientExtensionResults: {} },
    ...expected(site, challenge),
  }).catch(() => null)
  if (!judged?.verified) return null
  const { id: credentialId, publicKey, counter } = judged.registrationInfo.credential
  return { credentialId, publicKey: Buffer.from(publicKey), counter }
}

/**
 * How often the passkey was used by now, as its device counts; null: it is not proved, or its device counts backwards,
 * as one that was copied does.
 */
export async function judgeProved(
  site: Site,
  answer: Proved,
  challenge: string,
  { credentialId, publicKey, counter }: Credential,
): Promise<number | null> {
  const { verifyAuthenticationResponse } = await load()
  const judged = await verifyAuthenticationResponse({
    response: { ...answer, clientExtensionResults: {} },
    ...expected(site, challenge),
    credential: { id: credentialId, publicKey: new Uint8Array(publicKey), counter },
  }).catch(() => null)
  return judged?.verified ? judged.authenticationInfo.newCounter : null
}

/** The question that an answer says it answers, as it was asked; null: it says none. */
export function challengeIn({ response }: Created | Proved): string | null {
  const said = z.object({ challenge: bytes })
  const read = readAs(said, textOf(response.clientDataJSON))
  return read && textOf(read.challenge)
}

const expected = (site: Site, challenge: string) => ({
  expectedChallenge: Buffer.from(challenge).toString('base64url'),
  expectedOrigin: site.origin,
  expectedRPID: site.host,
  requireUserVerification: true,
})

const textOf = (base64url: string): string => Buffer.from(base64url, 'base64url').toString('utf8')
const bytesOf = (base64url: string) => new Uint8Array(Buffer.from(base64url, 'base64url'))

function readAs<T>(schema: z.ZodType<T>, text: string): T | null {
  try {
    return schema.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}
