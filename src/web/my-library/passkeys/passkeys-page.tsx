import type { Context } from 'hono'
import type { MyPasskey } from '#patrons/passkeys/my-passkeys.ts'
import type { Question } from '#patrons/passkeys/web-authn.ts'
import { passkeyNameMax, passkeysMax, type Site } from '#patrons/rules/signing-in/passkey.ts'
import { dayOf } from '#time/clock.ts'
import type { Page } from '#web/page.ts'
import { Done, ErrorSummary, Field, PostForm } from '#web/parts/form.tsx'
import { Layout } from '#web/parts/layout.tsx'
import { paths, withQuery } from '#web/paths.ts'
import { BackToSettings } from '../account/back-to-settings.tsx'
import { MyTrail } from '../frame.tsx'
import { DeviceForm } from './device-form.tsx'

type PasskeysProps = {
  c: Context<Page>
  passkeys: readonly MyPasskey[]
  done?: 'added' | 'removed' | undefined
  errors?: Partial<Record<'name' | 'current', string>>
  typed?: string | undefined
  no?: string
}

export function PasskeysPage({ c, passkeys, done, errors = {}, typed, no }: PasskeysProps) {
  const { t } = c.var
  const words = t.passkeys
  const lines = (['name', 'current'] as const).flatMap(field =>
    errors[field] ? [{ field, text: `${words[field]}：${errors[field]}` }] : [],
  )
  return (
    <Layout c={c} title={words.title}>
      <div class="stack narrow">
        <MyTrail t={t} here={words.title} />
        <h1>{words.title}</h1>
        {done ? <Done>{words.done[done]}</Done> : null}
        {no ? (
          <p class="note ask" role="alert" tabindex={-1} autofocus>
            {no}
          </p>
        ) : null}
        <ErrorSummary c={c} lines={lines} />
        <p>{words.why}</p>
        <section class="sheet stack">
          <h2>{words.listTitle}</h2>
          {passkeys.length === 0 ? <p>{words.none}</p> : null}
          <ul class="stack">
            {passkeys.map(one => (
              <li>
                <One c={c} passkey={one} />
              </li>
            ))}
          </ul>
        </section>
        <section class="sheet stack">
          <h2>{words.addTitle}</h2>
          {passkeys.length >= passkeysMax ? (
            <p>{words.tooMany(passkeysMax)}</p>
          ) : (
            <AddForm c={c} errors={errors} typed={typed} />
          )}
        </section>
        <BackToSettings c={c} />
      </div>
    </Layout>
  )
}

function One({ c, passkey: { id, name, addedAt, lastUsedAt, opens } }: { c: Context<Page>; passkey: MyPasskey }) {
  const { t } = c.var
  const words = t.passkeys
  const day = (at: Temporal.Instant) => t.dates.longDay(dayOf(at))
  return (
    <>
      <b class="name">{name}</b>
      <p class="soft">
        {words.added(day(addedAt))}　{lastUsedAt === null ? words.unused : words.used(day(lastUsedAt))}
      </p>
      {opens ? null : <p class="note ask">{words.opensNothing}</p>}
      <p>
        <a href={withQuery(paths.passkeys, { remove: id })} aria-label={words.removeOf(name)}>
          {words.remove}
        </a>
      </p>
    </>
  )
}

type AddProps = Pick<PasskeysProps, 'c' | 'typed'> & { errors: NonNullable<PasskeysProps['errors']> }

function AddForm({ c, errors, typed }: AddProps) {
  const words = c.var.t.passkeys
  return (
    <>
      <p class="note">{words.whose}</p>
      <noscript>
        <p class="note ask">{words.needsScript}</p>
      </noscript>
      <PostForm c={c} action={paths.passkeys}>
        <Field
          c={c}
          name="name"
          label={words.name}
          hint={words.nameHint}
          error={errors.name ? 'refused' : undefined}
          errorText={{ refused: errors.name ?? '' }}
          value={typed}
          autocomplete="off"
          maxlength={passkeyNameMax}
        />
        <CurrentField c={c} error={errors.current ?? null} />
        <button type="submit" class="button chief block" name="do" value="begin">
          {words.next}
        </button>
      </PostForm>
    </>
  )
}

const CurrentField = ({ c, error }: { c: Context<Page>; error: string | null }) => (
  <Field
    c={c}
    name="current"
    type="password"
    label={c.var.t.passkeys.current}
    hint={c.var.t.passkeys.currentWhy}
    error={error === null ? undefined : 'refused'}
    errorText={{ refused: error ?? '' }}
    autocomplete="current-password"
    maxlength={256}
  />
)

type MakeProps = { c: Context<Page>; name: string; site: Site; question: Question }

/** After the password: the device makes its passkey. */
export function MakePage({ c, name, site, question }: MakeProps) {
  const words = c.var.t.passkeys
  return (
    <Layout c={c} title={words.addTitle}>
      <div class="sheet stack narrow">
        <h1>{words.addTitle}</h1>
        <p>{words.makeWhy(name)}</p>
        <noscript>
          <p class="note ask">{words.needsScript}</p>
        </noscript>
        <p class="note ask" id="passkey-impossible" hidden>
          {words.needsBrowser}
        </p>
        <DeviceForm
          c={c}
          action={paths.passkeys}
          token={c.var.csrfToken}
          site={site}
          question={question}
          button={words.make}
          look="chief"
        >
          <input type="hidden" name="do" value="make" />
          <input type="hidden" name="name" value={name} />
        </DeviceForm>
        <p>
          <a href={paths.passkeys}>{words.title}</a>
        </p>
      </div>
    </Layout>
  )
}

export function RemovePage({ c, passkey, error }: { c: Context<Page>; passkey: MyPasskey; error: string | null }) {
  const words = c.var.t.passkeys
  const title = words.removeTitle(passkey.name)
  return (
    <Layout c={c} title={title}>
      <div class="sheet stack narrow">
        <h1>{title}</h1>
        <ErrorSummary c={c} lines={error === null ? [] : [{ field: 'current', text: `${words.current}：${error}` }]} />
        <p>{words.removeWhy}</p>
        <PostForm c={c} action={paths.passkeys}>
          <input type="hidden" name="id" value={passkey.id} />
          <CurrentField c={c} error={error} />
          <button type="submit" class="button danger block" name="do" value="remove">
            {words.removeDo}
          </button>
        </PostForm>
        <p>
          <a href={paths.passkeys}>{words.title}</a>
        </p>
      </div>
    </Layout>
  )
}
