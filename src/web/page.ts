import { type Context, Hono } from 'hono'
import type { HtmlEscapedString } from 'hono/utils/html'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import type { Library } from '#library.ts'
import type { Language, Text } from '#text/language.ts'

/** Who is looking at the page. An anonymous visitor costs no database connection and no stored row. */
export type Visitor =
  | { is: 'anonymous'; terminal: Terminal | null }
  | {
      is: 'patron'
      patronId: number
      /** True after a login with the 仮パスワード: nothing but the password change is reachable (M05). */
      mustChangePassword: boolean
      /** Bound to the session, carried by every form (see parts/form.tsx). */
      csrfToken: string
      /** Lines in the 予約かご, for the masthead. */
      basketCount: number
      terminal: Terminal | null
    }

/** 館内蔵書検索機: a registered in-library terminal, or null on the patron's own device. */
export type Terminal = { id: number; branchId: string; name: string }

/** What every handler finds in its context. */
export type Page = {
  Variables: {
    library: Library
    visitor: Visitor
    language: Language
    t: Text
    requestStart: number
  }
}

/** A group of pages: routes are added to it where they are defined and mounted in app.ts. */
export const pages = () => new Hono<Page>()

/** Answers with a whole page. */
export const show = (
  c: Context<Page>,
  view: HtmlEscapedString | Promise<HtmlEscapedString>,
  status: ContentfulStatusCode = 200,
) => c.html(`<!doctype html>${view}`, status)
