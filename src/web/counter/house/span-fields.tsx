import { counterAdmin } from '#text/ja/counter/admin.ts'

const words = { month: counterAdmin.statistics, date: counterAdmin.figures }

type Props = { type: 'date' | 'month'; from: { toString(): string }; until: { toString(): string } }

/** From which day or month until which a list or a count is wanted, both included. */
export const SpanFields = ({ type, from, until }: Props) => (
  <>
    <div class="field">
      <label for="from">{words[type].from}</label>
      <input id="from" name="from" type={type} value={from.toString()} />
    </div>
    <div class="field">
      <label for="until">{words[type].until}</label>
      <input id="until" name="until" type={type} value={until.toString()} />
    </div>
  </>
)
