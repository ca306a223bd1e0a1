import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import type { Question } from '#patrons/passkeys/web-authn.ts'
import type { Site } from '#patrons/rules/signing-in/passkey.ts'
import { assetPath } from '#web/assets.ts'
import type { Page } from '#web/page.ts'

type DeviceFormProps = {
  c: Context<Page>
  action: string
  token: string | null
  site: Site
  /** What the device of the patron is asked when the button is pressed. */
  question: Question
  button: string
  look: 'chief' | 'quiet'
  /** What else is sent. */
  children?: Child
}

/**
 * A form whose one field the device of the patron fills in. Out of sight until the script finds that it can; one a
 * page.
 */
export const DeviceForm = ({ c, action, token, site, question, button, look, children }: DeviceFormProps) => (
  <>
    <form
      method="post"
      action={action}
      class="stack"
      hidden
      data-passkey={JSON.stringify({ host: site.host, question })}
    >
      {children}
      <input type="hidden" name="answer" value="" />
      {token === null ? null : <input type="hidden" name="csrf" value={token} />}
      <button type="submit" class={`button ${look} block`}>
        {button}
      </button>
    </form>
    <p class="note ask" role="alert" id="passkey-failed" tabindex={-1} hidden>
      {c.var.t.passkeys.failed}
    </p>
    <script type="module" src={assetPath('passkey.js')} />
  </>
)
