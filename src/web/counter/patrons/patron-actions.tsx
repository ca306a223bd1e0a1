import type { Context } from 'hono'
import type { PatronView } from '#patrons/patron-view.ts'
import { counterMerge } from '#text/ja/counter/merge.ts'
import { counterPatrons as words } from '#text/ja/counter/patrons.ts'
import type { Page } from '#web/page.ts'
import { Field, PostForm, Press, Submit } from '#web/parts/form.tsx'
import { withQuery } from '#web/paths.ts'
import { desk } from '../desk-paths.ts'
import { mayHere } from '../session.tsx'

/** What a desk does with a card and a password, behind a disclosure: none of it is pressed in passing. */
export const PatronDeeds = ({ c, patron }: { c: Context<Page>; patron: PatronView }) => {
  const { patronId } = patron
  return (
    <section class="stack tight">
      <h2>{words.patron.manage}</h2>
      {mayHere(c, 'resetPassword') ? (
        <p class="row">
          <a class="button" href={desk.patronReset(patronId)}>
            {words.patron.reset}
          </a>
          {patron.signInStopped ? (
            <Press c={c} action={desk.patronUnlock(patronId)}>
              {words.patron.unlock}
            </Press>
          ) : null}
        </p>
      ) : null}
      {mayHere(c, 'mergeRecords') ? (
        <p>
          <a class="button" href={withQuery(desk.mergePatrons, { from: patronId })}>
            {counterMerge.patrons.link}
          </a>
        </p>
      ) : null}
      <Press c={c} action={desk.patronExtend(patronId)}>
        {words.patron.extend}
      </Press>
      <details>
        <summary>{words.patron.reissue}</summary>
        <div class="stack">
          <PostForm c={c} action={desk.patronCard(patronId)} class="stack tight">
            <p>{words.patron.reissueWhy}</p>
            <div class="line-act">
              <div class="field">
                <label for="cardNumber">{words.patron.newCardNumber}</label>
                <input id="cardNumber" name="cardNumber" type="text" autocomplete="off" maxlength={60} required />
              </div>
              <Submit>{words.patron.reissueButton}</Submit>
            </div>
          </PostForm>
          {patron.cardNumber ? (
            <Press c={c} action={desk.patronCard(patronId)} fields={{ lost: 'yes' }} look="danger">
              {words.patron.retireButton}
            </Press>
          ) : null}
        </div>
      </details>
      <details>
        <summary>{words.patron.stop}</summary>
        {patron.stoppedBecause === null ? (
          <PostForm c={c} action={desk.patronStop(patronId)} class="stack tight">
            <input type="hidden" name="stops" value="yes" />
            <p>{words.patron.stopWhy}</p>
            <div class="line-act">
              <Field c={c} name="because" label={words.patron.stopReason} maxlength={200} required />
              <Submit look="danger">{words.patron.stopButton}</Submit>
            </div>
          </PostForm>
        ) : (
          <Press c={c} action={desk.patronStop(patronId)} fields={{ stops: 'no' }}>
            {words.patron.unstopButton}
          </Press>
        )}
      </details>
    </section>
  )
}
