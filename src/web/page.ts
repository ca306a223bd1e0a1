import { type Context, Hono } from 'hono'
import type { HtmlEscapedString } from 'hono/utils/html'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import type { Terminal } from '#patrons/terminals/terminal.ts'
import type { StaffMember } from '#staff/sign-in-staff.ts'
import { isJapanese, type Language } from '#text/language.ts'
import type { Text } from '#text/text.ts'
import { inFieldOrder } from './leaving/field-order.ts'
import { markJapanese } from './leaving/japanese-marked.ts'
import { showReadings } from './leaving/readings-shown.ts'
import type { Today } from './today.ts'

/** The fields of a form, in the order of their first appearance. */
export type FormFields = ReadonlyMap<string, readonly string[]>

/** A file that came with a form. */
export type Upload = { name: string; bytes: Buffer }

/** Who is looking at the page. An anonymous visitor costs no database connection and no stored row. */
export type Visitor =
  | { is: 'anonymous'; terminal: Terminal | null }
  | {
      is: 'patron'
      /** Whose card is used: of who is signed in, or of their family. */
      patronId: PatronId
      /** Not null: it is the card of this one, used by the patron `ownPatronId` who is signed in. */
      actingFor: { name: string; ownPatronId: PatronId } | null
      /** True after a login with the 仮パスワード: nothing but the password change is reachable (M05). */
      mustChangePassword: boolean
      /** Not null: until then no page shows what this patron reads (patrons/by-mail/use-link.ts). */
      veiledUntil: Temporal.Instant | null
      /** Bound to the session, carried by every form (see parts/form.tsx). */
      csrfToken: string
      /** Lines in the 予約かご, for the masthead. */
      basketCount: number
      terminal: Terminal | null
    }

/** What every handler finds in its context. */
export type Page = {
  Variables: {
    library: Library
    visitor: Visitor
    /** Who is at work, on staff pages. */
    staff: StaffMember | null
    language: Language
    t: Text
    /** Came from the pages for children, and is shown the way back on every page until the book is reserved. */
    isChild: boolean
    today: Today
    /** Not null: the database is away, and the page says what was so at this instant. */
    asOf: Temporal.Instant | null
    requestStart: number
    /** Where the request comes from: an IPv4 address or the /64 of an IPv6 one. */
    address: string
    https: boolean
    /** HOST:PORT, by which this service knows itself, in small letters. */
    ownHosts: readonly string[]
    /** What was posted; null for a page that is only read. Handlers read it by `readForm`. */
    form: FormFields | null
    /** A file that came with it, on the one page that takes one. */
    file: Upload | null
    /** For the hidden field of PostForm: of the patron's session, or (set by the staff pages) of the staff's. */
    csrfToken: string | null
  }
}

const inContext = {
  ...{ library: true, visitor: true, staff: true, language: true, t: true, isChild: true, today: true, asOf: true },
  ...{ requestStart: true, address: true, https: true, ownHosts: true, form: true, file: true, csrfToken: true },
} satisfies Record<keyof Page['Variables'], true>

/** What `c.var` is of a request: each of its names is looked up when it is read. */
class LookedUp {
  readonly context: Context<Page>

  constructor(context: Context<Page>) {
    this.context = context
  }
}
for (const name of Object.keys(inContext) as (keyof typeof inContext)[])
  Object.defineProperty(LookedUp.prototype, name, {
    get(this: LookedUp) {
      return this.context.get(name)
    },
  })

/**
 * Makes it cheap to look at `c.var`: Hono copies all of it for each look, and a page of twenty hits looks a hundred
 * times.
 */
export const lookUpEach = (c: Context<Page>): void =>
  void Object.defineProperty(c, 'var', { value: new LookedUp(c), configurable: true })

/** A group of pages: routes are added to it where they are defined and mounted in app.ts. */
export const pages = () => new Hono<Page>()

/**
 * Answers with a whole page. Of a form that was not taken, its title says so first: it is what a screen reader reads
 * first.
 */
export const show = (
  c: Context<Page>,
  view: HtmlEscapedString | Promise<HtmlEscapedString>,
  status: ContentfulStatusCode = 200,
) => c.html(wholePage(c, isRefused(status) ? inFieldOrder(withErrorTitle(c, `${view}`)) : `${view}`), status)

/**
 * The document of a page, with its readings as ruby; where its language is not Japanese, what stands on it in Japanese
 * says so.
 */
export const wholePage = (c: Context<Page>, html: string): string =>
  `<!doctype html>${isJapanese(c.get('language')) ? showReadings(html) : markJapanese(html)}`

const isRefused = (status: ContentfulStatusCode) => status === 409 || status === 422

const withErrorTitle = (c: Context<Page>, html: string) =>
  html.replace('<title>', () => `<title>${c.get('t').parts.errorTitle}`)
