import { ndcClasses } from '#catalogue/rules/ndc.ts'
import { type LendingFact, namesOfPlaces } from '#circulation/lists/figures.ts'
import { oldestOf } from '#circulation/rules/age-group.ts'
import type { Library } from '#library.ts'
import { counterAdmin } from '#text/ja/counter/admin.ts'
import { ja } from '#text/ja.ts'

const words = counterAdmin.figures

/** What the figures' values are called: a category the library has no more goes by its code. */
export async function wordsOfFacts(library: Library): Promise<(fact: LendingFact, value: string | null) => string> {
  const places = await namesOfPlaces(library)
  const { patronCategories, itemCategories } = library.policy
  const nameIn = (categories: readonly { code: string; name: { ja: string } }[], code: string) =>
    categories.find(category => category.code === code)?.name.ja ?? code
  const kinds: Record<string, string> = ja.opac.kinds
  const audiences: Record<string, string> = ja.opac.audiences
  return (fact, value) => {
    if (value === null) return words.nothing[fact]
    switch (fact) {
      case 'branch':
      case 'stop':
        return places.get(`${fact}:${value}`) ?? value
      case 'patronCategory':
        return nameIn(patronCategories, value)
      case 'itemCategory':
        return nameIn(itemCategories, value)
      case 'ageGroup':
        return words.ages(Number(value), oldestOf(Number(value)))
      case 'area':
        return words.area(value)
      case 'kind':
        return kinds[value] ?? value
      case 'audience':
        return audiences[value] ?? value
      case 'ndcClass':
        return words.ndc(value, ndcClasses[Number(value)] ?? '')
      default:
        return fact satisfies never
    }
  }
}
