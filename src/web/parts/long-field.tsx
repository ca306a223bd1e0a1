type LongFieldProps = { name: string; label: string; hint: string; typed: string; wrong?: string | undefined }

/** Some lines to be typed, with their label, their hint, and what is wrong with them. */
export const LongField = ({ name, label, hint, typed, wrong }: LongFieldProps) => (
  <div class="field">
    <label for={name}>{label}</label>
    {wrong ? (
      <p class="error" id={`${name}-error`}>
        {wrong}
      </p>
    ) : null}
    <textarea
      id={name}
      name={name}
      rows={3}
      aria-describedby={wrong ? `${name}-error ${name}-hint` : `${name}-hint`}
      aria-invalid={wrong ? 'true' : undefined}
    >
      {typed}
    </textarea>
    <small id={`${name}-hint`}>{hint}</small>
  </div>
)
