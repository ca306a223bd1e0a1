import type { Names } from '#policy.ts'

/** 区分 as staff read it; a code that the library has no more stands as it is. */
export const categoryName = (categories: readonly { code: string; name: Names }[], code: string): string =>
  categories.find(category => category.code === code)?.name.ja ?? code
