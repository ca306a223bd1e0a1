import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { brotliCompressSync, gzipSync } from 'node:zlib'
import { pages } from './page.ts'
import { paths } from './paths.ts'

const types: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  js: 'text/javascript; charset=utf-8',
}

type Asset = { name: string; hashed: string; type: string; body: Buffer; packed: Map<Packing, Buffer> }

const packings = { br: brotliCompressSync, gzip: gzipSync }
type Packing = keyof typeof packings

const directory = new URL('assets/', import.meta.url)

const assets: Asset[] = [
  asset('kago.css', styleSheet()),
  ...readdirSync(directory, { withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => asset(entry.name, readFileSync(new URL(entry.name, directory)))),
]

const byName = new Map(assets.map(one => [one.name, one]))
const byHashed = new Map(assets.map(one => [one.hashed, one]))

/** The URL of a file in assets/. Its name carries a hash of its content, so a browser may keep it for ever. */
export function assetPath(name: string): string {
  const known = byName.get(name)
  if (!known) throw new Error(`There is no asset ${name}`)
  return paths.asset(known.hashed)
}

export const assetPages = pages().get(paths.asset(':name'), c => {
  const known = byHashed.get(c.req.param('name') ?? '')
  if (!known) return c.notFound()
  const accepted = c.req.header('accept-encoding') ?? ''
  const encoding = /\bbr\b/.test(accepted) ? 'br' : /\bgzip\b/.test(accepted) ? 'gzip' : null
  const body = encoding ? packedOf(known, encoding) : known.body
  if (encoding) c.header('content-encoding', encoding)
  return c.body(new Uint8Array(body), 200, {
    'content-type': known.type,
    'cache-control': 'public, max-age=31536000, immutable',
    vary: 'accept-encoding',
  })
})

function asset(name: string, body: Buffer): Asset {
  const [stem, ending] = [name.replace(/\.[^.]+$/, ''), name.replace(/^.*\./, '')]
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 10)
  const type = types[ending] ?? 'application/octet-stream'
  return { name, hashed: `${stem}.${hash}.${ending}`, type, body, packed: new Map() }
}

/** Packed when it is first asked for, and then kept. */
function packedOf({ body, packed }: Asset, how: Packing): Buffer {
  const known = packed.get(how) ?? packings[how](body)
  packed.set(how, known)
  return known
}

/**
 * Every file of assets/style/ in one, for a phone asks once. Layers say what wins, so the order of the files says
 * nothing.
 */
function styleSheet(): Buffer {
  const styles = new URL('style/', directory)
  const files = readdirSync(styles).sort()
  const css = files.map(name => readFileSync(new URL(name, styles), 'utf8')).join('\n')
  const lean = css.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\s*\n\s*/g, '\n')
  return Buffer.from(`@layer tokens, base, parts, pages, narrow, print;\n${lean}`)
}
