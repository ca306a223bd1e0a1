import { type HandListEntry, handListMax, letterList, noticesOf, phoneList } from '#delivery/hand-list.ts'
import { countPulls } from '#holds/pulls/pull-list.ts'
import { errandsAt } from '#holds/shelf/errands.ts'
import { holdShelf, shelfListMax } from '#holds/shelf/hold-shelf.ts'
import { lateTransitsFrom, transitsTo } from '#holds/shelf/transits-to.ts'
import type { BranchId } from '#ids.ts'
import type { Library } from '#library.ts'
import { countReceived as countMistakes } from '#mistakes/settle-mistake.ts'
import { showChecklist } from '#opening/show-checklist.ts'
import { countWaiting as countPreRegistrations } from '#patrons/pre-registration/pre-registrations.ts'
import { countReceived as countQuestions } from '#questions/answer-question.ts'
import { countReceived as countRequests } from '#requests/request-list.ts'
import { countFailedPlans } from '#settings/planned-changes.ts'
import { isCodeDueSoon } from '#staff/rules/code-due.ts'
import { counterAdmin } from '#text/ja/counter/admin.ts'
import { counterCataloguing } from '#text/ja/counter/cataloguing.ts'
import { counterConnections } from '#text/ja/counter/connections.ts'
import { counter as words } from '#text/ja/counter/desk.ts'
import { counterMerge } from '#text/ja/counter/merge.ts'
import { counterMistakes } from '#text/ja/counter/mistakes.ts'
import { counterNews } from '#text/ja/counter/news.ts'
import { preRegistrations } from '#text/ja/counter/pre-registrations.ts'
import { counterQuestions, counterRequests } from '#text/ja/counter/requests.ts'
import { counterThemes } from '#text/ja/counter/themes.ts'
import { counterWebhooks } from '#text/ja/counter/webhooks.ts'
import { settings } from '#text/ja/settings.ts'
import { dayOf } from '#time/clock.ts'
import { pages, show } from '../page.ts'
import { isOffered } from '../path-table.ts'
import { desk } from './desk-paths.ts'
import { dutyOf, mayOpen } from './duties.ts'
import { CounterLayout } from './layout.tsx'
import { staffOf } from './session.tsx'

/** Everything a desk can do, by what it is about. */
export const homePages = pages().get(desk.home, async c => {
  const staff = staffOf(c)
  const { library } = c.var
  const may = (path: string) => mayOpen(staff, dutyOf(path) ?? 'signedIn')
  const isOpen = (path: string) => may(path) && isOffered(library.policy, path)
  const [left, failed, waiting, requests, questions, mistakes, registrations] = await Promise.all([
    may(desk.checklist) ? leftToDo(library) : 0,
    may(desk.settings) ? countFailedPlans(library) : 0,
    workWaiting(library, staff.branchId),
    isOpen(desk.requests) ? countRequests(library) : null,
    isOpen(desk.questions) ? countQuestions(library) : null,
    isOpen(desk.mistakes) ? countMistakes(library) : null,
    isOpen(desk.preRegistrations) ? countPreRegistrations(library) : null,
  ])
  const sentIn = [
    [desk.requests, counterRequests.title, requests],
    [desk.questions, counterQuestions.title, questions],
    [desk.mistakes, counterMistakes.title, mistakes],
    [desk.preRegistrations, preRegistrations.title, registrations],
  ] as const
  return show(
    c,
    <CounterLayout c={c} title={words.home.title}>
      <h1>
        {words.home.title} <span class="soft">{staff.branchName}</span>
      </h1>
      {staff.codeDueOn && isCodeDueSoon(staff.codeDueOn, dayOf(library.clock.now())) ? (
        <p class="note ask">
          <a href={desk.account}>{counterAdmin.account.codeDue(c.var.t.dates.longDay(staff.codeDueOn))}</a>
        </p>
      ) : null}
      <section class="stack tight" aria-label={words.home.now}>
        <ul class="row">
          {[...waiting, ...sentIn].map(([path, word, count, max = null]) =>
            count === null ? null : (
              <li class="sheet">
                <a href={path}>{word}</a> <b class="count-large">{words.home.count(count, count === max)}</b>
              </li>
            ),
          )}
        </ul>
      </section>
      {left > 0 ? (
        <p class="note ask">
          <a href={desk.checklist}>{settings.checklist.left(left)}</a>
        </p>
      ) : null}
      {failed > 0 ? (
        <p class="note ask">
          <a href={desk.settings}>{settings.planned.failedOnes(failed)}</a>
        </p>
      ) : null}
      <div class="doors">
        {groups.map(([title, doors]) => {
          const open = doors.filter(([path]) => isOpen(path))
          return open.length === 0 ? null : (
            <section class="sheet stack tight">
              <h2>{title}</h2>
              <ul>
                {open.map(([path, word]) => (
                  <li>
                    <a class="door" href={path}>
                      {word}
                    </a>
                  </li>
                ))}
              </ul>
            </section>
          )
        })}
      </div>
    </CounterLayout>,
  )
})

/** What is left of the 開館までのチェックリスト. */
const leftToDo = async (library: Library) => (await showChecklist(library)).filter(({ done }) => !done).length

/**
 * What waits at this branch: fetched from shelves, on its way, to be taken in hand, sent and not come, to be called or
 * written to.
 */
async function workWaiting(library: Library, branchId: BranchId) {
  const [pull, transits, shelf, errands, late, calls, letters] = await Promise.all([
    countPulls(library, branchId),
    transitsTo(library, branchId),
    holdShelf(library, branchId),
    errandsAt(library, branchId),
    lateTransitsFrom(library, branchId),
    phoneList(library, branchId),
    letterList(library, branchId),
  ])
  return [
    [desk.pull, words.pull, pull],
    [desk.transits, words.transits, transits.length, shelfListMax],
    [desk.shelf, words.shelf, shelf.length, shelfListMax],
    [desk.shelf, words.home.errands, errands.length, shelfListMax],
    [desk.transits, words.home.late, late.length, shelfListMax],
    [desk.calls, words.calls, calls.length, endOf(calls)],
    [desk.letters, words.letters, letters.length, endOf(letters)],
  ] as const
}

/** Of several notices one patron is called once: a list that is cut may go on with others. */
const endOf = (entries: readonly HandListEntry[]) => (noticesOf(entries) < handListMax ? null : entries.length)

const { home } = words
const groups: readonly (readonly [title: string, doors: readonly (readonly [path: string, word: string])[]])[] = [
  [
    home.groups.desk,
    [
      [desk.checkIn, words.checkIn],
      [desk.checkOut, words.checkOut],
      [desk.renew, words.renew],
      [desk.patrons, words.patrons],
      [desk.newPatron, home.newPatron],
      [desk.preRegistrations, preRegistrations.title],
      [desk.items, home.items],
    ],
  ],
  [
    home.groups.holds,
    [
      [desk.bibs, words.bibs],
      [desk.pull, words.pull],
      [desk.transits, words.transits],
      [desk.shelf, words.shelf],
      [desk.calls, words.calls],
      [desk.letters, words.letters],
      [desk.stuck, home.stuck],
      [desk.loading, home.loading],
    ],
  ],
  [
    home.groups.lists,
    [
      [desk.requests, counterRequests.title],
      [desk.questions, counterQuestions.title],
      [desk.mistakes, counterMistakes.title],
      [desk.wanted, home.wanted],
      [desk.hidden, counterCataloguing.hiding.title],
      [desk.statistics, home.statistics],
      [desk.machineReports, home.machineReports],
      [desk.nights, home.nights],
      [desk.audit, home.audit],
      [desk.security, counterAdmin.security.title],
    ],
  ],
  [
    home.groups.house,
    [
      [desk.calendar, home.calendar],
      [desk.news, counterNews.title],
      [desk.themes, counterThemes.title],
      [desk.settings, home.policy],
      [desk.account, counterAdmin.account.title],
      [desk.staff, home.staff],
      [desk.terminals, home.terminals],
      [desk.machines, home.machines],
      [desk.connections, counterConnections.title],
      [desk.webhooks, counterWebhooks.title],
      [desk.sources, counterCataloguing.sources.title],
      [desk.copying, counterCataloguing.title],
      [desk.mergeBibs, counterMerge.bibs.title],
      [desk.mergePatrons, counterMerge.patrons.title],
    ],
  ],
]
