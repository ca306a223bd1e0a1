/**
 * Whether the day by which somebody must have set up their one-time code is near enough to be told of: within a year. A
 * library that asks for none sets a day far away, and a day far away presses nobody.
 */
export const isCodeDueSoon = (dueOn: Temporal.PlainDate, today: Temporal.PlainDate): boolean =>
  Temporal.PlainDate.compare(dueOn, today.add({ years: 1 })) <= 0
