import { counter as words } from '#text/ja/counter.ts'
import { pages, show } from '../page.ts'
import { desk } from './desk-paths.ts'
import { dutyOf, mayOpen } from './duties.ts'
import { CounterLayout } from './layout.tsx'
import { staffOf } from './session.tsx'

/** Everything a desk can do, by what it is about. */
export const homePages = pages().get(desk.home, c => {
  const staff = staffOf(c)
  return show(
    c,
    <CounterLayout c={c} title={words.home.title}>
      <h1>
        {words.home.title} <span class="soft">{staff.branchName}</span>
      </h1>
      <div class="doors">
        {groups.map(([title, doors]) => {
          const open = doors.filter(([path]) => mayOpen(staff, dutyOf(path) ?? 'signedIn'))
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
      [desk.loading, home.loading],
    ],
  ],
  [
    home.groups.lists,
    [
      [desk.wanted, home.wanted],
      [desk.statistics, home.statistics],
      [desk.nights, home.nights],
      [desk.audit, home.audit],
    ],
  ],
  [
    home.groups.house,
    [
      [desk.calendar, home.calendar],
      [desk.policy, home.policy],
      [desk.staff, home.staff],
      [desk.terminals, home.terminals],
    ],
  ],
]
