import type { BibId } from '#ids.ts'

/** Why no source is asked. */
export type AskRefusal = { why: 'noIsbn' } | { why: 'noSources' } | { why: 'busy' }

/** Why nothing is taken over. */
export type TakeRefusal =
  | { why: 'unknownDraft' }
  /** A choice names a record that is not in the draft, or leaves a title out. */
  | { why: 'unknownChoice' }
  /** The bib to be changed has gone, or goes by the name of another. */
  | { why: 'bibGone' }
  /** Somebody changed the bib since the choice was shown. */
  | { why: 'changedSince'; bibId: BibId }
  /** This very record is in the catalogue: a second bib of it would only have to be merged again. */
  | { why: 'alreadyThere'; bibId: BibId }
