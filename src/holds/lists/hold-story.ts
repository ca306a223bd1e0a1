import type { HoldId, PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { loadStory, type StoryLine } from './story-store.ts'

export type { StoryLine }

/** The story of a hold, oldest first, for the patron to whom it belongs; null for anybody else. */
export async function holdStory(library: Library, patronId: PatronId, holdId: HoldId): Promise<StoryLine[] | null> {
  const story = await loadStory(library.db, holdId)
  return story?.patronId === patronId ? story.lines : null
}
