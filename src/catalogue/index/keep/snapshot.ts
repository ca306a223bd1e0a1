import { closeSync, fsyncSync, openSync, readSync, renameSync, rmSync, statSync, writeSync } from 'node:fs'
import { crc32 } from 'node:zlib'
import { foldWritten, written } from '#catalogue/rules/writing/fold.ts'
import { usualForms } from '#catalogue/rules/writing/kanji.ts'
import { draftOf } from '#std/draft.ts'
import type { KnownAuthority } from '../browsing/authority-names.ts'
import type { IndexedBib } from '../catalogue-index.ts'
import { MemoryIndex } from '../memory-index.ts'
import { hash32 } from '../segment/hash.ts'
import { type Segment, termKind } from '../segment/segment.ts'
import { type KeptWhereabouts, Whereabouts } from './whereabouts.ts'

/**
 * The index as one file, so that a restart takes seconds: a first line of JSON that says what lies where, then the
 * typed arrays as they are in memory. It is only ever a copy. Whatever is wrong with it (absent, cut off, another
 * version, one flipped bit) makes `loadSnapshot` return null, and the caller builds anew.
 */
export function saveSnapshot(file: string, index: MemoryIndex, sequence: string): void {
  const { segments, records, whereabouts } = index.parts()
  const arrays = segments.flatMap((segment, i) => arraysOf(segment, [String(i)]))
  const beside: Beside = { records, authorities: index.names.all() }
  const recordBytes = encoder.encode(JSON.stringify(beside))
  let at = 0
  const entries = arrays.map(({ path, array }) => {
    const entry: Entry = {
      path,
      type: array.constructor.name as keyof typeof arrayTypes,
      at,
      length: array.length,
      crc: checksum(array),
    }
    at = aligned(at + array.byteLength)
    return entry
  })
  const header: Header = {
    version: versionNow(),
    sequence,
    counts: segments.map(({ count }) => count),
    whereabouts: whereabouts.toJson(),
    entries,
    records: { at, length: recordBytes.length, crc: crc32(recordBytes) },
  }
  const headerBytes = encoder.encode(JSON.stringify(header))
  const first = encoder.encode(`${MAGIC} ${headerBytes.length} ${crc32(headerBytes)}\n`)
  const start = aligned(first.length + headerBytes.length)
  // Written beside and renamed: a process that dies halfway leaves the old snapshot whole.
  const fresh = draftOf(file)
  const handle = openSync(fresh, 'w')
  try {
    writeAt(handle, first, 0)
    writeAt(handle, headerBytes, first.length)
    for (const [i, { array }] of arrays.entries()) writeAt(handle, bytesOf(array), start + entries[i]!.at)
    writeAt(handle, recordBytes, start + at)
    fsyncSync(handle)
  } catch (error) {
    rmSync(fresh, { force: true })
    throw error
  } finally {
    closeSync(handle)
  }
  renameSync(fresh, file)
}

export function loadSnapshot(file: string): { index: MemoryIndex; sequence: string } | null {
  let handle: number
  try {
    handle = openSync(file, 'r')
  } catch {
    return null
  }
  try {
    return load(handle, statSync(file).size)
  } catch {
    // A damaged file can break anything that reads it; the records are in the database.
    return null
  } finally {
    closeSync(handle)
  }
}

type Typed = Uint8Array | Uint16Array | Uint32Array | Float64Array
type Entry = { path: string[]; type: keyof typeof arrayTypes; at: number; length: number; crc: number }
/** What is kept as plain data: the records behind the small segments, and the 典拠. */
type Beside = { records: IndexedBib[][]; authorities: KnownAuthority[] }
type Header = {
  version: string
  sequence: string
  counts: number[]
  whereabouts: KeptWhereabouts
  entries: Entry[]
  records: { at: number; length: number; crc: number }
}

const MAGIC = 'kago-index'
/** To be raised with a change of segment, record-text, keys or whereabouts.ts that `snapshotVersion` does not see. */
const FORMAT = 14
const arrayTypes = { Uint8Array, Uint16Array, Uint32Array, Float64Array }
const encoder = new TextEncoder()
const aligned = (at: number): number => Math.ceil(at / 8) * 8

/** By what an index is built. */
type Build = { write: (text: string) => string; kinds: Readonly<Record<string, string>> }

/**
 * Another fold makes every posting wrong, and terms of a kind that was not built are found by nobody: so what the fold
 * makes of every sign is part of the version, and the kinds are; so is the byte order of the machine.
 */
export function snapshotVersion({ write, kinds }: Build = { write: written, kinds: termKind }): string {
  // Each between two letters: some signs are nothing, some are a boundary, and some say the letter again.
  const row = (from: number) => Array.from({ length: 0x100 }, (_, at) => `ア${String.fromCharCode(from + at)}`).join('')
  const signs = Array.from({ length: 0x100 }, (_, at) => row(at * 0x100))
  const form = [...signs, [...usualForms.keys()].join(''), 'ﾊﾞヴァC++'].map(write).join('')
  const byteOrder = new Uint8Array(Uint16Array.of(1).buffer)[0]
  return [FORMAT, hash32(form), hash32(foldWritten(form)), hash32(JSON.stringify(kinds)), byteOrder].join('-')
}

/** Of this process: it takes a moment, and never changes. */
let known: string | null = null
function versionNow(): string {
  known ??= snapshotVersion()
  return known
}

function load(handle: number, size: number): { index: MemoryIndex; sequence: string } | null {
  const first = new TextDecoder().decode(readAt(handle, 0, Math.min(100, size)))
  const found = /^kago-index (\d+) (\d+)\n/.exec(first)
  if (!found) return null
  const headerBytes = readAt(handle, found[0].length, Number(found[1]))
  if (crc32(headerBytes) !== Number(found[2])) return null
  const header = JSON.parse(new TextDecoder().decode(headerBytes)) as Header
  const start = aligned(found[0].length + headerBytes.length)
  if (header.version !== versionNow() || size !== start + header.records.at + header.records.length) return null
  const segments: unknown[] = header.counts.map(count => ({ count }))
  for (const { path, type, at, length, crc } of header.entries) {
    const array = new arrayTypes[type](length)
    fill(handle, bytesOf(array), start + at)
    if (checksum(array) !== crc) return null
    place(segments, path, array)
  }
  const recordBytes = readAt(handle, start + header.records.at, header.records.length)
  if (crc32(recordBytes) !== header.records.crc) return null
  const { records, authorities } = JSON.parse(new TextDecoder().decode(recordBytes)) as Beside
  const index = MemoryIndex.restored(segments as Segment[], records, Whereabouts.restored(header.whereabouts))
  index.applyAuthorities(authorities.map(authority => ({ id: authority.id, authority })))
  return { index, sequence: header.sequence }
}

/** Every typed array of a segment, with the names that lead to it. */
function arraysOf(value: object, path: string[]): { path: string[]; array: Typed }[] {
  return Object.entries(value).flatMap(([name, part]) => {
    if (ArrayBuffer.isView(part)) return [{ path: [...path, name], array: part as Typed }]
    return typeof part === 'object' && part !== null ? arraysOf(part, [...path, name]) : []
  })
}

function place(root: unknown, path: readonly string[], array: Typed): void {
  let at = root as Record<string, unknown>
  for (const name of path.slice(0, -1)) {
    at[name] ??= {}
    at = at[name] as Record<string, unknown>
  }
  at[path.at(-1)!] = array
}

const bytesOf = (array: Typed): Uint8Array => new Uint8Array(array.buffer, array.byteOffset, array.byteLength)

/** In pieces, since one call takes no more than 2 GiB. */
const PIECE = 1 << 28
function checksum(array: Typed): number {
  const bytes = bytesOf(array)
  let crc = 0
  for (let at = 0; at < bytes.length; at += PIECE) crc = crc32(bytes.subarray(at, at + PIECE), crc)
  return crc
}

function writeAt(handle: number, bytes: Uint8Array, position: number): void {
  for (let at = 0; at < bytes.length; )
    at += writeSync(handle, bytes, at, Math.min(PIECE, bytes.length - at), position + at)
}

function readAt(handle: number, position: number, length: number): Uint8Array {
  const bytes = new Uint8Array(length)
  fill(handle, bytes, position)
  return bytes
}

function fill(handle: number, bytes: Uint8Array, position: number): void {
  for (let at = 0; at < bytes.length; ) {
    const read = readSync(handle, bytes, at, Math.min(PIECE, bytes.length - at), position + at)
    if (read === 0) throw new Error('the snapshot ends before its header says')
    at += read
  }
}
