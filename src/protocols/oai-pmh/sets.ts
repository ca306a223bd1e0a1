import type { Stamp, StampRange } from '#catalogue/changes/list-changes.ts'
import { bibKinds } from '#catalogue/rules/bib.ts'
import { ndcClasses } from '#catalogue/rules/ndc.ts'
import { ja } from '#text/ja.ts'

export type OaiSet = { spec: string; name: string; of: NonNullable<StampRange['of']> }

/** By 類 of the NDC, and by 資料種別. No set stands below another. */
export const oaiSets: readonly OaiSet[] = [
  ...ndcClasses.map((name, mainClass) => ({
    spec: `ndc-${mainClass}`,
    name: `${mainClass} ${name}`,
    of: { mainClass },
  })),
  { spec: 'ndc-none', name: ja.search.filters.noClass, of: { mainClass: null } },
  ...bibKinds.map(kind => ({ spec: `kind-${kind}`, name: ja.opac.kinds[kind], of: { kind } })),
]

/** The sets of a record. */
export const setsOf = ({ kind, mainClass }: Stamp): string[] => [`ndc-${mainClass ?? 'none'}`, `kind-${kind}`]
