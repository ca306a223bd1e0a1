import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

/** What a page says to a device, as far as it looks at it. */
type Asked = { challenge: string; user?: { id: string } }

/** What a device, or whoever has it, may do otherwise than it should. */
type Otherwise = {
  origin?: string
  host?: string
  challenge?: string
  looksAtUser?: boolean
  counter?: number
  userHandle?: string
  credentialId?: string
}

/**
 * A device that makes one passkey (WebAuthn, ES256, no attestation) and proves it: what `navigator.credentials` gives
 * to our script, as our script sends it.
 */
export function makeAuthenticator(origin: string) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const credentialId = randomBytes(16)
  let uses = 0
  let handle = ''

  const clientData = (type: string, asked: Asked, otherwise: Otherwise) =>
    Buffer.from(
      JSON.stringify({
        type,
        challenge: otherwise.challenge ?? asked.challenge,
        origin: otherwise.origin ?? origin,
        crossOrigin: false,
      }),
    )
  const authenticatorData = (otherwise: Otherwise, more: Buffer) => {
    const counter = Buffer.alloc(4)
    counter.writeUInt32BE(otherwise.counter ?? uses)
    const looked = otherwise.looksAtUser === false ? 0 : 0b100
    const flags = Buffer.from([1 | looked | (more.length > 0 ? 0b1000000 : 0)])
    return Buffer.concat([sha256(otherwise.host ?? new URL(origin).hostname), flags, counter, more])
  }
  const answer = (otherwise: Otherwise, response: Record<string, string>) => {
    const id = otherwise.credentialId ?? credentialId.toString('base64url')
    return JSON.stringify({ id, rawId: id, type: 'public-key', response })
  }

  return {
    create(question: object, otherwise: Otherwise = {}): string {
      const asked = question as Asked
      handle = asked.user!.id
      const key = publicKey.export({ format: 'jwk' })
      const point = (value: string | undefined) => Buffer.concat([hex('5820'), Buffer.from(value!, 'base64url')])
      const cose = Buffer.concat([hex('a501020326200121'), point(key.x), hex('22'), point(key.y)])
      const length = Buffer.from([0, credentialId.length])
      const data = authenticatorData(otherwise, Buffer.concat([Buffer.alloc(16), length, credentialId, cose]))
      const attestation = Buffer.concat([
        ...[hex('a363'), Buffer.from('fmt'), hex('64'), Buffer.from('none')],
        ...[
          hex('67'),
          Buffer.from('attStmt'),
          hex('a068'),
          Buffer.from('authData'),
          hex('58'),
          Buffer.from([data.length]),
        ],
        data,
      ])
      return answer(otherwise, {
        clientDataJSON: clientData('webauthn.create', asked, otherwise).toString('base64url'),
        attestationObject: attestation.toString('base64url'),
      })
    },
    prove(question: object, otherwise: Otherwise = {}): string {
      uses++
      const told = clientData('webauthn.get', question as Asked, otherwise)
      const data = authenticatorData(otherwise, Buffer.alloc(0))
      return answer(otherwise, {
        clientDataJSON: told.toString('base64url'),
        authenticatorData: data.toString('base64url'),
        signature: sign('sha256', Buffer.concat([data, sha256(told)]), privateKey).toString('base64url'),
        userHandle: otherwise.userHandle ?? handle,
      })
    },
  }
}

const hex = (text: string) => Buffer.from(text, 'hex')
const sha256 = (of: string | Buffer) => createHash('sha256').update(of).digest()
