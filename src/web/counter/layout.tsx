import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { StaffMember } from '#staff/sign-in-staff.ts'
import { counter as words } from '#text/ja/counter/desk.ts'
import { counterOffline } from '#text/ja/counter/offline.ts'
import { assetPath } from '../assets.ts'
import { OwnStyle } from '../own-style.tsx'
import { type Page, show } from '../page.ts'
import { BasketSign } from '../parts/books/basket-sign.tsx'
import { PostForm } from '../parts/form.tsx'
import { desk } from './desk-paths.ts'
import { dutyOf, mayOpen } from './duties.ts'
import { chapterOf } from './handbook/chapters.ts'

type Shown = {
  c: Context<Page>
  title: string
  /** For the title bar of slips and lists: nothing but the content is printed. */
  children?: Child
}

/**
 * The frame of every staff page: what can be done with its access keys, at which branch one stands, and the way out.
 */
export function CounterLayout({ c, title, children }: Shown) {
  const { staff, library } = c.var
  const name = library.policy.identity.name.ja
  return (
    <html lang="ja">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${title} | ${words.counter} | ${name}`}</title>
        <link rel="stylesheet" href={assetPath('kago.css')} />
        <OwnStyle c={c} />
        <link rel="icon" href={assetPath('basket.svg')} type="image/svg+xml" />
        {staff ? <script src={assetPath('kept-scans.js')} /> : null}
        {staff ? <script src={assetPath('scan.js')} /> : null}
      </head>
      <body class="counter">
        <a class="skip" href="#main">
          {words.skipToContent}
        </a>
        <header class="masthead">
          <div class="wrap">
            <a class="sign" href={desk.home}>
              <BasketSign />
              {name} {words.counter}
            </a>
            {staff ? (
              <div class="mine">
                <a href={desk.branch}>
                  <span class="unseen">{words.standing}</span>
                  <b>{staff.branchName}</b> <span class="soft">{words.changeBranch}</span>
                </a>
                <span>{staff.name}</span>
                <PostForm c={c} action={desk.logout} class="">
                  <button type="submit">{words.logOut}</button>
                </PostForm>
              </div>
            ) : null}
          </div>
          {staff ? (
            <nav class="wrap deeds" aria-label={words.duties}>
              {deeds.map(([path, key, word]) =>
                mayOpen(staff, dutyOf(path) ?? 'signedIn') ? (
                  <a
                    href={path}
                    accesskey={key}
                    aria-current={isWithin(c.req.path, path) ? 'page' : undefined}
                    class="deed"
                  >
                    <span class="accesskey" aria-hidden="true">
                      {key}
                    </span>
                    {word}
                  </a>
                ) : null,
              )}
            </nav>
          ) : null}
        </header>
        <main id="main">
          <div class="wrap stack">{children}</div>
        </main>
        {staff ? <HowToUse path={c.req.path} /> : null}
        {staff ? <ScanSaid staff={staff} /> : null}
      </body>
    </html>
  )
}

/** The way to the chapter of the handbook that explains this page. */
function HowToUse({ path }: { path: string }) {
  const chapter = chapterOf(path)
  return (
    <footer class="wrap screen-only">
      <p class="soft">
        <a href={chapter ? desk.handbookOf(chapter) : desk.handbook}>{words.handbook.howToUse}</a>
      </p>
    </footer>
  )
}

/** What the script of the scans reads out, its words, and who is at work where. */
const ScanSaid = ({ staff }: { staff: StaffMember }) => (
  <p
    id="scan-said"
    aria-live="polite"
    class="unseen"
    data-sending={words.scan.sending}
    data-unsent={words.scan.unsent('0')}
    data-offline={words.scan.offline}
    data-signed-out={words.scan.signedOut}
    data-waits={words.scan.waitsForAnswer}
    data-elsewhere={words.scan.elsewhere}
    data-login={staff.login}
    data-name={staff.name}
    data-branch={staff.branchId}
    data-branch-name={staff.branchName}
    data-offline-desk={counterOffline.title}
    data-kept={counterOffline.waiting('0')}
  />
)

/** What a counter does all day, by its access keys. The rest stands on the first page. */
const deeds: readonly (readonly [path: string, key: string, word: string])[] = [
  [desk.checkIn, '1', words.checkIn],
  [desk.checkOut, '2', words.checkOut],
  [desk.renew, '3', words.renew],
  [desk.patrons, '4', words.patrons],
  [desk.bibs, '5', words.bibs],
  [desk.pull, '6', words.pull],
  [desk.transits, '7', words.transits],
  [desk.shelf, '8', words.shelf],
  [desk.calls, '9', words.calls],
  [desk.home, '0', words.more],
]

const isWithin = (here: string, path: string) => here === path || (path !== desk.home && here.startsWith(`${path}/`))

/** A page that says one thing: not there, not yours. */
export function sayAtDesk(c: Context<Page>, what: 'notYours' | 'notThere', status: 403 | 404) {
  return show(
    c,
    <CounterLayout c={c} title={words[what]}>
      <div class="note ask stack tight" role="alert">
        <h1>{words[what]}</h1>
        <p>{words[`${what}Next`]}</p>
      </div>
    </CounterLayout>,
    status,
  )
}
