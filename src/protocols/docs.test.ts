import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { serveWeb, type WebServer } from '#web/serve.ts'
import { givenBib, givenBranches, givenIndex } from '../../test/given.ts'
import { givenPatron } from '../../test/given-patron.ts'
import { askJudge, haveJudge, readXml } from '../../test/judges.ts'
import { openLibrary, type TestLibrary } from '../../test/library.ts'
import { mountProtocols } from './mount.ts'

/** What the answer to each example has in it, by the heading it stands under. */
const answers: Record<string, RegExp[]> = {
  'OpenAPI 3.1': [/"openapi": "3\.1\.1"/],
  'SRU 1.1, 1.2 and 2.0': [/<numberOfRecords>1<.*図書館の本/s, /<scanResponse.*<value>図書館の本</s],
  'OAI-PMH 2.0': [/<ListRecords>.*図書館の本/s],
  'Availability by ISBN': [/"libkey":\{"中央":"貸出可"\}/],
  iCalendar: [/^BEGIN:VCALENDAR\r\n.*SUMMARY:中央図書館 開館\r\n/s],
  'Atom, OpenSearch, JSON-LD': [
    /<feed.*図書館の本/s,
    /<feed.*xml:lang="en".*News of /s,
    /"@type": ?"Book".*図書館の本/s,
  ],
  'RIS, BibTeX, COinS': [/^TY {2}- BOOK\r\nTI {2}- 図書館の本\r\n/],
  'OPDS 1.2 and 2.0': [/kind=acquisition.*図書館の本/s, /"publications":.*図書館の本/s],
  unAPI: [/^TY {2}- BOOK\r\nTI {2}- 図書館の本\r\n/],
  'DAIA 1.0': [/"service":"loan"/],
  'PAIA 1.4': [/"token_type":"Bearer"/],
  'Records of other libraries': [/<numberOfRecords>1<.*<leader>.*図書館の本/s],
}

let library: TestLibrary
let web: WebServer
beforeAll(async () => {
  library = await openLibrary()
  await givenBranches(library)
  await givenBib(library, { title: '図書館の本', year: 2014, isbns: ['9784101010014'] })
  await givenBib(library)
  await givenIndex(library)
  await givenPatron(library, { cardNumber: '12345678', password: '8264' })
  web = await serveWeb(library, { port: 0, host: '127.0.0.1', machines: mountProtocols })
})
afterAll(() => web.close())

const docs = readFileSync(new URL('../../docs/protocols.md', import.meta.url), 'utf8')
const sections = docs
  .split(/^## /m)
  .slice(1)
  // SIP2 is no page: its own test plays its example.
  .filter(section => !section.startsWith('SIP2'))

describe('docs/protocols.md', () => {
  const shown = sections.flatMap(section => {
    const heading = section.split('\n')[0]!
    return [...section.matchAll(/```sh\n(.*?)\n```/gs)].map(([, command], i) => ({ heading, i, command: command! }))
  })

  test('every protocol here has an example', () => {
    for (const heading of Object.keys(answers))
      expect([heading, shown.filter(one => one.heading === heading).length]).toEqual([
        heading,
        answers[heading]!.length,
      ])
  })

  test('every protocol says what is not supported, and where it is set', () => {
    const all = docs.split(/^## /m).slice(1)
    const silent = all
      .filter(section => !/not supported|Not in it/i.test(section))
      .map(section => section.split('\n')[0])
    expect(silent).toEqual([])
    const settings = docs.slice(0, docs.indexOf('\n## ')).toLowerCase()
    const unset = all.map(section => section.split(/[\s,:]/)[0]!.toLowerCase()).filter(name => !settings.includes(name))
    expect(unset).toEqual([])
  })

  test.each(shown.filter(({ heading }) => heading in answers))(
    '$heading, example $i works as it stands',
    async ({ heading, i, command }) => {
      if (!haveJudge('curl', 'curl')) return
      const said = await askJudge('sh', ['-c', command.replaceAll('localhost:3000', `127.0.0.1:${web.port}`)])
      expect(said).toMatch(answers[heading]![i]!)
      if (said.startsWith('<?xml')) readXml(said)
    },
  )
})
