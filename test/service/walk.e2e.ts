import { createReadStream, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { createGunzip } from 'node:zlib'
import { expect, test } from 'vitest'
import { checkIn } from '#circulation/desk/check-in.ts'
import { checkOut } from '#circulation/desk/check-out.ts'
import { sql } from '#database/database.ts'
import { BranchId } from '#ids.ts'
import { readInstant } from '#time/clock.ts'
import { visit } from '../browser.ts'
import { givenBranches } from '../given.ts'
import { givenPatron, signIn } from '../given-patron.ts'
import { openLibrary } from '../library.ts'
import { sharedData } from '../real-data.ts'
import { dataDirectory, environmentOf, runKago, startService } from './service.ts'

const records = join(sharedData, 'catalogue-ja', 'catalogue_ja.jsonl.gz')
const marc = join(sharedData, 'catalogue-ja', 'catalogue_ja.mrc.gz')

test('a walk on 75,405 real records: import, find, reserve, the night, capture elsewhere, arrive, fetch, check', async () => {
  const library = await openLibrary({ at: '2026-11-24T10:00:00' })
  await givenBranches(library)
  const patron = await givenPatron(library)
  const directory = dataDirectory()
  const env = environmentOf(library, directory)

  const items = await writeItems(join(directory, 'items.tsv'))
  const first = await runKago(['import', records], env)
  expect(first.out).toMatch(/^75405 records/)
  expect(first.error).toContain('record ')
  expect((await runKago(['import', marc], env)).out).toContain('bibs: 0 added')
  expect((await runKago(['import', items.file], env)).out).toContain(`items: ${items.count} added`)

  // Done before: a service that begins with a missed night takes no orders until it has made up for it.
  await runKago(['night', '--date', '2026-11-24'], env)
  const service = await startService(env)
  const { page } = await visit(service.url)
  const finds = async (query: string, title: string) => {
    await page.goto(`/search?q=${encodeURIComponent(query)}`)
    // Some records write 夏目 漱石, with a space.
    expect((await page.getByRole('main').textContent())?.replaceAll(' ', ''), query).toContain(
      title.replaceAll(' ', ''),
    )
  }
  // A catalogue of this size may still be read in when the first pages are served.
  await expect
    .poll(
      () =>
        finds('こころ', '夏目漱石').then(
          () => true,
          () => false,
        ),
      { timeout: 300_000, interval: 500 },
    )
    .toBe(true)
  await finds('ココロ', '夏目漱石')
  await finds('夏目漱石', '夏目漱石')
  await finds('なつめ そうせき', '夏目漱石')
  await finds(items.isbn, items.isbnTitle)

  await page.goto(`/search?q=${encodeURIComponent(items.isbn)}`)
  await page.getByRole('button', { name: '予約かごへ' }).first().click()
  await page.getByLabel('利用者カード番号').fill(patron.cardNumber)
  await page.getByLabel('パスワード').fill(patron.password)
  await page.getByRole('button', { name: 'ログイン' }).click()
  await page.getByLabel('朝日図書館').check()
  await page.getByLabel('自主確認').check()
  await page.getByRole('button', { name: '通常予約' }).click()
  await page.getByRole('button', { name: '予約', exact: true }).click()
  expect(await page.getByRole('main').textContent()).toContain('以下のタイトルについて予約を行いました。')
  await service.stop()

  expect((await runKago(['night', '--date', '2026-11-25'], env)).out).toContain('finished')
  library.clock.set(readInstant('2026-11-25T10:00:00'))
  const staff = { is: 'staff', login: 'test' } as const
  const { rows } = await sql<{ barcode: string }>`
      select i.barcode from item i join hold h on h.bib_id = i.bib_id where h.state = 'waiting' limit 1`.execute(
    library.db,
  )
  const barcode = rows[0]!.barcode
  expect(await checkIn(library, { actor: staff, branchId: BranchId('chuo'), barcode })).toMatchObject({
    do: 'send',
    to: 'asahi',
  })
  expect(await checkIn(library, { actor: staff, branchId: BranchId('asahi'), barcode })).toMatchObject({
    do: 'holdShelf',
  })

  const next = await startService({ ...env, KAGO_AT: '2026-11-25T11:00:00' })
  const later = await visit(next.url)
  await signIn(later.page, patron)
  await later.page.goto('/my/holds')
  expect(await later.page.getByRole('main').textContent()).toContain('貸出可能')
  await next.stop()
  expect(
    (await checkOut(library, { actor: staff, branchId: BranchId('asahi'), cardNumber: patron.cardNumber, barcode })).ok,
  ).toBe(true)

  const checked = await runKago(['check'], env)
  expect(checked.out).toContain('all is well')
  expect(checked.code).toBe(0)
}, 600_000)

/** Copies of every tenth real record, as a library's own table has them. */
async function writeItems(file: string): Promise<{ file: string; count: number; isbn: string; isbnTitle: string }> {
  const rows = ['id\tbarcode\tbranch\tcall_number']
  let found: { isbn: string; isbnTitle: string } | null = null
  let line = 0
  for await (const text of createInterface({ input: createReadStream(records).pipe(createGunzip()) })) {
    const record = JSON.parse(text) as { id: string; title: string; isbn13?: string; source: string }
    line++
    const isWanted = line % 10 === 0 || record.title === 'こころ'
    if (isWanted) rows.push([record.id, `9${String(line).padStart(8, '0')}`, '中央図書館', '913.6'].join('\t'))
    if (isWanted && record.isbn13 && record.source === 'japanmarc')
      found ??= { isbn: hyphenated(record.isbn13), isbnTitle: record.title.slice(0, 8) }
  }
  writeFileSync(file, `${rows.join('\n')}\n`)
  return { file, count: rows.length - 1, ...found! }
}

const hyphenated = (isbn: string) =>
  `${isbn.slice(0, 3)}-${isbn.slice(3, 4)}-${isbn.slice(4, 8)}-${isbn.slice(8, 12)}-${isbn.slice(12)}`
