import type { Context } from 'hono'
import type { PatronId } from '#ids.ts'
import type { Relative } from '#patrons/family/my-family.ts'
import { counterPatrons } from '#text/ja/counter/patrons.ts'
import type { Page } from '#web/page.ts'
import { Press } from '#web/parts/form.tsx'
import { desk } from '../desk-paths.ts'

type Props = { c: Context<Page>; patronId: PatronId; family: { members: Relative[]; carers: Relative[] } }

/** 家族のカード at the counter: who uses whose, and the end of it for who asks, a child among them. */
export function PatronFamily({ c, patronId, family: { members, carers } }: Props) {
  const words = counterPatrons.patron.family
  if (members.length + carers.length === 0) return null
  const line = (as: 'member' | 'carer', { patronId: other, name }: Relative) => (
    <li class="row">
      <span>{as === 'member' ? words.uses(name) : words.isUsedBy(name)}</span>
      <Press
        c={c}
        action={desk.patronFamily(patronId)}
        fields={{ [as]: `${other}` }}
        label={words.endOf(name)}
        look="quiet"
      >
        {words.end}
      </Press>
    </li>
  )
  return (
    <section class="stack tight">
      <h2>{words.title}</h2>
      <ul class="stack tight">
        {carers.map(one => line('carer', one))}
        {members.map(one => line('member', one))}
      </ul>
    </section>
  )
}
