import type { Context } from 'hono'
import { BibId } from '#ids.ts'
import { mergeBibs } from '#merging/merge-bibs.ts'
import { type BibFacts, bibToMerge, previewMergeOfBibs } from '#merging/preview-merge-of-bibs.ts'
import { counterCataloguing } from '#text/ja/counter/cataloguing.ts'
import { counterHolds } from '#text/ja/counter/holds.ts'
import { counterMerge } from '#text/ja/counter/merge.ts'
import { opac } from '#text/ja/opac/opac.ts'
import { type Page, pages, show } from '#web/page.ts'
import { paths, withQuery } from '#web/paths.ts'
import { desk } from '../desk-paths.ts'
import { CounterLayout } from '../layout.tsx'
import { actorOf } from '../session.tsx'
import { FoundTitles, findTitles, TitleBox, titleOf } from './find-titles.tsx'
import { askedOf, Merged, MergeForm, pressedOf, Refused, Will } from './merge-parts.tsx'

const words = counterMerge.bibs

/** 書誌の統合: the two are found, what will happen is said, a reason and a press. What was done is shown again as done. */
export const mergeBibsPages = pages()
  .get(desk.mergeBibs, c => {
    const { from, into, q } = askedOf(c, BibId)
    return from === null || into === null ? choosePage(c, from, q, null) : previewPage(c, from, into, null)
  })
  .post(desk.mergeBibs, async c => {
    const { from, into, reason, error } = pressedOf(c, BibId)
    if (from === null || into === null) return choosePage(c, null, undefined, null, 422)
    if (reason === null) return previewPage(c, from, into, error ?? 'missing')
    const merged = await mergeBibs(c.var.library, actorOf(c), { from, into }, reason)
    return merged.ok
      ? c.redirect(withQuery(desk.mergeBibs, { from, into }), 303)
      : choosePage(c, null, undefined, counterMerge.refused(merged.refusal, 'bibs'), 422)
  })

/** First the one that goes, then the one that stays. */
async function choosePage(
  c: Context<Page>,
  fromId: BibId | null,
  q: string | undefined,
  refused: string | null,
  status: 200 | 422 = 200,
) {
  const from = fromId === null ? null : await bibToMerge(c.var.library, fromId)
  const no = fromId !== null && !from ? counterMerge.refused({ why: 'unknown' }, 'bibs') : refused
  const found = (await findTitles(c, q)).filter(one => one.bib.id !== from?.id)
  return show(
    c,
    <CounterLayout c={c} title={words.title}>
      <h1>{words.title}</h1>
      <Refused>{no}</Refused>
      <p>{words.about}</p>
      {from ? <Record bib={from} title={counterMerge.from} /> : null}
      <p>{from ? words.chooseInto : words.chooseFrom}</p>
      <TitleBox action={desk.mergeBibs} q={q} keeps={from ? [['from', `${from.id}`]] : []} />
      <FoundTitles
        q={q}
        found={found}
        note={one => words.number(one.bib.id)}
        act={one => ({
          href: withQuery(desk.mergeBibs, from ? { from: from.id, into: one.bib.id } : { from: one.bib.id }),
          words: counterHolds.find.choose,
          of: `${counterHolds.find.chooseOf(titleOf(one))} ${words.number(one.bib.id)}`,
        })}
      />
    </CounterLayout>,
    no ? 422 : status,
  )
}

async function previewPage(c: Context<Page>, fromId: BibId, intoId: BibId, error: string | null) {
  const preview = await previewMergeOfBibs(c.var.library, { from: fromId, into: intoId })
  if (preview.is === 'refused') {
    const keeps = preview.refusal.why === 'unknownTarget' || preview.refusal.why === 'same' ? fromId : null
    return choosePage(c, keeps, undefined, counterMerge.refused(preview.refusal, 'bibs'), 422)
  }
  return show(
    c,
    <CounterLayout c={c} title={words.title}>
      <h1>{words.title}</h1>
      {preview.is === 'done' ? (
        <>
          <Merged did={preview.did} of="bibs" />
          <Record bib={preview.into} title={counterMerge.into} />
          <p>
            <a class="button chief" href={desk.bib(preview.into.id)}>
              {words.open}
            </a>
          </p>
        </>
      ) : (
        <>
          <Refused>{isOther(preview.from, preview.into) ? words.differs : null}</Refused>
          <Refused>{seenDifferently(preview.from, preview.into)}</Refused>
          <Record bib={preview.from} title={counterMerge.from} />
          <Record bib={preview.into} title={counterMerge.into} />
          <Will
            will={preview.will}
            lines={words.will(preview.from.copies, preview.will.holds, preview.will.loans, preview.will.basketLines)}
          />
          <MergeForm
            c={c}
            action={desk.mergeBibs}
            from={preview.from.id}
            into={preview.into.id}
            back={desk.bib(preview.from.id)}
            error={error}
          />
        </>
      )}
    </CounterLayout>,
    error ? 422 : 200,
  )
}

/**
 * A book is not its recording, and volume 1 not volume 2: asked about, not refused, for a record may be wrong in this
 * as well.
 */
const isOther = (from: BibFacts, into: BibFacts): boolean => from.kind !== into.kind || from.volume !== into.volume

/** What the public will see more, or no more, when one of the two is 非公開. */
function seenDifferently(from: BibFacts, into: BibFacts): string | null {
  if (from.hidden === into.hidden) return null
  return from.hidden ? words.hiddenGoes : words.hiddenStays
}

const Record = ({ bib, title }: { bib: BibFacts; title: string }) => (
  <section class="sheet stack tight">
    <h2>{title}</h2>
    <p>
      <a href={bib.hidden ? desk.bib(bib.id) : paths.bib(bib.id)}>『{bib.title}』</a>
      {bib.hidden ? <b>（{counterCataloguing.hiding.mark}）</b> : null}
    </p>
    <p>{[opac.kinds[bib.kind], bib.responsibility, bib.publisher, bib.published].filter(Boolean).join('　')}</p>
    <p class="soft">
      {[words.number(bib.id), bib.isbns.map(isbn => `ISBN ${isbn}`).join(' '), words.copies(bib.copies)]
        .filter(Boolean)
        .join('　')}
    </p>
  </section>
)
