import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { pages } from './page.ts'
import { paths } from './paths.ts'

const types: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
  js: 'text/javascript; charset=utf-8',
}

type Asset = { name: string; hashed: string; type: string; body: Buffer }

const assets: Asset[] = readdirSync(new URL('assets/', import.meta.url)).map(name => {
  const body = readFileSync(new URL(`assets/${name}`, import.meta.url))
  const [stem, ending] = [name.replace(/\.[^.]+$/, ''), name.replace(/^.*\./, '')]
  const hash = createHash('sha256').update(body).digest('hex').slice(0, 10)
  return { name, hashed: `${stem}.${hash}.${ending}`, type: types[ending] ?? 'application/octet-stream', body }
})

const byName = new Map(assets.map(asset => [asset.name, asset]))
const byHashed = new Map(assets.map(asset => [asset.hashed, asset]))

/** The URL of a file in assets/. Its name carries a hash of its content, so a browser may keep it for ever. */
export function assetPath(name: string): string {
  const asset = byName.get(name)
  if (!asset) throw new Error(`There is no asset ${name}`)
  return paths.asset(asset.hashed)
}

export const assetPages = pages().get(paths.asset(':name'), c => {
  const asset = byHashed.get(c.req.param('name') ?? '')
  if (!asset) return c.notFound()
  return c.body(new Uint8Array(asset.body), 200, {
    'content-type': asset.type,
    'cache-control': 'public, max-age=31536000, immutable',
  })
})
