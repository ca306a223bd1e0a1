import sharp from 'sharp'
import { type CoverSize, coverSizes, smallestCover } from './rules/cover-source.ts'

/** A picture of more pixels is not unpacked: a small file can claim to be as large as memory. */
const pixelsMax = 12_000_000

/** A cover in both sizes; or what came instead of one. */
export type Shrunk = { is: 'cover'; cover: Record<CoverSize, Buffer> } | { is: 'placeholder' } | { is: 'broken' }

/** As JPEG on white, without whatever else the file carried (places, names, profiles). */
export async function shrinkCover(bytes: Buffer): Promise<Shrunk> {
  try {
    const { width, height } = await open(bytes).metadata()
    if (width < smallestCover || height < smallestCover) return { is: 'placeholder' }
    return { is: 'cover', cover: { s: await shrink(bytes, 's'), l: await shrink(bytes, 'l') } }
  } catch {
    return { is: 'broken' }
  }
}

const open = (bytes: Buffer) => sharp(bytes, { limitInputPixels: pixelsMax, failOn: 'error', pages: 1 })

const shrink = (bytes: Buffer, size: CoverSize): Promise<Buffer> =>
  open(bytes)
    .autoOrient()
    .flatten({ background: 'white' })
    .resize({ ...coverSizes[size], fit: 'contain', background: 'white' })
    .jpeg({ quality: 60, mozjpeg: true })
    .toBuffer()
