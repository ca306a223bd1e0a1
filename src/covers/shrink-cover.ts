import type { Sharp } from 'sharp'
import { type CoverSize, coverSizes, smallestCover } from './rules/cover-source.ts'

/** A picture of more pixels is not unpacked: a small file can claim to be as large as memory. */
const pixelsMax = 12_000_000

/**
 * A cover in both sizes, as JPEG on white, without whatever else the file carried (places, names, profiles).
 * @returns null for what is broken, too large, or a placeholder instead of a cover
 */
export async function shrinkCover(bytes: Buffer): Promise<Record<CoverSize, Buffer> | null> {
  try {
    const { width, height } = await (await open(bytes)).picture.metadata()
    if (width < smallestCover || height < smallestCover) return null
    return { s: await shrink(bytes, 's'), l: await shrink(bytes, 'l') }
  } catch {
    return null
  }
}

/** Its library is loaded with the first cover: most commands, and a service without covers, never need it. */
async function open(bytes: Buffer): Promise<{ picture: Sharp }> {
  const { default: sharp } = await import('sharp')
  return { picture: sharp(bytes, { limitInputPixels: pixelsMax, failOn: 'error', pages: 1 }) }
}

const shrink = async (bytes: Buffer, size: CoverSize): Promise<Buffer> =>
  (await open(bytes)).picture
    .autoOrient()
    .flatten({ background: 'white' })
    .resize({ ...coverSizes[size], fit: 'contain', background: 'white' })
    .jpeg({ quality: 60, mozjpeg: true })
    .toBuffer()
