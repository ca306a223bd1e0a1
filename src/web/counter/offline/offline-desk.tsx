import { readFileSync } from 'node:fs'
import type { Context } from 'hono'
import { counterOffline as words } from '#text/ja/counter/offline.ts'
import { assetPath } from '#web/assets.ts'
import { type Page, pages, show } from '#web/page.ts'
import { Submit } from '#web/parts/form.tsx'
import { paths } from '#web/paths.ts'
import { desk } from '../desk-paths.ts'
import { CounterLayout } from '../layout.tsx'

/** With the addresses of what it keeps: a browser takes a worker anew when its text has changed. */
const worker = `${readFileSync(new URL('offline-worker.js', import.meta.url), 'utf8')}
// ${[assetPath('kago.css'), assetPath('kept-scans.js'), assetPath('offline.js')].join(' ')}
`

/**
 * つながらないときの窓口, which is the same for everybody and needs no database: the browser keeps it, and what is scanned in
 * it. Who may have that recorded is asked when it is told (tell-scans.tsx).
 */
export const offlineDeskPages = pages()
  .get(paths.offlineDesk, c => {
    c.set('language', 'ja')
    c.header('cache-control', 'no-cache')
    return show(c, <OfflineDesk c={c} />)
  })
  .get(paths.offlineWorker, c =>
    c.body(worker, 200, { 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-cache' }),
  )

const OfflineDesk = ({ c }: { c: Context<Page> }) => (
  <CounterLayout c={c} title={words.title}>
    <h1>{words.title}</h1>
    <noscript>
      <p class="note ask">{words.away.paper}</p>
    </noscript>
    <div
      id="offline-desk"
      class="stack"
      hidden
      data-who={words.who('0', '1')}
      data-nobody={words.nobody}
      data-card-first={words.cardFirst}
      data-to-card={words.toCard('0')}
      data-to-open-page={words.toOpenPage}
      data-lend={words.lend}
      data-take={words.take}
      data-drop={words.drop}
      data-drop-of={words.dropOf('0')}
      data-telling={words.telling}
      data-not-yet={words.notYet}
      data-not-taken={words.notTaken}
      data-signed-out={words.signedOut}
    >
      <p>{words.why}</p>
      <p id="who" class="soft" />
      <p id="offline-said" class="note ask" role="alert" hidden />
      <p id="to-login" hidden>
        <a class="button" href={desk.login}>
          {words.toLogin}
        </a>
      </p>
      <ScanForms />
      <section class="stack tight">
        <h2>
          {words.kept} <span id="count" class="soft" tabindex={-1} />
        </h2>
        <p id="none" class="soft">
          {words.none}
        </p>
        <ol id="kept" class="stack tight" aria-label={words.kept} />
        <p>
          <button id="tell" type="button" class="button chief" hidden>
            {words.tell}
          </button>
        </p>
      </section>
      <section id="told-part" class="stack tight" hidden>
        <h2>{words.told}</h2>
        <ol id="told" class="stack tight" aria-label={words.told} aria-live="polite" />
        <p id="to-reports" hidden>
          <a class="button" href={desk.machineReports}>
            {words.toReports}
          </a>
        </p>
      </section>
    </div>
    <script src={assetPath('kept-scans.js')} defer />
    <script src={assetPath('offline.js')} defer />
  </CounterLayout>
)

const ScanForms = () => (
  <div id="scan-forms" class="stack" hidden>
    <form id="offline-lend" class="sheet stack">
      <h2>{words.lend}</h2>
      <div class="field">
        <label for="card">{words.card}</label>
        <input id="card" type="text" autocomplete="off" maxlength={60} />
      </div>
      <div class="field">
        <label for="lent-code">{words.lentCode}</label>
        <input id="lent-code" type="text" autocomplete="off" maxlength={60} />
      </div>
      <p class="row">
        <Submit look="chief">{words.keepLoan}</Submit>
        <button id="next" type="button" class="button">
          {words.next}
        </button>
      </p>
      <p class="soft">{words.rulesLater}</p>
    </form>
    <form id="offline-return" class="sheet stack">
      <h2>{words.take}</h2>
      <div class="field">
        <label for="returned-code">{words.returnedCode}</label>
        <input id="returned-code" type="text" autocomplete="off" maxlength={60} />
      </div>
      <p>
        <Submit look="chief">{words.keepReturn}</Submit>
      </p>
      <p class="soft">{words.returnedApart}</p>
    </form>
  </div>
)
