import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Context } from 'hono'
import { counter } from '#text/ja/counter/desk.ts'
import { type Page, pages, show } from '#web/page.ts'
import { desk } from '../desk-paths.ts'
import { CounterLayout, sayAtDesk } from '../layout.tsx'
import { type Chapter, chapters } from './chapters.ts'
import { type Block, type Inline, pictureFolder, readChapter } from './read-chapter.ts'

const read = new Map<Chapter | 'README', Block[]>(
  (['README', ...chapters] as const).map(one => [one, readChapter(one)]),
)

const pictures = new Map(
  readdirSync(pictureFolder).map(name => [name, new Uint8Array(readFileSync(join(pictureFolder, name)))]),
)

/** 手引き: the chapters of docs/handbook, served from here so that they are there without the internet. */
export const handbookPages = pages()
  .get(desk.handbook, c => chapterPage(c, 'README'))
  .get(desk.handbookPicture(':name'), c => {
    const picture = pictures.get(c.req.param('name') ?? '')
    if (!picture) return sayAtDesk(c, 'notThere', 404)
    return c.body(picture, 200, { 'content-type': 'image/png', 'cache-control': 'private, max-age=86400' })
  })
  .get(desk.handbookOf(':chapter'), c => {
    const chapter = chapters.find(one => one === c.req.param('chapter'))
    return chapter ? chapterPage(c, chapter) : sayAtDesk(c, 'notThere', 404)
  })

function chapterPage(c: Context<Page>, chapter: Chapter | 'README') {
  const blocks = read.get(chapter)!
  const title = blocks.find(({ is }) => is === 'title')
  const name = title && 'line' in title ? title.line.map(({ text }) => text).join('') : counter.handbook.title
  return show(
    c,
    <CounterLayout c={c} title={name}>
      <div class="guide stack" lang={chapter.endsWith('-en') ? 'en' : undefined}>
        {blocks.map(block => (
          <Written block={block} />
        ))}
        {chapter === 'README' ? null : (
          <p lang="ja">
            <a href={desk.handbook}>{counter.handbook.title}</a>
          </p>
        )}
      </div>
    </CounterLayout>,
  )
}

function Written({ block }: { block: Block }) {
  switch (block.is) {
    case 'title':
      return (
        <h1>
          <Line line={block.line} />
        </h1>
      )
    case 'heading':
      return (
        <h2>
          <Line line={block.line} />
        </h2>
      )
    case 'paragraph':
      return (
        <p>
          <Line line={block.line} />
        </p>
      )
    case 'picture':
      return <img src={desk.handbookPicture(block.file)} alt={block.says} loading="lazy" />
    case 'steps':
      return (
        <ol class="numbered">
          <Items lines={block.lines} />
        </ol>
      )
    case 'points':
      return (
        <ul class="dotted">
          <Items lines={block.lines} />
        </ul>
      )
    default:
      return block satisfies never
  }
}

const Items = ({ lines }: { lines: readonly Inline[][] }) => (
  <>
    {lines.map(line => (
      <li>
        <Line line={line} />
      </li>
    ))}
  </>
)

const Line = ({ line }: { line: readonly Inline[] }) => (
  <>
    {line.map(part => {
      switch (part.is) {
        case 'plain':
          return part.text
        case 'strong':
          return <b>{part.text}</b>
        case 'code':
          return <code>{part.text}</code>
        case 'link':
          return <a href={desk.handbookOf(part.chapter)}>{part.text}</a>
        default:
          return part satisfies never
      }
    })}
  </>
)
