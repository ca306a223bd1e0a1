import { gzipSync } from 'node:zlib'
import { beforeEach, describe, expect, test } from 'vitest'
import type { BibRecord } from '#catalogue/rules/bib.ts'
import { BibId, BranchId, DraftId } from '#ids.ts'
import { mountProtocols } from '#protocols/mount.ts'
import { serveWeb } from '#web/serve.ts'
import { givenBib, givenBranches, givenIndex } from '../../test/given.ts'
import { openLibrary, type TestLibrary } from '../../test/library.ts'
import { givenSource, ndlAnswer, saying } from '../../test/record-source.ts'
import { addCopy } from './add-copy.ts'
import { askSources, readCopiedFile } from './ask-sources.ts'
import { addSource, listSources, removeSource } from './change-sources.ts'
import { fieldNames, proposed } from './rules/fields.ts'
import type { SourceForm } from './rules/source.ts'
import { showDraft } from './show-draft.ts'
import { takeRecord } from './take-record.ts'

const staff = { login: 'shunin' }
const isbn = '9784101010014'

let library: TestLibrary
beforeEach(async () => {
  library = await openLibrary({ connections: 4 })
  await givenBranches(library)
  for (const { name } of await listSources(library)) await removeSource(library, staff, name)
})

async function source(name: string, url: string, form: SourceForm = 'dcndl') {
  const added = await addSource(library, staff, { name, url, form })
  if (!added.ok) throw new Error(added.refusal.whys.join())
}

async function asked(typed = isbn, timeoutMs = 400) {
  const draft = await askSources(library, staff, typed, { timeoutMs })
  if (!draft.ok) throw new Error(draft.refusal.why)
  return (await showDraft(library, draft.value))!
}

/** Everything as it is proposed. */
const proposal = (ours: BibRecord | null, copied: readonly BibRecord[]) =>
  Object.fromEntries(fieldNames.map(field => [field, proposed(field, ours, copied)])) as Parameters<
    typeof takeRecord
  >[2]['chosen']

const bibRow = (id: BibId) => library.db.selectFrom('bib').where('id', '=', id).selectAll().executeTakeFirstOrThrow()

describe('records come from', () => {
  test.each([
    ['as XML', {}],
    ['escaped', { escaped: true }],
  ])('the national library, %s', async (_, how) => {
    await source('NDL', await givenSource(saying(ndlAnswer('人魚の船', isbn, how))))
    const { draft, copied } = await asked('4-10-101001-3')
    expect(draft.answers).toMatchObject([{ source: 'NDL', is: 'found', more: 0 }])
    expect(copied.map(({ bib }) => bib)).toEqual([
      {
        sourceKey: 'JTNDL:029910014',
        kind: 'book',
        title: '人魚の船',
        titleReading: 'ニンギョ ノ フネ',
        subtitle: '海の話',
        otherTitles: [],
        otherTitleReadings: [],
        volume: '上',
        series: null,
        seriesReading: null,
        responsibility: '波多瀬凪 著',
        creators: [{ name: '波多瀬 凪, 1971-', reading: 'ハタセ ナギ', role: null }],
        publisher: '灯台書房',
        place: '新潟',
        published: '2024.3',
        year: 2024,
        isbns: [isbn],
        issn: null,
        ndc: ['662.1', '913.6'],
        subjects: ['漁業--日本'],
        subjectReadings: ['ギョギョウ--ニホン'],
        extent: '210p ; 20cm',
        contents: null,
        note: null,
        audience: 'general',
        language: 'jpn',
        url: null,
      },
    ])
  })

  test.each(['marcxml', 'dcndl'] as const)('another Kago, as %s', async form => {
    const other = await openLibrary({ connections: 4 })
    await givenBranches(other)
    await givenBib(other, {
      title: '人魚の船',
      titleReading: 'ニンギョ ノ フネ',
      subtitle: '海の話',
      creators: [{ name: '波多瀬 凪', reading: 'ハタセ ナギ', role: null }],
      isbns: [isbn],
      subjects: ['漁業--日本'],
      ndc: ['662.1'],
      items: [{ barcode: '990000001' }],
    })
    await givenIndex(other)
    const web = await serveWeb(other, { port: 0, host: '127.0.0.1', machines: mountProtocols })
    await source('となりの市', `http://127.0.0.1:${web.port}/sru`, form)
    const { draft, copied } = await asked(isbn, 5_000)
    await web.close()
    expect(draft.answers).toMatchObject([{ is: 'found', more: 0 }])
    expect(copied[0]!.bib).toMatchObject({
      title: '人魚の船',
      titleReading: 'ニンギョ ノ フネ',
      subtitle: '海の話',
      creators: [{ name: '波多瀬 凪', reading: 'ハタセ ナギ' }],
      publisher: '岩波書店',
      year: 2014,
      isbns: [isbn],
      ndc: ['662.1'],
      subjects: ['漁業--日本'],
      extent: '378p ; 19cm',
    })
    const taken = await takeRecord(library, staff, {
      draftId: draft.id,
      chosen: proposal(null, [copied[0]!.bib]),
      into: null,
    })
    const { raw } = await bibRow(taken.ok ? taken.value : BibId(0))
    // The MARC record comes along, the copies of the other library do not.
    expect(raw === null).toBe(form === 'dcndl')
    expect(JSON.stringify(raw)).not.toContain('990000001')
  })

  test('JSON in the shape of openBD', async () => {
    const book = {
      summary: {
        isbn,
        title: '人魚の船',
        volume: '上',
        series: '',
        publisher: '灯台書房',
        pubdate: '202403',
        author: '波多瀬凪/著',
      },
      onix: {
        DescriptiveDetail: {
          TitleDetail: {
            TitleElement: {
              TitleText: { content: '人魚の船', collationkey: 'にんぎょのふね' },
              Subtitle: { content: '海の話' },
            },
          },
          Contributor: [
            { PersonName: { content: '波多瀬 凪', collationkey: 'ハタセ ナギ' }, ContributorRole: ['A01'] },
          ],
          Extent: [{ ExtentType: '11', ExtentValue: '210' }],
          Language: [{ LanguageCode: 'jpn' }],
        },
        CollateralDetail: {
          TextContent: [
            { TextType: '03', Text: '港の町の話。' },
            { TextType: '04', Text: '一　船\n二　灯台' },
          ],
        },
      },
    }
    let askedFor = ''
    const url = await givenSource((request, response) => {
      askedFor = request.url!
      response.end(JSON.stringify([book]))
    })
    await source('openBD', `${url}v1/get?isbn={isbn}`, 'openbd')
    const { copied } = await asked()
    expect(askedFor).toBe(`/v1/get?isbn=${isbn}`)
    expect(copied[0]!.bib).toMatchObject({
      title: '人魚の船',
      titleReading: 'ニンギョノフネ',
      subtitle: '海の話',
      volume: '上',
      series: null,
      creators: [{ name: '波多瀬 凪', reading: 'ハタセ ナギ', role: '著' }],
      published: '2024.3',
      year: 2024,
      extent: '210p',
      note: '港の町の話。',
      contents: '一　船\n二　灯台',
    })
  })

  test('a file, and what in it cannot be read is said', async () => {
    const marc = `<collection><record><leader>00000nam a2200000 i 4500</leader><controlfield tag="001">77</controlfield>
      <datafield tag="245" ind1="0" ind2="0"><subfield code="a">人魚の船</subfield></datafield></record></collection>`
    const good = (await showDraft(
      library,
      await readCopiedFile(library, staff, { name: 'a.xml', bytes: Buffer.from(marc) }),
    ))!
    expect(good.copied).toMatchObject([{ source: 'a.xml', bib: { title: '人魚の船', sourceKey: 'file:77' } }])
    for (const bytes of ['', 'これは書誌ではない', '\u0000\u0001\u0002', '<a>'].map(text => Buffer.from(text))) {
      const bad = (await showDraft(library, await readCopiedFile(library, staff, { name: 'b', bytes })))!
      expect(bad.draft.answers).toMatchObject([{ is: 'failed', why: 'unreadable', said: expect.stringMatching(/./) }])
    }
  })

  test('a small file that unpacks without end is read no further', async () => {
    for (const [content, said] of [
      [`{"a":"${'b'.repeat(50_000)}"}\n`.repeat(500), 'becomes too large'],
      ['{}\n'.repeat(1_000_000), 'more than 20,000 records'],
    ] as const) {
      const bytes = gzipSync(content)
      expect(bytes.length).toBeLessThan(100_000)
      const { draft } = (await showDraft(library, await readCopiedFile(library, staff, { name: 'bomb.gz', bytes })))!
      expect(draft.answers).toMatchObject([{ is: 'failed', said: expect.stringContaining(said) }])
    }
  })
})

test('a source that is slow, dead, endless or wrong is said so, and the others are there', async () => {
  const silent = await givenSource(() => {})
  const halfway = await givenSource((_request, response) => void response.write('<?xml version="1.0"?><searchRetr'))
  const endless = await givenSource((_request, response) => {
    const piece = Buffer.alloc(1 << 16, ' ')
    const write = () => {
      while (response.writable && response.write(piece));
      response.once('drain', write)
    }
    write()
  })
  const dead = await givenSource(request => void request.socket.destroy())
  await source('good', await givenSource(saying(ndlAnswer('人魚の船', isbn))))
  for (const [name, url] of Object.entries({ silent, halfway, endless, dead })) await source(name, url)
  const { draft, copied } = await asked()
  expect(copied).toHaveLength(1)
  expect(Object.fromEntries(draft.answers.map(one => [one.source, one.is === 'failed' ? one.why : one.is]))).toEqual({
    good: 'found',
    silent: 'slow',
    halfway: 'slow',
    endless: 'tooLarge',
    dead: 'dead',
  })
})

const sru = (inner: string) => `<searchRetrieveResponse>${inner}</searchRetrieveResponse>`
test.each([
  ['an error', saying('no', 500), 'refused'],
  ['another address', saying('', 302), 'refused'],
  ['a page', saying('<!doctype html><title>Welcome</title>'), 'unreadable'],
  ['nothing', saying(''), 'unreadable'],
  ['JSON', saying('{"a":1}'), 'unreadable'],
  ['a document type', saying('<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'), 'unreadable'],
  ['XML that is no answer', saying('<a/>'), 'unreadable'],
  ['a count without records', saying(sru('<numberOfRecords>3</numberOfRecords>')), 'unreadable'],
  ['records without titles', saying(ndlAnswer('', isbn).replaceAll(/ : [^<]+/g, '')), 'unreadable'],
  ['deep nesting', saying(`${'<a>'.repeat(50_000)}${'</a>'.repeat(50_000)}`), 'unreadable'],
  [
    'a diagnostic',
    saying(
      sru(
        '<numberOfRecords>0</numberOfRecords><diagnostics><diagnostic><message>too busy</message></diagnostic></diagnostics>',
      ),
    ),
    'refused',
  ],
  ['that it has none', saying(sru('<numberOfRecords>0</numberOfRecords>')), 'nothing'],
] as const)('a source that answers %s', async (_, answer, is) => {
  await source('odd', await givenSource(answer))
  const { draft, copied } = await asked()
  expect(copied).toEqual([])
  const [said] = draft.answers
  expect(said!.is === 'failed' ? said!.why : said!.is).toBe(is)
})

describe('a record is taken', () => {
  test('new, once, however often the form is sent, and found under its ISBN', async () => {
    await source('NDL', await givenSource(saying(ndlAnswer('人魚の船', isbn))))
    const { draft, copied, known } = await asked()
    expect(known).toEqual([])
    const taking = { draftId: draft.id, chosen: proposal(null, [copied[0]!.bib]), into: null }
    const [first, second] = await Promise.all([takeRecord(library, staff, taking), takeRecord(library, staff, taking)])
    expect(first.ok).toBe(true)
    expect(second).toEqual(first)
    await givenIndex(library)
    const again = await asked()
    expect(again.known.map(({ title }) => title)).toEqual(['人魚の船'])
    // The same record is not made a second time.
    expect(await takeRecord(library, staff, { ...taking, draftId: again.draft.id })).toMatchObject({
      ok: false,
      refusal: { why: 'alreadyThere', bibId: again.known[0]!.id },
    })
    const audits = await library.db.selectFrom('audit').where('did', '=', 'takeRecord').selectAll().execute()
    expect(audits).toHaveLength(1)
  })

  test('into the one that is there, field by field; what is not taken stays', async () => {
    const { id } = await givenBib(library, {
      title: '人魚の舟',
      isbns: [isbn],
      note: 'わたしたちの注',
      ndc: [],
      extent: null,
    })
    await givenIndex(library)
    await source('NDL', await givenSource(saying(ndlAnswer('人魚の船', isbn))))
    const { draft, copied, known } = await asked()
    expect(known.map(one => one.id)).toEqual([id])
    const ours = known[0]!
    const chosen = { ...proposal(ours, [copied[0]!.bib]), title: 0, extent: 0, publisher: 'none' } as const
    const into = { bibId: id, seenAt: ours.changedAt.toString() }
    library.clock.forward({ minutes: 1 })
    expect(await takeRecord(library, staff, { draftId: draft.id, chosen, into })).toEqual({ ok: true, value: id })
    expect(await bibRow(id)).toMatchObject({
      source_key: ours.sourceKey,
      title: '人魚の船',
      title_reading: 'ニンギョ ノ フネ',
      note: 'わたしたちの注',
      publisher: null,
      ndc: ['662.1', '913.6'],
      extent: '210p ; 20cm',
    })
    // Who still has the page of before open changes nothing.
    const late = await asked()
    expect(await takeRecord(library, staff, { draftId: late.draft.id, chosen, into })).toMatchObject({
      ok: false,
      refusal: { why: 'changedSince', bibId: id },
    })
  })

  test('from nowhere never', async () => {
    const chosen = proposal(null, [])
    const draftId = DraftId('00000000-0000-4000-8000-000000000000')
    expect(await takeRecord(library, staff, { draftId, chosen, into: null })).toMatchObject({
      refusal: { why: 'unknownDraft' },
    })
    await source('NDL', await givenSource(saying(ndlAnswer('人魚の船', isbn))))
    const { draft, copied } = await asked()
    const good = proposal(null, [copied[0]!.bib])
    for (const wrong of [{ title: 'none' }, { title: 7 }, { note: 'ours' }, { kind: 'none' }] as const)
      expect(
        await takeRecord(library, staff, { draftId: draft.id, chosen: { ...good, ...wrong }, into: null }),
      ).toMatchObject({ refusal: { why: 'unknownChoice' } })
    const into = { bibId: BibId(4711), seenAt: '2026-11-24T00:00:00Z' }
    expect(await takeRecord(library, staff, { draftId: draft.id, chosen: good, into })).toMatchObject({
      refusal: { why: 'bibGone' },
    })
    expect(await library.db.selectFrom('bib').select('id').execute()).toEqual([])
  })
})

test('what is no ISBN is not asked for, nor anything where no source is set', async () => {
  expect(await askSources(library, staff, 'ねこ')).toMatchObject({ refusal: { why: 'noIsbn' } })
  expect(await askSources(library, staff, isbn)).toMatchObject({ refusal: { why: 'noSources' } })
})

test('a new library asks the national library; a source is judged before it is added', async () => {
  const fresh = await openLibrary({ connections: 2 })
  expect(await listSources(fresh)).toMatchObject([{ name: '国立国会図書館サーチ', form: 'dcndl' }])
  const add = (name: string, url: string, form: SourceForm = 'marcxml') => addSource(fresh, staff, { name, url, form })
  expect(await add('国立国会図書館サーチ', 'ftp://a/')).toMatchObject({ refusal: { whys: ['nameTaken', 'url'] } })
  expect(await add(' ', 'https://user:secret@example.jp/sru')).toMatchObject({ refusal: { whys: ['name', 'url'] } })
  expect(await add('本', 'https://example.jp/get', 'openbd')).toMatchObject({ refusal: { whys: ['noIsbnInUrl'] } })
  for (const name of ['a', 'b', 'c', 'd', 'e'])
    expect(await add(name, 'https://example.jp/sru')).toMatchObject({ ok: true })
  expect(await add('f', 'https://example.jp/sru')).toMatchObject({ refusal: { whys: ['tooMany'] } })
})

describe('a copy is added', () => {
  const copy = {
    barcode: 'a710000009a',
    branchId: BranchId('asahi'),
    shelf: '一般',
    callNumber: '662.1/ﾊ',
    category: 'normal',
    coming: null,
  }

  test('once, by the code as a scanner reads it, on the shelf of its branch', async () => {
    const { id } = await givenBib(library, { items: 0 })
    expect(await addCopy(library, staff, id, copy)).toEqual({ ok: true, value: '710000009' })
    expect(await addCopy(library, staff, id, copy)).toEqual({ ok: true, value: '710000009' })
    const items = await library.db.selectFrom('item').selectAll().execute()
    expect(items).toMatchObject([
      { barcode: '710000009', bib_id: id, home_branch_id: 'asahi', current_branch_id: 'asahi', status: 'shelf' },
    ])
    expect(items[0]!.joined_on.toString()).toBe('2026-11-24')
  })

  test('and everything that is wrong is said at once', async () => {
    const { id } = await givenBib(library, { items: [{ barcode: '710000001' }] })
    const other = await givenBib(library, { items: 0 })
    const add = (bibId: BibId, change: Partial<typeof copy>) => addCopy(library, staff, bibId, { ...copy, ...change })
    expect(
      await add(other.id, { barcode: '710000001', branchId: BranchId('nowhere'), category: 'none' }),
    ).toMatchObject({
      refusal: { whys: ['unknownBranch', 'unknownCategory', 'barcodeTaken'] },
    })
    expect(await add(id, { barcode: '<b>' })).toMatchObject({ refusal: { whys: ['barcode'] } })
    expect(await add(BibId(4711), {})).toMatchObject({ refusal: { whys: ['bibGone'] } })
    expect(await library.db.selectFrom('item').select('id').execute()).toHaveLength(1)
  })

  test('of two desks that give one code to two books one is told', async () => {
    const [one, two] = [await givenBib(library, { items: 0 }), await givenBib(library, { items: 0 })]
    const both = await Promise.all([one, two].map(({ id }) => addCopy(library, staff, id, copy)))
    expect(both.filter(({ ok }) => ok)).toHaveLength(1)
    expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: { whys: ['barcodeTaken'] } })
  })
})

test('what is hidden is offered to be changed, so that nobody makes the record again', async () => {
  await source('NDL', await givenSource(saying(ndlAnswer('人魚の船', isbn))))
  const hidden = await givenBib(library, { title: '人魚の船', isbns: [isbn] })
  await library.db
    .updateTable('bib')
    .set({ hidden_at: library.clock.now(), hidden_by: 'shunin', hidden_because: '確認中' })
    .where('id', '=', hidden.id)
    .execute()
  expect((await asked()).known).toMatchObject([{ id: hidden.id }])
})
