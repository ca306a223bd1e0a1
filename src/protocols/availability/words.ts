import type { CopyState } from '#catalogue/rules/availability.ts'

/**
 * The words of カーリル's libkey, the best first. 蔵書あり and 蔵書なし are theirs for whoever does not know more, and for a branch
 * that has nothing; we know more, and name no such branch.
 */
export const words = ['貸出可', '館内のみ', '休館中', '準備中', '予約中', '貸出中', '蔵書なし'] as const
export type Word = (typeof words)[number]

/**
 * What the best copy of a branch is called.
 * @param isClosed the branch has no hours today: what stands on its shelves cannot be had now
 * @param othersWait somebody waits for the title: a lent copy is not for whoever comes next
 */
export function wordOf(state: CopyState, isClosed: boolean, othersWait: boolean): Word {
  switch (state) {
    case 'available':
      return isClosed ? '休館中' : '貸出可'
    case 'inHouse':
      return isClosed ? '休館中' : '館内のみ'
    case 'onHoldShelf':
      return '予約中'
    case 'onLoan':
      return othersWait ? '予約中' : '貸出中'
    case 'inTransit':
    case 'inRepair':
    case 'onOrder':
    case 'inProcess':
      return '準備中'
    case 'missing':
      return '蔵書なし'
    default:
      return state satisfies never
  }
}
