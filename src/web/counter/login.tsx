import type { Context } from 'hono'
import { z } from 'zod'
import { listBranches } from '#branches/list-branches.ts'
import { mayStandAt } from '#staff/rules/roles.ts'
import {
  endStaffSession,
  findStaffSession,
  rememberStaffBrowser,
  type StaffRefusal,
  signInStaff,
  standAt,
} from '#staff/sign-in-staff.ts'
import { counter as words } from '#text/ja/counter/desk.ts'
import { clearSigned, readSigned, writeSigned } from '../cookies.ts'
import { readForm, readQuery, text } from '../forms.ts'
import { say } from '../gate/guard.tsx'
import { type Page, pages, show } from '../page.ts'
import { asSent, Field, PostForm, Submit } from '../parts/form.tsx'
import { isDeskPath } from '../path-table.ts'
import { anonymousFormToken, isOwnForm } from '../session.ts'
import { desk } from './desk-paths.ts'
import { CounterLayout, sayAtDesk } from './layout.tsx'
import { deskSessionOf, staffOf } from './session.tsx'

const next = z.string().refine(isDeskPath).optional().catch(undefined)

const loginForm = z.object({
  login: text(40),
  password: z.string().min(1, 'missing').max(256, 'tooLong'),
  code: z.string().max(20, 'tooLong').default(''),
  next,
})

const nextQuery = z.object({ next })
const branchForm = z.object({ branch: text(40) })

/** 「職員ログイン」, the way out, and at which branch one stands. */
export const loginPages = pages()
  .get(desk.login, c => {
    const query = readQuery(c, nextQuery)
    return loginPage(c, { next: query.ok ? query.values.next : undefined })
  })
  .post(desk.login, async c => {
    if (!isOwnForm(c)) return say(c, 403)
    const form = readForm(c, loginForm)
    if (!form.ok) return loginPage(c, { login: form.typed.login, next: form.typed.next, errors: form.errors })
    const { library } = c.var
    const device = readSigned(c, 'staffDevice')
    const from = { device, address: c.var.address }
    const signedIn = await signInStaff(library, { ...form.values, branchId: null, ...from })
    if (!signedIn.ok) return loginPage(c, { ...form.values, refusal: signedIn.refusal.why })
    const old = readSigned(c, 'staff')
    if (old) await endStaffSession(library, old)
    writeSigned(c, 'staff', signedIn.value, null)
    const staff = await findStaffSession(library, signedIn.value)
    if (staff) writeSigned(c, 'staffDevice', await rememberStaffBrowser(library, staff, device), 400)
    return c.redirect(form.values.next ?? desk.home, 303)
  })
  .post(desk.logout, async c => {
    await endStaffSession(c.var.library, deskSessionOf(c))
    clearSigned(c, 'staff')
    return c.redirect(desk.login, 303)
  })
  .get(desk.branch, c => branchPage(c))
  .post(desk.branch, async c => {
    const form = readForm(c, branchForm)
    const known = form.ok && (await listBranches(c.var.library)).find(branch => branch.id === form.values.branch)
    if (!known) return branchPage(c, 422)
    const stood = await standAt(c.var.library, deskSessionOf(c), staffOf(c), known.id)
    if (!stood.ok) return sayAtDesk(c, 'notYours', 403)
    return c.redirect(desk.home, 303)
  })

type Shown = {
  login?: string | undefined
  next?: string | undefined
  errors?: Partial<Record<string, string>>
  refusal?: StaffRefusal['why']
}

function loginPage(c: Context<Page>, { login, next, errors = {}, refusal }: Shown) {
  const isWrong = refusal !== undefined || Object.keys(errors).length > 0
  const status = refusal === 'busy' ? 503 : isWrong ? 422 : 200
  if (refusal === 'busy') c.header('retry-after', '5')
  const sent = asSent({ c, errors, typed: { login } })
  return show(
    c,
    <CounterLayout c={c} title={words.loginTitle}>
      <div class="sheet stack narrow">
        <h1>{words.loginTitle}</h1>
        {refusal ? (
          <p class="note ask" role="alert">
            {words.loginRefused[refusal]}
          </p>
        ) : null}
        <PostForm c={c} action={desk.login} token={anonymousFormToken(c)}>
          {next ? <input type="hidden" name="next" value={next} /> : null}
          <Field {...sent('login')} label={words.login} autocomplete="username" maxlength={40} autofocus />
          <Field
            {...sent('password')}
            type="password"
            label={words.password}
            autocomplete="current-password"
            maxlength={256}
          />
          <Field
            {...sent('code')}
            label={words.code}
            hint={words.codeHint}
            inputmode="numeric"
            autocomplete="one-time-code"
            maxlength={20}
          />
          <Submit look="chief" wide>
            {words.logIn}
          </Submit>
        </PostForm>
      </div>
    </CounterLayout>,
    status,
  )
}

async function branchPage(c: Context<Page>, status: 200 | 422 = 200) {
  const staff = staffOf(c)
  const { branchId } = staff
  const account = { ...staff, branchId: staff.ownBranchId }
  const branches = (await listBranches(c.var.library)).filter(({ id }) => mayStandAt(account, id))
  return show(
    c,
    <CounterLayout c={c} title={words.whichBranch}>
      <div class="sheet stack narrow">
        <h1>{words.whichBranch}</h1>
        <PostForm c={c} action={desk.branch}>
          <fieldset class="field">
            <legend>{words.standing}</legend>
            <div class="choices">
              {branches.map(branch => (
                <label class="pick">
                  <input type="radio" name="branch" value={branch.id} checked={branch.id === branchId} />
                  <span>{branch.name}</span>
                </label>
              ))}
            </div>
          </fieldset>
          <Submit look="chief">{words.changeBranch}</Submit>
        </PostForm>
      </div>
    </CounterLayout>,
    status,
  )
}
