import type { Context } from 'hono'
import { BranchId } from '#ids.ts'
import { addFirstAdmin, type FirstAdminFault } from '#opening/set-up.ts'
import { currentDescription } from '#settings/change-description.ts'
import { counterAdmin } from '#text/ja/counter/admin.ts'
import { settings } from '#text/ja/settings.ts'
import { type Page, pages, show } from '../page.ts'
import { Field, PostForm, Submit } from '../parts/form.tsx'
import { paths } from '../paths.ts'
import type { Evening } from './evening.ts'
import { SetUpFrame, setUpPath } from './frame.tsx'
import { typedIn } from './steps.tsx'

/** The last step: the first administrator, with a password and a one-time code. Then the library is open. */
export const adminPages = (evening: Evening) => {
  const { setUp } = settings

  const page = (c: Context<Page>, sentences: string[] = []) =>
    show(
      c,
      <SetUpFrame c={c} secret={evening.secret} step="admin" sentences={sentences}>
        <p>{setUp.adminWhy}</p>
        <PostForm c={c} action={setUpPath(evening.secret, 'admin')} class="sheet stack">
          <Field
            c={c}
            name="login"
            label={setUp.login}
            hint={setUp.loginHint}
            value={typedIn(c)('login')}
            maxlength={40}
          />
          <Field c={c} name="name" label={setUp.name} value={typedIn(c)('name')} maxlength={60} />
          <Field
            c={c}
            name="password"
            type="password"
            label={setUp.password}
            autocomplete="new-password"
            maxlength={256}
          />
          <p>{setUp.secret(evening.codeSecret)}</p>
          <Field c={c} name="code" label={setUp.code} inputmode="numeric" autocomplete="one-time-code" maxlength={20} />
          <Submit look="chief">{setUp.open}</Submit>
        </PostForm>
      </SetUpFrame>,
      sentences.length > 0 ? 422 : 200,
    )

  return pages()
    .get(setUpPath(':secret', 'admin'), c => page(c))
    .post(setUpPath(':secret', 'admin'), async c => {
      const { description } = await currentDescription(c.var.library)
      const central = description.branches.find(branch => branch.central)
      if (!central) return page(c, [setUp.placesNone])
      const typed = typedIn(c)
      const name = typed('name').trim()
      const added = await addFirstAdmin(c.var.library, {
        ...{ login: typed('login').trim(), name, password: typed('password'), branchId: BranchId(central.code) },
        ...{ codeSecret: evening.codeSecret, code: typed('code') },
      })
      if (!added.ok) {
        const own: Partial<Record<FirstAdminFault, string>> = {
          name: `${setUp.name}：${c.var.t.forms.fieldErrors.missing}`,
          code: setUp.codeWrong,
        }
        return page(
          c,
          added.refusal.whys.map(why => own[why] ?? counterAdmin.staff.refused[why]!),
        )
      }
      evening.isOver = true
      evening.opened()
      return show(
        c,
        <SetUpFrame c={c} secret={evening.secret} step="admin">
          <div class="note good stack tight" role="status">
            <h2>{setUp.doneTitle}</h2>
            <p>{setUp.done}</p>
          </div>
          <p>
            <a class="button chief" href={paths.counterLogin}>
              {setUp.goToLogin}
            </a>
          </p>
        </SetUpFrame>,
      )
    })
}
