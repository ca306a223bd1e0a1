type TrailProps = { label: string; steps: { name: string; href: string }[]; here: string }

/** The way back up, where a page lies deep. */
export const Trail = ({ label, steps, here }: TrailProps) => (
  <nav aria-label={label}>
    <ol class="trail">
      {steps.map(({ name, href }) => (
        <li>
          <a href={href}>{name}</a>
        </li>
      ))}
      <li aria-current="page">{here}</li>
    </ol>
  </nav>
)
