import type { Context } from 'hono'
import type { PatronMessage, PatronView } from '#patrons/patron-view.ts'
import { newId } from '#std/new-id.ts'
import { counterPatrons } from '#text/ja/counter/patrons.ts'
import { dates } from '#text/ja/dates.ts'
import { dayOf } from '#time/clock.ts'
import type { Page } from '#web/page.ts'
import { PostForm, Press, Submit } from '#web/parts/form.tsx'
import { LongField } from '#web/parts/long-field.tsx'
import { desk } from '../desk-paths.ts'

const words = counterPatrons.patron.messages

type Props = { c: Context<Page>; patron: PatronView; messages: readonly PatronMessage[]; typed: string }

/** ご本人への便り: what was not read yet, and one more. @param typed what was not taken just now */
export const PatronMessages = ({ c, patron: { patronId }, messages, typed }: Props) => (
  <section class="stack tight">
    <h2>{words.title}</h2>
    {messages.length === 0 ? <p>{words.none}</p> : <p>{words.unread}</p>}
    <ul class="stack tight">
      {messages.map(message => (
        <li class="row">
          <span>
            <span class="prewrap">{message.words}</span>{' '}
            <span class="soft">{words.by(message.writtenBy, dates.longDay(dayOf(message.writtenAt)))}</span>
          </span>
          <Press
            c={c}
            action={desk.patronMessages(patronId)}
            fields={{ gone: message.id }}
            label={words.takeBackOf(message.words)}
            look="quiet"
          >
            {words.takeBack}
          </Press>
        </li>
      ))}
    </ul>
    <PostForm c={c} action={desk.patronMessages(patronId)} class="stack tight">
      <input type="hidden" name="id" value={newId()} />
      <LongField name="message" label={words.label} hint={words.why} typed={typed} />
      <Submit>{words.write}</Submit>
    </PostForm>
  </section>
)
