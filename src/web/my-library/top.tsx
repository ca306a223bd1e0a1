import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { MyLoan } from '#circulation/loans/loans-of-patron.ts'
import { myLoans } from '#circulation/loans/my-loans.ts'
import { type MyHold, myHolds } from '#holds/lists/my-holds.ts'
import { MessageId, type PatronId } from '#ids.ts'
import type { AccountChange, MyAccount } from '#patrons/account.ts'
import { closeMessage } from '#patrons/messages/close-message.ts'
import { myAccount, toldToMe } from '#patrons/my-account.ts'
import type { PatronMessage } from '#patrons/patron-view.ts'
import { countMySavedSearches } from '#saved-searches/my-saved-searches.ts'
import { isId } from '#std/new-id.ts'
import { beginning } from '#text/beginning.ts'
import { dayOf, timeOf } from '#time/clock.ts'
import { type Page, pages, show } from '../page.ts'
import { Done, Press } from '../parts/form.tsx'
import { Layout } from '../parts/layout.tsx'
import { Offered } from '../parts/offered.tsx'
import { paths } from '../paths.ts'
import { patronOf } from '../session.ts'
import { BlockNote } from './block-note.tsx'
import { DueNotes } from './due-notes.tsx'
import { RenewalLink } from './renewal-link.tsx'
import { readyInWords } from './when.ts'

export const myLibraryPages = pages()
  .get(paths.myLibrary, async c => {
    const { library } = c.var
    const { patronId, veiledUntil } = patronOf(c)
    if (veiledUntil !== null) return veiledPage(c, patronId, veiledUntil)
    const [account, { changes: all, messages }, holds, loans, savedSearches] = await Promise.all([
      myAccount(library, patronId),
      toldToMe(library, patronId),
      myHolds(library, patronId),
      myLoans(library, patronId),
      countMySavedSearches(library, patronId),
    ])
    const own = ownChange(c, all)
    return show(
      c,
      <MyLibraryPage
        c={c}
        account={account}
        said={own ? <Done>{c.var.t.patrons.settingsDone.password}</Done> : null}
        changes={all.filter(change => change !== own)}
        messages={messages}
        holds={holds}
        loans={loans}
        savedSearches={savedSearches}
      />,
    )
  })
  .post(paths.messageClose(':id'), async c => {
    const id = c.req.param('id') ?? ''
    if (isId(id)) await closeMessage(c.var.library, patronOf(c).patronId, MessageId(id))
    return c.redirect(paths.myLibrary, 303)
  })
  .get(paths.messageClose(':id'), c => c.redirect(paths.myLibrary, 303))

/**
 * The change of the password from which this page was opened. It is confirmed; to warn of it as of the deed of somebody
 * else would frighten. A link with the same end hides nothing later on.
 */
function ownChange(c: Context<Page>, changes: readonly AccountChange[]): AccountChange | null {
  if (c.req.query('done') !== 'password') return null
  const since = c.var.library.clock.now().subtract({ minutes: 10 })
  const isNew = ({ at, what }: AccountChange) => what === 'password' && Temporal.Instant.compare(at, since) > 0
  return changes.find(isNew) ?? null
}

/** While the password is so new that whoever else reads the mail may have set it: nothing of what this patron reads. */
async function veiledPage(c: Context<Page>, patronId: PatronId, until: Temporal.Instant) {
  const { t, library } = c.var
  const m = t.myLibrary
  const account = await myAccount(library, patronId)
  return show(
    c,
    <Layout c={c} title={m.title}>
      <div class="stack tight">
        <h1>{m.title}</h1>
        <p class="soft">{m.name(account.name)}</p>
      </div>
      <section class="note ask stack tight" aria-labelledby="veiled">
        {c.req.query('notKept') ? (
          <p role="alert" tabindex={-1} autofocus>
            {t.patrons.typedBefore.notKept}
          </p>
        ) : null}
        <h2 id="veiled">{m.veiledTitle}</h2>
        <p>{m.veiled(t.dates.visit(dayOf(until), timeOf(until)))}</p>
      </section>
      <ul class="doors">
        <Door c={c} href={paths.card} name={t.card.title} count={account.cardNumber ?? m.none} />
        <Door c={c} href={paths.settings} name={m.settings} count={m.settingsWhy} />
      </ul>
    </Layout>,
  )
}

/** Within this many days a loan counts as due soon. */
const soonDays = 7

type MyLibraryProps = {
  c: Context<Page>
  account: MyAccount
  /** What just happened. */
  said: Child
  changes: AccountChange[]
  messages: PatronMessage[]
  holds: MyHold[]
  loans: MyLoan[]
  /** How many. */
  savedSearches: number
}

/** Myライブラリ: what is ready first, what is due next, then the ways on. */
function MyLibraryPage({ c, account, said, changes, messages, holds, loans, savedSearches }: MyLibraryProps) {
  const { t, visitor, library } = c.var
  const m = t.myLibrary
  const today = dayOf(library.clock.now())
  const ready = holds.filter(hold => hold.status === 'ready')
  const due = loans.filter(loan => today.until(loan.dueOn).days <= soonDays)
  const open = holds.filter(hold => !hold.closed)
  const basketCount = visitor.is === 'patron' ? visitor.basketCount : 0
  // On an in-library terminal the way to the password goes by the words that the guide uses there (M09).
  const title = visitor.terminal ? m.terminalTitle : m.title
  return (
    <Layout c={c} title={title}>
      <div class="stack tight">
        <h1>{title}</h1>
        <p class="soft">{m.name(account.name)}</p>
      </div>
      {said}
      <Messages c={c} messages={messages} />
      {ready.length > 0 ? (
        <section class="note good stack tight" aria-labelledby="ready">
          <h2 id="ready">{m.readyTitle}</h2>
          <ul>
            {ready.map(hold => (
              <li>
                <a href={paths.hold(hold.id)}>{hold.title}</a> {readyInWords(c, hold, m.readyLine)}
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      <DueNotes c={c} loans={due} max={due.length} />
      <Block c={c} account={account} />
      <CardEnds c={c} account={account} />
      {changes.length > 0 ? (
        <section class="note stack tight" aria-labelledby="changes">
          <h2 id="changes">{m.changesTitle}</h2>
          <ul>
            {changes.map(({ at, what }) => (
              <li>
                {t.dates.longDay(dayOf(at))} {m.changes[what]}
              </li>
            ))}
          </ul>
          <p>{m.changesWhy}</p>
        </section>
      ) : null}
      {ready.length + due.length + changes.length + messages.length === 0 && account.block === null ? (
        <p>
          {m.nothingTitle} {m.nothingBody}
        </p>
      ) : null}
      <ul class="doors">
        <Door c={c} href={paths.holds} name={m.holds} count={open.length > 0 ? m.holdsCount(open.length) : m.none} />
        <Door c={c} href={paths.loans} name={m.loans} count={loans.length > 0 ? m.loansCount(loans.length) : m.none} />
        <Door c={c} href={paths.reading} name={t.reading.title} count={t.reading.door} />
        <Door c={c} href={paths.basket} name={m.basket} count={basketCount > 0 ? m.basketCount(basketCount) : m.none} />
        <Door
          c={c}
          href={paths.savedSearches}
          name={t.savedSearches.title}
          count={savedSearches > 0 ? t.savedSearches.count(savedSearches) : m.none}
        />
        <Door c={c} href={paths.wishLists} name={t.wishLists.title} count={t.wishLists.door} />
        <Door c={c} href={paths.family} name={t.family.title} count={t.family.door} />
        <Door c={c} href={paths.requests} name={t.requests.title} count={t.requests.make} />
        <Door c={c} href={paths.questions} name={t.questions.title} count={t.questions.door} />
        {visitor.terminal ? null : (
          <Door c={c} href={paths.card} name={t.card.title} count={account.cardNumber ?? m.none} />
        )}
        <Door
          c={c}
          href={paths.settings}
          name={visitor.terminal ? m.terminalSettings : m.settings}
          count={m.settingsWhy}
        />
      </ul>
    </Layout>
  )
}

/** 図書館からあなたへ: each message, until the patron has closed it. */
const Messages = ({ c, messages }: { c: Context<Page>; messages: readonly PatronMessage[] }) => {
  const { t } = c.var
  const m = t.myLibrary.messages
  return messages.length === 0 ? null : (
    <section class="note stack tight" aria-labelledby="messages">
      <h2 id="messages">{m.title}</h2>
      <ul class="stack tight">
        {messages.map(({ id, words, writtenAt }) => (
          <li>
            <p>
              <span class="soft">{t.dates.longDay(dayOf(writtenAt))}</span> <span class="prewrap">{words}</span>
            </p>
            <Press c={c} action={paths.messageClose(id)} label={m.closeOf(beginning(words))} look="quiet">
              {m.close}
            </Press>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Why nothing can be borrowed or reserved now; of a card that has run out `CardEnds` tells. */
const Block = ({ c, account: { block } }: { c: Context<Page>; account: MyAccount }) =>
  block === null || block.why === 'cardExpired' ? null : <BlockNote c={c} block={block} />

/** In the last month of the card, and after it. */
function CardEnds({ c, account: { expiresOn } }: { c: Context<Page>; account: MyAccount }) {
  const { t, library } = c.var
  const left = dayOf(library.clock.now()).until(expiresOn).days
  if (left > 30) return null
  const { cardEnds, cardEnded } = t.myLibrary
  return (
    <p class="note ask">
      {(left < 0 ? cardEnded : cardEnds)(t.dates.longDay(expiresOn))} <RenewalLink c={c} expiresOn={expiresOn} />
    </p>
  )
}

const Door = ({ c, href, name, count }: { c: Context<Page>; href: string; name: string; count: string }) => (
  <Offered c={c} path={href}>
    <li>
      <a href={href}>
        <b>{name}</b>
        <span class="soft">{count}</span>
      </a>
    </li>
  </Offered>
)
