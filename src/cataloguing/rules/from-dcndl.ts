import type { BibKind, BibRecord, Creator } from '#catalogue/rules/bib.ts'
import { saidReadings, sourceKeyOf } from '#catalogue/rules/imported/imported.ts'
import { otherTitlesOf } from '#catalogue/rules/imported/other-titles.ts'
import { safeUrl } from '#catalogue/rules/marc/from-marc.ts'
import { datedName } from '#catalogue/rules/marc/heading.ts'
import { firstYear, readIsbn } from '#catalogue/rules/marc/numbers.ts'
import { readingWithoutInversion, toKatakana } from '#catalogue/rules/marc/reading.ts'
import { childrenOf, elementsIn, textOf, type XmlElement } from '#std/xml-element.ts'

/**
 * What DC-NDL (RDF), the format of the National Diet Library, says of a book. What it says of copies is its holder's.
 * @param agency whose number the record has, when it does not have one of the National Diet Library
 * @returns null when it has no title
 */
export function readDcndl(rdf: XmlElement, agency: string, number: string): BibRecord | null {
  const bib = elementsIn(rdf, 'BibResource').find(one => one.children.length > 0)
  if (!bib) return null
  const titles = titleOf(bib)
  if (titles === null) return null
  const texts = (name: string) => childrenOf(bib, name).flatMap(one => textOf(one) ?? [])
  const identifiers = (kind: string) => typed(childrenOf(bib, 'identifier'), kind)
  const [publisher] = childrenOf(bib, 'publisher').flatMap(one => elementsIn(one, 'Agent'))
  const published = texts('date')[0] ?? texts('issued')[0] ?? null
  const series = describedIn(bib, 'seriesTitle')
  const ndlNumber = identifiers('NDLBibID')[0]
  return {
    sourceKey: ndlNumber ? sourceKeyOf('JTNDL', ndlNumber) : sourceKeyOf(agency, number),
    kind: kindOf(childrenOf(bib, 'materialType')),
    ...titles,
    ...otherTitlesOf(
      titles.title,
      describedIn(bib, 'alternative').map(({ value, reading }) => ({ title: value, reading })),
    ),
    volume: describedIn(bib, 'volume')[0]?.value ?? null,
    series: series[0]?.value ?? null,
    seriesReading: series[0]?.reading ?? null,
    responsibility: literals(bib, 'creator').join(' ; ') || null,
    creators: creatorsOf(bib),
    publisher: publisher ? textOf(childrenOf(publisher, 'name')[0]) : null,
    place: publisher ? textOf(childrenOf(publisher, 'location')[0]) : null,
    published,
    year: firstYear(texts('issued')[0] ?? published),
    isbns: [...new Set(identifiers('ISBN').flatMap(text => readIsbn(text) ?? []))],
    issn: identifiers('ISSN')[0] ?? null,
    ndc: ndcOf(bib),
    ...subjectsOf(bib),
    extent: texts('extent')[0] ?? null,
    contents: contentsOf(bib),
    note: texts('description').join('\n') || null,
    audience: audienceOf(texts('audience')),
    language: typed(childrenOf(bib, 'language'), 'ISO639-2')[0] ?? null,
    url: safeUrl(childrenOf(bib, 'seeAlso').map(one => one.attributes.resource ?? null)),
  }
}

/** 『題名 : 副題』, with the reading of the title. The title alone may stand in dc:title, the whole in dcterms:title. */
function titleOf(bib: XmlElement): Pick<BibRecord, 'title' | 'titleReading' | 'subtitle'> | null {
  const described = describedIn(bib, 'title')[0]
  const whole = literals(bib, 'title')[0] ?? described?.value ?? null
  if (whole === null) return null
  const named = described?.value ?? whole
  const apart = (whole.startsWith(named) ? whole : named).split(/ : /)
  const title = apart[0]!.trim()
  if (title === '') return null
  const reading = (described?.reading ?? '').split(' : ')[0]!.trim() || null
  return { title, titleReading: reading, subtitle: apart.slice(1).join(' : ').trim() || null }
}

/** Texts with their readings: an rdf:Description with rdf:value and dcndl:transcription in it. */
function describedIn(bib: XmlElement, name: string): { value: string; reading: string | null }[] {
  return childrenOf(bib, name).flatMap(one => {
    const [description] = childrenOf(one, 'Description')
    if (!description) return name === 'title' ? [] : valueOnly(textOf(one))
    const value = textOf(childrenOf(description, 'value')[0])
    const reading = textOf(childrenOf(description, 'transcription')[0])
    return value === null ? [] : [{ value, reading: reading && toKatakana(reading) }]
  })
}

const valueOnly = (value: string | null) => (value === null ? [] : [{ value, reading: null }])

/** What is said as plain text, and not as an element of its own. */
const literals = (bib: XmlElement, name: string): string[] =>
  childrenOf(bib, name)
    .filter(one => one.children.every(child => typeof child === 'string'))
    .flatMap(one => textOf(one) ?? [])

/** Texts whose rdf:datatype ends in this name. */
const typed = (elements: XmlElement[], kind: string): string[] =>
  elements.filter(one => one.attributes.datatype?.endsWith(`/${kind}`)).flatMap(one => textOf(one) ?? [])

function creatorsOf(bib: XmlElement): Creator[] {
  return childrenOf(bib, 'creator').flatMap(one => {
    const [agent] = childrenOf(one, 'Agent')
    const name = agent && namedOf(textOf(childrenOf(agent, 'name')[0]))
    if (!agent || !name) return []
    const reading = textOf(childrenOf(agent, 'transcription')[0])
    return [{ name, reading: reading && readingWithoutInversion(toKatakana(withoutYears(reading))), role: null }]
  })
}

/** 夏目, 漱石, 1867-1916 as a heading writes it: the years tell a name from another, and stay behind it. */
function namedOf(heading: string | null): string | null {
  if (heading === null) return null
  const name = withoutYears(heading)
  return datedName(name, name === heading ? null : heading.slice(name.length).replace(/^,\s*/, ''))
}

const withoutYears = (heading: string) => heading.replace(/,\s*(?:\d|-\d|\[\d)[^,]*$/, '')

const ndcResource = /\/class\/ndc(8|9|10)?\/([0-9.]+)$/

/** The newest edition first, a notation once. */
function ndcOf(bib: XmlElement): string[] {
  const subjects = childrenOf(bib, 'subject')
  const byEdition = [
    ...subjects.flatMap(({ attributes }) => {
      const [, edition = '9', notation] = ndcResource.exec(attributes.resource ?? '') ?? []
      return notation ? [{ edition: Number(edition), notation }] : []
    }),
    ...['NDC10', 'NDC9', 'NDC', 'NDC8'].flatMap((kind, at) =>
      typed(subjects, kind).map(notation => ({ edition: 10 - at, notation })),
    ),
  ]
  byEdition.sort((one, other) => other.edition - one.edition)
  return [...new Set(byEdition.map(({ notation }) => notation))]
}

function subjectsOf(bib: XmlElement): Pick<BibRecord, 'subjects' | 'subjectReadings'> {
  const found = new Map<string, string>()
  for (const { value, reading } of childrenOf(bib, 'subject').flatMap(one => {
    const [description] = childrenOf(one, 'Description')
    const value = description && textOf(childrenOf(description, 'value')[0])
    return value ? [{ value, reading: textOf(childrenOf(description!, 'transcription')[0]) }] : []
  }))
    if (!found.get(value)) found.set(value, toKatakana(reading ?? ''))
  return { subjects: [...found.keys()], subjectReadings: saidReadings([...found.values()]) }
}

/** 目次 and 内容細目: the parts, each with its title. */
function contentsOf(bib: XmlElement): string | null {
  const parts = childrenOf(bib, 'partInformation').flatMap(one => {
    const [description] = childrenOf(one, 'Description')
    return (description && textOf(childrenOf(description, 'value')[0] ?? childrenOf(description, 'title')[0])) ?? []
  })
  return [...parts, ...literals(bib, 'tableOfContents')].join(' ; ') || null
}

function audienceOf(said: string[]): BibRecord['audience'] {
  if (said.some(one => /児童|幼児|子ども/.test(one))) return 'child'
  return said.some(one => /青少年|ヤングアダルト/.test(one)) ? 'youngAdult' : 'general'
}

/** What the others do not say is a book. */
function kindOf(types: XmlElement[]): BibKind {
  const named = types.map(({ attributes }) => attributes.resource?.replace(/^.*\//, '') ?? '')
  if (named.includes('ElectronicResource')) return 'electronic'
  if (named.includes('Journal') || named.includes('Newspaper')) return 'magazine'
  return named.some(one => /^(Audio-Visual|MovingImage|Sound|SoundRecording|VideoMaterial)$/i.test(one))
    ? 'audiovisual'
    : 'book'
}
