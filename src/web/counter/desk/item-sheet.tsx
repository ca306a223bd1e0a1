import type { Context } from 'hono'
import type { Mark } from '#circulation/desk/mark-item.ts'
import type { DeskItem } from '#circulation/lists/desk-item.ts'
import { itemStoryMax } from '#circulation/lists/show-item.ts'
import { counterAdmin } from '#text/ja/counter/admin.ts'
import { counterCataloguing } from '#text/ja/counter/cataloguing.ts'
import { counterHolds } from '#text/ja/counter/holds.ts'
import { dayOf } from '#time/clock.ts'
import type { Page } from '#web/page.ts'
import { Choice, PostForm, Submit } from '#web/parts/form.tsx'
import { withQuery } from '#web/paths.ts'
import { categoryName } from '../category-name.ts'
import { dayWords, momentWords } from '../day.ts'
import { desk } from '../desk-paths.ts'
import { ListEnds } from '../list-ends.tsx'
import { mayHere } from '../session.tsx'

const words = counterAdmin.items

/** One copy: what it is, where it is, what can be done with it, and its story. */
export const ItemSheet = ({ c, item }: { c: Context<Page>; item: DeskItem }) => (
  <>
    <section class="sheet stack tight">
      <h2>
        『{item.title}』 {item.barcode}
      </h2>
      <dl class="facts">
        <dt>{words.status}</dt>
        <dd>
          <span
            class={`state ${['missing', 'repair', 'withdrawn', 'onOrder', 'inProcess'].includes(item.status) ? 'ask' : ''}`}
          >
            {words.statuses[item.status]}
          </span>
          {item.transitTo ? ` → ${item.transitTo}` : ''} {item.pickupName ?? ''}
          {item.hidden ? <span class="state ask">{words.hidden[item.hidden]}</span> : null}
        </dd>
        <dt>{words.place}</dt>
        <dd>{[item.shelf, item.callNumber].filter(Boolean).join(' ')}</dd>
        <dt>{words.home}</dt>
        <dd>{item.homeName}</dd>
        <dt>{words.current}</dt>
        <dd>{item.currentName}</dd>
        <dt>{words.rule}</dt>
        <dd>{categoryName(c.var.library.policy.itemCategories, item.category)}</dd>
        {item.note ? (
          <>
            <dt>{words.note}</dt>
            <dd>{item.note}</dd>
          </>
        ) : null}
        {item.lostAt ? (
          <>
            <dt>{words.marks.lost}</dt>
            <dd>{words.lostSince(dayWords(dayOf(item.lostAt)))}</dd>
          </>
        ) : null}
        {item.dueOn ? (
          <>
            <dt>{words.dueOn}</dt>
            <dd>{dayWords(item.dueOn)}</dd>
          </>
        ) : null}
      </dl>
      <p class="row">
        <a class="button" href={desk.bib(item.bibId)}>
          {words.toBib}
        </a>
        {item.loanPatronId && mayHere(c, 'servePatrons') ? (
          <a class="button" href={desk.patron(item.loanPatronId)}>
            {words.onLoanTo}
          </a>
        ) : null}
        {item.holdId ? (
          <a class="button" href={desk.hold(item.holdId)}>
            {words.hold}
          </a>
        ) : null}
        {mayHere(c, 'catalogue') && item.hidden !== 'record' && item.status !== 'withdrawn' ? (
          <a class="button" href={desk.copyHidden(item.itemId)}>
            {item.hidden ? counterCataloguing.hiding.change : counterCataloguing.hiding.link}
          </a>
        ) : null}
        {item.transitTo ? (
          <a class="button" href={withQuery(desk.transitSlip, { barcode: item.barcode })}>
            {counterHolds.hold.transitSlip}
          </a>
        ) : null}
      </p>
    </section>
    <PostForm c={c} action={desk.itemMark} class="sheet line-act">
      <input type="hidden" name="barcode" value={item.barcode} />
      <MarkSelect id="mark" />
      <div class="field">
        <label for="reason">{words.reason}</label>
        <input id="reason" name="reason" type="text" maxlength={200} autocomplete="off" required />
      </div>
      <Submit>{words.markButton}</Submit>
    </PostForm>
    {mayHere(c, 'mergeRecords') ? (
      <details>
        <summary>{words.move}</summary>
        <PostForm c={c} action={desk.itemMove} class="line-act">
          <input type="hidden" name="barcode" value={item.barcode} />
          <div class="field">
            <label for="bib">{words.moveTo}</label>
            <input id="bib" name="bib" type="text" inputmode="numeric" maxlength={15} autocomplete="off" required />
          </div>
          <Submit>{words.moveButton}</Submit>
        </PostForm>
      </details>
    ) : null}
    <section class="stack tight">
      <h2>{words.story}</h2>
      <ListEnds shown={item.story.length} max={itemStoryMax} />
      <ol>
        {item.story.map(line => (
          <li>
            {momentWords(line.at)}　{words.happenings[line.why] ?? line.why}　→ {words.statuses[line.to]}
            {'　'}
            <span class="soft">
              {[
                line.branchName,
                line.actor.replace(/^(staff|machine):/, ''),
                words.details[line.detail ?? ''] ?? line.detail,
              ]
                .filter(Boolean)
                .join('　')}
            </span>
          </li>
        ))}
      </ol>
    </section>
  </>
)

/** What a copy can be said to be. */
export const MarkSelect = ({ id, chosen }: { id: string; chosen?: Mark }) => (
  <Choice
    name="mark"
    id={id}
    label={words.mark}
    options={(['missing', 'repair', 'withdrawn', 'inProcess', 'found', 'lost', 'settled'] as const).map(mark => [
      mark,
      words.marks[mark],
    ])}
    chosen={chosen}
  />
)
