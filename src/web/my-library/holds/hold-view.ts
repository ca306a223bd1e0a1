import type { Context } from 'hono'
import type { StoryLine } from '#holds/lists/hold-story.ts'
import type { MyHold } from '#holds/lists/my-holds.ts'
import type { Choices } from '#holds/ordering/my-choices.ts'
import type { Page } from '#web/page.ts'
import type { RefusalWords } from '../refusal.tsx'

/** What can be changed at a hold; each has its own small form. */
export const changes = [
  'pickup',
  'suspend',
  'resume',
  'needed',
  'noLongerNeeded',
  'giveWay',
  'lengthen',
  'series',
  'ordinary',
] as const
export type Change = (typeof changes)[number]

/** What came of a change: done, or refused in words. */
export type Said = { change: Change; refused: RefusalWords | null }

export type HoldView = {
  c: Context<Page>
  hold: MyHold
  story: StoryLine[]
  choices: Choices
  /** The patron's other holds: those that could be a series with this one, or are. */
  others: MyHold[]
  newOrderId: string
  /** Until when its time on the shelf could be lengthened; null when that is not offered, or not possible. */
  longerUntil: Temporal.PlainDate | null
  said: Said | null
}
