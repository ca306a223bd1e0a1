import { type CoverSize, coverSizes, smallestCover } from './rules/cover-source.ts'

/** A picture of more pixels is not unpacked: a small file can claim to be as large as memory. */
const pixelsMax = 12_000_000

/** A cover in both sizes; or what came instead of one. */
export type Shrunk = { is: 'cover'; cover: Record<CoverSize, Buffer> } | { is: 'placeholder' } | { is: 'broken' }

/** As JPEG on white, without whatever else the file carried (places, names, profiles). */
export async function shrinkCover(bytes: Buffer): Promise<Shrunk> {
  // Loaded with the first cover: most commands, and a service without covers, never need it.
  const { default: sharp } = await import('sharp')
  const open = () => sharp(bytes, { limitInputPixels: pixelsMax, failOn: 'error', pages: 1 })
  const shrink = (size: CoverSize): Promise<Buffer> =>
    open()
      .autoOrient()
      .flatten({ background: 'white' })
      .resize({ ...coverSizes[size], fit: 'contain', background: 'white' })
      .jpeg({ quality: 60, mozjpeg: true })
      .toBuffer()
  try {
    const { width, height } = await open().metadata()
    if (width < smallestCover || height < smallestCover) return { is: 'placeholder' }
    return { is: 'cover', cover: { s: await shrink('s'), l: await shrink('l') } }
  } catch {
    return { is: 'broken' }
  }
}
