/** 非公開: since when, by whom and why the public does not see a record or a copy. Written, `by` is a login. */
export type HiddenMark = { at: Temporal.Instant; by: string; because: string }
