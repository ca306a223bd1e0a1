import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'

// A backup for somebody who is not here: who writes it has the public key alone. The file: 'KAGOENC1', an X25519 public
// key that was drawn for this file, then pieces of 64 KiB, each sealed by AES-256-GCM. The key comes from both public
// keys and the shared secret by HKDF-SHA-256; the nonce counts the pieces and says of the last that it is the last, so
// that none can be missing, moved or added.

const mark = Buffer.from('KAGOENC1')
const keyLength = 32
const pieceLength = 64 * 1024
const tagLength = 16

/**
 * A pair of keys: the public one goes to the service, the private one (PEM) to whoever restores, and never to the
 * service.
 */
export function newKeyPair(): { publicKey: string; privateKey: string } {
  const pair = generateKeyPairSync('x25519')
  return {
    publicKey: rawOf(pair.publicKey).toString('base64url'),
    privateKey: pair.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
  }
}

/** A step of a pipeline: what goes in plain comes out for the owner of the key alone. */
export function encryptingTo(publicKey: string): (source: AsyncIterable<Buffer>) => AsyncGenerator<Buffer> {
  return async function* (source) {
    const own = generateKeyPairSync('x25519')
    const key = keyOf(own.privateKey, keyFromRaw(Buffer.from(publicKey, 'base64url')), own.publicKey)
    yield Buffer.concat([mark, rawOf(own.publicKey)])
    let number = 0
    for await (const { piece, isLast } of piecesOf(source, pieceLength)) {
      const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number++, isLast))
      yield Buffer.concat([cipher.update(piece), cipher.final(), cipher.getAuthTag()])
    }
  }
}

/** True when the file is an encrypted one. */
export async function isEncrypted(file: string): Promise<boolean> {
  const handle = await open(file, 'r')
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(mark.length), 0, mark.length, 0)
    return bytesRead === mark.length && buffer.equals(mark)
  } finally {
    await handle.close()
  }
}

/**
 * Writes what an encrypted file holds to `target`, for the owner's eyes.
 * @returns false when it is not for this key, or not as it was written; nothing is left then
 * @throws Error when the key is no X25519 key in PEM
 */
export async function decryptFile(file: string, target: string, privateKey: string): Promise<boolean> {
  const mine = createPrivateKey(privateKey)
  if (mine.asymmetricKeyType !== 'x25519') throw new Error('This is no X25519 key.')
  try {
    await pipeline(
      createReadStream(file),
      source => decrypted(source as AsyncIterable<Buffer>, mine),
      createWriteStream(target, { mode: 0o600 }),
    )
    return true
  } catch (error) {
    await rm(target, { force: true })
    if (error instanceof NotForUs || /authenticate data/.test((error as Error).message)) return false
    throw error
  }
}

class NotForUs extends Error {}

async function* decrypted(source: AsyncIterable<Buffer>, mine: KeyObject): AsyncGenerator<Buffer> {
  const chunks = source[Symbol.asyncIterator]()
  let head: Buffer = Buffer.alloc(0)
  while (head.length < mark.length + keyLength) {
    const { value, done } = await chunks.next()
    if (done) throw new NotForUs('too short')
    head = Buffer.concat([head, value])
  }
  const theirs = keyFromRaw(head.subarray(mark.length, mark.length + keyLength))
  const key = keyOf(mine, theirs, theirs, createPublicKey(mine))
  async function* rest() {
    yield head.subarray(mark.length + keyLength)
    yield* { [Symbol.asyncIterator]: () => chunks }
  }
  let number = 0
  for await (const { piece, isLast } of piecesOf(rest(), pieceLength + tagLength)) {
    if (piece.length < tagLength) throw new NotForUs('cut off')
    const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(number++, isLast))
    decipher.setAuthTag(piece.subarray(-tagLength))
    yield Buffer.concat([decipher.update(piece.subarray(0, -tagLength)), decipher.final()])
  }
}

/** The same bytes in pieces of one length; the last one may be shorter, even empty. */
async function* piecesOf(
  source: AsyncIterable<Buffer>,
  length: number,
): AsyncGenerator<{ piece: Buffer; isLast: boolean }> {
  let rest: Buffer = Buffer.alloc(0)
  for await (const chunk of source) {
    rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
    // One piece is held back: it may be the last.
    while (rest.length > length) {
      yield { piece: rest.subarray(0, length), isLast: false }
      rest = rest.subarray(length)
    }
  }
  yield { piece: rest, isLast: true }
}

function nonceOf(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeBigUInt64BE(BigInt(number), 3)
  nonce[11] = isLast ? 1 : 0
  return nonce
}

/** @param drawn the public key that was drawn for the file @param owner that of its reader, `theirs` if not said */
function keyOf(mine: KeyObject, theirs: KeyObject, drawn: KeyObject, owner: KeyObject = theirs): Buffer {
  const secret = diffieHellman({ privateKey: mine, publicKey: theirs })
  const salt = Buffer.concat([rawOf(drawn), rawOf(owner)])
  return Buffer.from(hkdfSync('sha256', secret, salt, 'kago backup 1', 32))
}

/** What stands before the 32 bytes of an X25519 public key in DER (RFC 8410). */
const derHead = Buffer.from('302a300506032b656e032100', 'hex')
const rawOf = (key: KeyObject): Buffer => key.export({ type: 'spki', format: 'der' }).subarray(-keyLength)
const keyFromRaw = (raw: Buffer): KeyObject =>
  createPublicKey({ key: Buffer.concat([derHead, raw]), format: 'der', type: 'spki' })
