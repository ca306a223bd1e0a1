import type { Context } from 'hono'
import type { Branch } from '#branches/list-branches.ts'
import type { Said, Scan, ScanPage } from '#circulation/scans/said.ts'
import type { PatronId } from '#ids.ts'
import { counter as words } from '#text/ja/counter/desk.ts'
import type { Page } from '#web/page.ts'
import { PostForm } from '#web/parts/form.tsx'
import { withQuery } from '#web/paths.ts'
import { dayWords } from '../day.ts'
import { desk } from '../desk-paths.ts'
import { mayHere } from '../session.tsx'

/** The column of scans: what to do with each copy as a large word with a colour and a mark, the newest on top. */
export const ScanColumn = ({
  c,
  page,
  scans,
  branches,
  undo = null,
}: {
  c: Context<Page>
  page: ScanPage
  scans: readonly Scan[]
  branches: readonly Branch[]
  /** Where a scan is taken back; null on a page where none can be. */
  undo?: string | null
}) =>
  scans.length === 0 ? (
    <p class="soft">{words.scan.hint}</p>
  ) : (
    <ol aria-label={words.scan.column[page]} class="scans">
      {scans.map(scan => (
        <li class={`verdict ${classOf(scan)}`}>
          <b>{scan.undone ? words.scan.undone : headline(scan.said, branches)}</b>
          <span>
            {scan.itemTitle ? `『${scan.itemTitle}』 ` : ''}
            {scan.barcode}
            <br />
            <span class="soft">{details(scan)}</span>
          </span>
          <ScanAct c={c} page={page} scan={scan} undo={undo} />
          <Besides c={c} scan={scan} />
        </li>
      ))}
    </ol>
  )

/** What else the desk has to know with the copy in hand: of it, and of whoever brought it back. */
const Besides = ({ c, scan }: { c: Context<Page>; scan: Scan }) => {
  const returned = 'returned' in scan.said ? scan.said.returned : undefined
  if (scan.undone || (!returned && scan.itemNote === null)) return null
  const lines = [
    scan.itemNote === null ? null : words.scan.itemNote(scan.itemNote),
    returned && returned.overdueDays > 0 ? words.scan.overdue(returned.overdueDays) : null,
    returned?.wasLost ? words.scan.wasLost : null,
    scan.readyHere > 0 ? words.scan.readyHere(scan.readyHere) : null,
    scan.readyElsewhere > 0 ? words.scan.readyElsewhere(scan.readyElsewhere) : null,
  ].filter(line => line !== null)
  if (lines.length === 0) return null
  return (
    <ul class="besides">
      {lines.map(line => (
        <li>{line}</li>
      ))}
      {returned && scan.readyHere + scan.readyElsewhere > 0 && mayHere(c, 'servePatrons') ? (
        <li>
          <a href={desk.patron(returned.patronId)}>{words.scan.whoReturned}</a>
        </li>
      ) : null}
    </ul>
  )
}

function classOf({ said, undone }: Scan): string {
  if (undone) return 'undone'
  switch (said.do) {
    case 'shelve':
      return 'shelve'
    case 'holdShelf':
      return 'hold'
    case 'send':
      return 'go'
    case 'stop':
    case 'refuse':
    case 'ask':
      return 'ask'
    case 'answer':
      return 'undone'
    case 'lend':
    case 'renew':
      return 'done'
    default:
      return said satisfies never
  }
}

/** Why nothing was done when a card was scanned where a copy was asked for. */
const cardWhys = ['isCard', 'isRetiredCard', 'isUnknownCard']

function headline(said: Said, branches: readonly Branch[]): string {
  switch (said.do) {
    case 'stop':
      return cardWhys.includes(said.why) ? words.scan.isCard : words.scan.stop
    case 'send':
      return words.scan.send(branches.find(branch => branch.id === said.to)?.shortName ?? said.to)
    case 'shelve':
    case 'holdShelf':
    case 'lend':
    case 'renew':
    case 'refuse':
    case 'ask':
    case 'answer':
      return words.scan[said.do]
    default:
      return said satisfies never
  }
}

function details({ said, shelf, callNumber }: Scan): string {
  switch (said.do) {
    case 'shelve':
      return [shelf, callNumber].filter(Boolean).join(' ')
    case 'holdShelf': {
      const until = said.pickUpBy ? words.scan.until(dayWords(said.pickUpBy)) : words.scan.waitsForSet
      return `${words.scan.pickup(said.cardLast4)}　${until}`
    }
    case 'send':
      return said.holdId === null ? words.scan.sentHome : words.scan.sentForHold
    case 'stop':
      return words.scan.stopped[said.why] ?? ''
    case 'lend':
      return `${words.scan.dueOn(dayWords(said.dueOn))}${said.hadHold ? `　${words.scan.hadHold}` : ''}`
    case 'renew':
      return words.scan.dueOn(dayWords(said.dueOn))
    case 'refuse':
      return said.words
    case 'ask':
      return words.scan.asked
    case 'answer':
      return said.changed ? words.scan.changedPatron : words.scan.stayed
    default:
      return said satisfies never
  }
}

/** What can be done with a scan: its slip, or taking it back. */
const ScanAct = ({ c, page, scan, undo }: { c: Context<Page>; page: ScanPage; scan: Scan; undo: string | null }) => {
  const { said } = scan
  if (scan.undone) return null
  return (
    <span class="row">
      {said.do === 'holdShelf' ? (
        <a class="button print" href={withQuery(desk.holdSlip(said.holdId), { back: desk[page] })}>
          {words.scan.slip}
        </a>
      ) : null}
      {said.do === 'send' ? (
        <a class="button print" href={withQuery(desk.transitSlip, { barcode: scan.barcode, back: desk[page] })}>
          {words.scan.transitSlip}
        </a>
      ) : null}
      {said.do === 'stop' && said.patronId !== undefined ? <CardActs c={c} patronId={said.patronId} /> : null}
      {scan.mayUndo && undo !== null ? (
        <PostForm c={c} action={undo} class="undo">
          <input type="hidden" name="scan" value={`${scan.id}`} data-seconds={scan.undoSecondsLeft} />
          <button
            type="submit"
            class="button quiet"
            aria-label={words.scan.undoOf[page](scan.itemTitle ?? scan.barcode)}
          >
            {words.scan.undo}
          </button>
        </PostForm>
      ) : null}
    </span>
  )
}

/** What one does with a card: lend to whoever it belongs to, or look at what they have. */
const CardActs = ({ c, patronId }: { c: Context<Page>; patronId: PatronId }) => (
  <>
    {mayHere(c, 'circulate') ? (
      <a class="button" href={desk.checkOutTo(patronId)}>
        {words.scan.lendToCard}
      </a>
    ) : null}
    {mayHere(c, 'servePatrons') ? <a href={desk.patron(patronId)}>{words.scan.patronOfCard}</a> : null}
  </>
)
