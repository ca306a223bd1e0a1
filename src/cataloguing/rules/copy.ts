import { kindOfCode } from '#circulation/rules/code-form.ts'
import type { BranchId } from '#ids.ts'
import type { Coming } from '#items/rules/item.ts'
import type { Policy } from '#policy.ts'

/** 資料 that is added at a desk. */
export type NewCopy = {
  barcode: string
  branchId: BranchId
  /** 排架場所. */
  shelf: string | null
  /** 請求記号. */
  callNumber: string | null
  /** 資料区分: a code of the library's. */
  category: string
  /** 発注中, 整理中; null: it stands on the shelf. */
  coming: Coming | null
}

export type CopyRefusal =
  | 'barcodeMissing'
  | 'barcode'
  | 'isCard'
  | 'barcodeTaken'
  | 'unknownBranch'
  | 'unknownCategory'
  | 'bibGone'

/** Everything that is wrong with a new copy by itself; empty when nothing is. */
export function judgeCopy(
  policy: Pick<Policy, 'codes' | 'itemCategories'>,
  { barcode, branchId, category }: NewCopy,
  branches: readonly string[],
): CopyRefusal[] {
  const wrong: CopyRefusal[] = []
  const kind = kindOfCode(policy, barcode)
  if (barcode === '') wrong.push('barcodeMissing')
  else if (kind === 'card') wrong.push('isCard')
  else if (kind === 'neither' || !/^[\w.-]{1,40}$/.test(barcode)) wrong.push('barcode')
  if (!branches.includes(branchId)) wrong.push('unknownBranch')
  if (!policy.itemCategories.some(({ code }) => code === category)) wrong.push('unknownCategory')
  return wrong
}
