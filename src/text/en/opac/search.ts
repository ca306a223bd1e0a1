import { grouped } from '../../grouped.ts'
import { recordLanguage } from '../../names/record-language.ts'
import type { Text } from '../../text.ts'

const count = (number: number) => grouped(number)

export const search: Text['search'] = {
  title: 'Search for books',
  resultsOf: asked => `Results for “${asked}”`,
  newTitle: 'New arrivals',
  newResultsOf: asked => `“${asked}” among the new arrivals`,
  newLead: since => `What came in since ${since}. This page searches among these only.`,
  newSearchLabel: 'Search among the new arrivals',
  newEmpty: 'Nothing new has come in lately.',
  total: number => (number === 1 ? '1 title' : `${count(number)} titles`),
  lead: 'By title, author, publisher or subject, in Japanese or in Roman letters. Several words with spaces between them must all be there.',
  hints: 'Hints',
  hintList: [
    '“夏目漱石 こころ” finds what has both words.',
    'A word with “-” before it is left out, as in “-まんが”.',
    'Words in "…" must stand together.',
    'ISBN, item number and call number work too.',
  ],

  filters: {
    title: 'Narrow down',
    available: 'Available now',
    availableOnly: 'Only what is available now',
    branches: 'Library',
    shelves: 'Place in the library',
    kinds: 'Kind',
    classes: 'Class',
    years: 'Year',
    creators: 'Author',
    audiences: 'For',
    noClass: 'No class',
    more: 'Show more',
    decade: year => `${year}s`,
    before: year => `before ${year}`,
    yearsFromTo: (from, to) => `${from ?? ''}–${to ?? ''}`,
    apply: 'Narrow down',
    remove: name => `Remove ${name}`,
    removeAll: 'Remove all',
    toFilters: 'Narrow down',
    chosen: 'Narrowed down to',
    count,
    further: 'Narrow by subject, series, publisher or language',
  },

  further: {
    title: 'Narrow down further',
    lead: total => `${count(total)} titles were found. Choose by what to narrow them.`,
    tooMany: max =>
      `More than ${count(max)} titles were found, so they were not counted. First narrow by library, class or year.`,
    none: 'The titles found have nothing to narrow them by.',
    back: 'Back to the results',
    groups: { languages: 'Language', subjects: 'Subject', series: 'Series', publishers: 'Publisher' },
  },
  languageName: code => recordLanguage('en', code),
  inLanguage: code => `in ${recordLanguage('en', code)}`,

  sort: {
    label: 'Order',
    names: {
      relevance: 'relevance',
      added: 'newly arrived',
      addedOldest: 'first arrived',
      newest: 'newest (year)',
      oldest: 'oldest (year)',
      title: 'title',
      titleBack: 'title, from the end',
      author: 'author',
      authorBack: 'author, from the end',
      popular: 'most borrowed',
      class: 'class',
      classBack: 'class, from the end',
    },
    size: 'Titles on a page',
    sizeOf: size => `${size} on a page`,
  },

  pager: {
    label: 'Pages',
    next: size => `Next ${size}`,
    previous: size => `Previous ${size}`,
    page: (page, of) => `Page ${page} of ${of}`,
    beyond: 'There is nothing after this.',
  },

  alsoSearched: spellings => `Also searched: ${spellings}.`,
  names: {
    searched: {
      name: typed => `Other names of “${typed}” were searched too: `,
      subject: typed => `The headings for “${typed}” were searched too: `,
    },
    name: {
      heading: 'Entered as',
      other: 'Other names',
      same: 'Other names',
      earlier: 'Earlier name',
      later: 'Later name',
      broader: 'See also',
      narrower: 'See also',
      related: 'See also',
    },
    subject: {
      heading: 'See',
      other: 'Means the same',
      same: 'See also',
      earlier: 'Earlier heading',
      later: 'Later heading',
      broader: 'See also (broader)',
      narrower: 'See also (narrower)',
      related: 'See also (related)',
    },
  },
  onlyAt: (branch, number) => `Only what ${branch} has (${count(number)})`,
  nearest: 'Near readings were searched.',
  nearestBody: asked => `Nothing was found for “${asked}” itself.`,
  didYouMean: 'Did you mean ',
  secondBarcode: 'The lower barcode on a Japanese book is its price. Please use the upper one, which begins with 978.',
  wrongIsbn: {
    length: digits =>
      `An ISBN has 13 or 10 digits; this number has ${digits}. Please compare it with the book: a digit may be missing, or one too many.`,
    digit: 'As an ISBN, one of these digits is wrong. Please compare it with the number on the book.',
  },
  onlyOne: asked => `This is the only title found for “${asked}”.`,

  inList: {
    label: 'Around this one in the results',
    before: 'Previous title',
    after: 'Next title',
    back: 'Back to the results',
    place: (nth, total) => `${nth} of ${total}`,
  },

  none: 'Nothing was found.',
  noneHelp: 'You could try:',
  noneTips: ['Look whether it is spelled right.', 'Try it in hiragana.', 'Try a shorter word.'],
  noneAuthors: 'the list of authors',
  noneWiden: 'the same search without narrowing down',
  noneFewerWords: asked => `“${asked}” alone`,
  noneClasses: 'the subject classes',
  noneAdvanced: 'the advanced search',
  noneInAll: 'the whole catalogue',
  elsewhere: {
    title: 'Look in other libraries',
    calil: 'Libraries of the whole country (Calil)',
    ndl: 'National Diet Library (NDL Search)',
    cinii: 'University libraries (CiNii Books)',
  },
  noneAsk: phone =>
    `A book that the library does not have may be borrowed from another library. Please ask at the counter or call ${phone}.`,
  notReadyTitle: 'The search is being prepared',
  notReadyBody: 'The catalogue is being read in. Please try again in a minute.',
  tooMany: 'There are many. Narrowing down or another word helps.',

  byline: parts => parts.filter(part => part !== null && part !== '').join(', '),
  year: year => `${year}`,

  refusal: (refusal, max) => {
    switch (refusal.why) {
      case 'tooLong':
        return `A search can have ${max} characters at most.`
      case 'tooManyWords':
        return `A search can have ${refusal.wordsMax} words at most.`
      case 'tooDeep':
        return 'There are too many brackets within brackets.'
      case 'nothingToSearch':
        return 'Signs alone cannot be searched. Please enter a title, an author or a reading.'
      case 'onlyExclusions':
        return 'Please enter what to look for, not only what to leave out.'
      default:
        return refusal satisfies never
    }
  },

  advanced: {
    title: 'Advanced search',
    lead: 'Leave empty what you do not know. The rows are joined from the top: “and” finds what fits both, “or” what fits either. What fits a row with “not” is left out.',
    joinOf: field => `How to join: ${field}`,
    join: { and: 'and', or: 'or', not: 'not' },
    any: 'Anywhere',
    fields: {
      title: 'Title',
      author: 'Author',
      publisher: 'Publisher',
      subject: 'Subject',
      series: 'Series',
      ndc: 'Class',
      isbn: 'ISBN',
    },
    notes: {
      title: '',
      author: '',
      publisher: '',
      subject: 'for example 近代文学',
      series: '',
      ndc: 'for example 913.6',
      isbn: 'with or without hyphens',
    },
    howOf: field => `How to match: ${field}`,
    how: { contains: 'contains', startsWith: 'begins with', exact: 'is exactly' },
    not: 'Leave out',
    years: 'Year',
    from: 'From year',
    to: 'To year',
    span: '–',
    anyLanguage: 'Any language',
    submit: 'Search',
    clear: 'Start again',
    simple: 'Back to the simple search',
    again: 'Change the search',
  },

  fieldIs: (field, text) => `${field}: ${text}`,
  joined: { and: (one, other) => `${one} and ${other}`, or: (one, other) => `${one} or ${other}` },
  together: joined => `(${joined})`,
  without: text => `without ${text}`,
  inClass: (notation, label) => (label ? `class ${notation} ${label}` : `class ${notation}`),
  about: subject => `subject ${subject}`,
  everything: 'The whole catalogue',
}
