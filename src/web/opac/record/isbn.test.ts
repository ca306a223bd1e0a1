import { expect, test } from 'vitest'
import type { BibId } from '#ids.ts'
import { mergeBibs } from '#merging/merge-bibs.ts'
import { givenBib, givenIndex } from '../../../../test/given.ts'
import { staff } from '../../../../test/given-holds.ts'
import { serveLibrary } from '../../../../test/served.ts'

const { library, base } = await serveLibrary()

/** What somebody who kept the address sees there. */
async function at(isbn: string) {
  const answer = await fetch(`${base}/isbn/${isbn}`, { redirect: 'manual' })
  const page = await answer.text()
  return {
    status: answer.status,
    title: /<h1[^>]*>(.*?)<\/h1>/s.exec(page)?.[1]?.replace(/<[^>]*>/g, ''),
    canonical: /<link rel="canonical" href="([^"]*)"/.exec(page)?.[1],
  }
}
const merge = (from: BibId, into: BibId) => mergeBibs(library, staff, { from, into }, '同じ本')

test('the ISBN of a bib that was merged into another leads where its own ISBN leads, from the moment of the merge', async () => {
  const first = await givenBib(library, { title: '一つめの書誌', isbns: ['9784101010137'] })
  const second = await givenBib(library, { title: '二つめの書誌', isbns: ['9784003101018'] })
  const third = await givenBib(library, { title: '残る書誌', isbns: ['9784794970756'] })
  await givenIndex(library)
  expect(await at('9784101010137')).toEqual({
    status: 200,
    title: '一つめの書誌',
    canonical: `${base}/bib/${first.id}`,
  })

  const stays = { status: 200, title: '残る書誌', canonical: `${base}/bib/${third.id}` }
  await merge(first.id, second.id)
  await merge(second.id, third.id)
  // Nobody has told the index.
  for (const isbn of ['9784101010137', '9784003101018', '9784794970756'])
    expect([isbn, await at(isbn)]).toEqual([isbn, stays])
  await givenIndex(library)
  for (const isbn of ['9784101010137', '9784003101018', '9784794970756'])
    expect([isbn, await at(isbn)]).toEqual([isbn, stays])
})

test('two records of one ISBN are one after the merge, and none when what stays is gone', async () => {
  const from = await givenBib(library, { title: '重なった本', isbns: ['9784167110123'] })
  const into = await givenBib(library, { title: '重なった本', isbns: ['9784167110123'] })
  await givenIndex(library)
  expect((await at('9784167110123')).canonical).toBeUndefined()
  await merge(from.id, into.id)
  expect((await at('9784167110123')).canonical).toBe(`${base}/bib/${into.id}`)
  await library.db.updateTable('item').set({ status: 'withdrawn' }).where('bib_id', '=', into.id).execute()
  expect(await at('9784167110123')).toMatchObject({ status: 200, title: '所蔵していません' })
})
