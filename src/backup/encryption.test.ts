import { createHash } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { isIntact, writeBackupFile } from './backup-file.ts'
import { decryptFile, isEncrypted, newKeyPair } from './encryption.ts'

const directory = mkdtempSync(join(tmpdir(), 'kago-sealed-'))
afterAll(() => rmSync(directory, { recursive: true }))
const file = join(directory, 'sealed.kago')
const opened = join(directory, 'opened.kago')
const ours = newKeyPair()

/** Something that does not shrink, of many pieces. */
async function* contents() {
  for (let n = 0; n < 10_000; n++) yield createHash('sha256').update(`${n}`).digest()
}

test('what is encrypted to a public key can be read with its private key, and is the same file as without', async () => {
  await writeBackupFile(file, contents(), ours.publicKey)
  expect(await isEncrypted(file)).toBe(true)
  expect(await isIntact(file)).toBe(false)
  expect(await decryptFile(file, opened, ours.privateKey)).toBe(true)
  const plain = join(directory, 'plain.kago')
  await writeBackupFile(plain, contents())
  expect(readFileSync(opened).equals(readFileSync(plain))).toBe(true)
  expect([await isEncrypted(plain), await isIntact(plain), await isIntact(opened)]).toEqual([false, true, true])
})

test('with another key, cut off, longer or altered anywhere it cannot be read, and nothing is left of the try', async () => {
  await writeBackupFile(file, contents(), ours.publicKey)
  const bytes = readFileSync(file)
  rmSync(opened, { force: true })
  expect(await decryptFile(file, opened, newKeyPair().privateKey)).toBe(false)
  const broken = join(directory, 'broken.kago')
  const places = [8, 39, 40, 100, 40 + 65_552, Math.floor(bytes.length / 2), bytes.length - 1]
  const alike = (altered: Buffer) => {
    writeFileSync(broken, altered)
    return decryptFile(broken, opened, ours.privateKey)
  }
  for (const place of places) {
    const altered = Buffer.from(bytes)
    altered[place]! ^= 1
    expect([place, await alike(altered)]).toEqual([place, false])
    expect([place, await alike(bytes.subarray(0, place))]).toEqual([place, false])
  }
  expect(await alike(Buffer.concat([bytes, bytes.subarray(40)]))).toBe(false)
  expect(readdirSync(directory)).not.toContain('opened.kago')
})
