import type { BibId } from '#ids.ts'
import { paths } from '#web/paths.ts'

/** A title of somebody's own list, which leads to its page; one that is 非公開 has none for now, and is words alone. */
export const TitleLink = ({ of }: { of: { bibId: BibId; title: string; hidden: boolean } }) =>
  of.hidden ? <span>{of.title}</span> : <a href={paths.bib(of.bibId)}>{of.title}</a>
