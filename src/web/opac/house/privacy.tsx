import { settledInSightDays } from '#mistakes/rules/mistake.ts'
import { hasTerms } from '#patrons/agreement/terms.ts'
import { offers } from '#policy.ts'
import { pages, show } from '#web/page.ts'
import { paths } from '#web/paths.ts'
import { GuideFrame } from './guide-frame.tsx'
import { TermsLink } from './terms.tsx'

/** 個人情報のあつかい: what is kept of a patron, for how long, and who sees it, by the rules that are in force. */
export const privacyPages = pages().get(paths.privacy, c => {
  const { t, library } = c.var
  const words = t.privacy
  const { holds, passwords, cards } = library.policy
  const days = {
    inSight: holds.closedInSightDays,
    forgottenAfterYears: cards.forgottenAfterYears === 0 ? null : cards.forgottenAfterYears,
    idleMinutes: passwords.sessionIdleMinutes,
    passkeys: offers(library.policy, 'passkeys'),
    preRegistration: offers(library.policy, 'preRegistration') ? cards.preRegistrationDays : null,
    terms: hasTerms(library.policy),
    questions: offers(library.policy, 'questions') ? library.policy.questions.keptDays : null,
    mistakes: offers(library.policy, 'mistakes') ? settledInSightDays : null,
  }
  return show(
    c,
    <GuideFrame c={c} words={words}>
      {words.parts(days).map(({ title, lines }) => (
        <section class="stack tight">
          <h2>{title}</h2>
          {lines.map(line => (
            <p>{line}</p>
          ))}
        </section>
      ))}
      <p>
        <a href={paths.settings}>{words.toSettings}</a>
      </p>
      <TermsLink c={c} />
    </GuideFrame>,
  )
})
