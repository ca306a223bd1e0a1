import type { Child } from 'hono/jsx'

/** A list, a row each; on a narrow page a row becomes a card. A screen reader names it by `name`. */
export const ListTable = ({ name, heads, children }: { name: string; heads: readonly Child[]; children: Child }) => (
  <table class="cards">
    <caption class="unseen">{name}</caption>
    <thead>
      <tr>
        {heads.map(head => (
          <th scope="col">{head}</th>
        ))}
      </tr>
    </thead>
    <tbody>{children}</tbody>
  </table>
)

/** A cell whose head stands before it on a narrow page, where a number alone would say nothing. */
export const Labelled = ({ label, children }: { label: string; children: Child }) => (
  <td>
    <span class="lab">{label} </span>
    {children}
  </td>
)
