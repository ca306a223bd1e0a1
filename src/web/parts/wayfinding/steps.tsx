type StepsProps = { label: string; names: readonly string[]; now: number }

/** Where one is on a way of several pages, e.g. 予約かご → 予約内容確認 → 予約結果. */
export const Steps = ({ label, names, now }: StepsProps) => (
  <ol class="steps" aria-label={label}>
    {names.map((name, index) => (
      <li aria-current={index === now ? 'step' : undefined}>{name}</li>
    ))}
  </ol>
)
