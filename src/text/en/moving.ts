import type { moving as ja } from '../ja/moving.ts'

const fileOf = { families: 'family', patrons: 'patron', items: 'item', bibs: 'bib' }
const list = (names: readonly string[]) => names.join(', ')

export const moving: typeof ja = {
  want: want => {
    switch (want.is) {
      case 'filled':
        return 'must not be empty'
      case 'day':
        return 'a day as 2026-04-01, S55.3.12 or 昭和55年3月12日'
      case 'instant':
        return 'a day, or a time as 2026-04-01T10:00:00'
      case 'count':
        return 'a number'
      case 'flag':
        return 'yes or no (1 or 0)'
      case 'card':
        return 'up to 20 digits and letters'
      case 'branch':
        return 'a branch of the settings, by its code or name'
      case 'json':
        return 'JSON'
      case 'oneOf':
        return `one of ${list(want.values)}`
      case 'once':
        return `each stands once: line ${want.firstLine} has it already`
      case 'takenIn':
        return `a ${fileOf[want.of]} that was taken in`
      case 'file':
        return 'a file that is there'
      case 'closedQuote':
        return 'a quotation mark that is closed again'
      case 'used':
        return 'nobody uses this column: name it under `unused` in move-in.yaml'
      case 'fileUsed':
        return 'nobody reads this file: is its name right (docs/moving-in.md)?'
      case 'code':
        return 'a code of the table in move-in.yaml'
      case 'readable':
        return `characters of ${want.encoding}`
      case 'ownCharacter':
        return `外字 ${want.code}: say under \`gaiji\` in move-in.yaml which character is meant`
      case 'cells':
        return `${want.wanted} cells as in the header, not ${want.found}`
      case 'bytes':
        return `${want.wanted} bytes, not ${want.found}`
      case 'columnOfFile':
        return `a column of this file: ${list(want.names)}`
      case 'columnOfForm':
        return `one of ${list(want.names)}`
      case 'stateHas':
        return `must not be empty where the state is ${want.state}`
      case 'stateHasNot':
        return `must be empty where the state is ${want.state}`
      case 'neededBy':
        return `must not be empty where ${want.column} is filled`
      case 'freeItem':
        return 'a copy that no other loan, hold or journey has'
      case 'ofItsRecord':
        return 'a copy of the record that this row names'
      case 'ofOnePatron':
        return 'an order or a list is of one patron'
      case 'oneCardInUse':
        return 'a patron has one card in use: the earlier one needs its retired_on'
      case 'oneOpenHold':
        return 'the patron has a hold of this bib already'
      case 'oneOpenLoan':
        return 'the copy is on loan already'
      case 'oneSearch':
        return 'the patron has saved this search already'
      case 'oneWish':
        return 'the title is on this list already'
      case 'isbn':
        return 'an ISBN of 13 digits, beginning with 978 or 979'
      case 'shorter':
        return `at most ${want.max} characters`
      case 'checkDigit':
        return `a number whose last digit follows from the others (${want.by}): this one was mistyped or misread`
      case 'stopOfBranch':
        return 'a stop of the settings, and of this branch'
      case 'knownCategory':
        return 'a category of the settings'
      case 'earlierPassword':
        return 'four digits, 8 characters, or a hash as {sha256:before:SALT}HEX'
      case 'ourSecrets':
        return 'the secrets of the Kago that wrote this folder: put its secrets.json into DATA_DIR first'
      case 'record':
        return want.reason
      case 'database':
        return `the database does not take it: ${want.says}`
      case 'madeMissing':
        return `said to be "${want.was}", but there is no such loan or journey: taken in as missing`
      case 'leftEmpty':
        return want.of === 'phone'
          ? 'no telephone number: the patron was taken in without it'
          : 'no mail address: the patron was taken in without it'
      case 'birthDate':
        return 'a day on which somebody who lives can be born: before today, and no more than 130 years ago'
      case 'goneSinceBase':
        return 'a record that the rehearsal left here and that the files have no more: it was taken out'
      case 'staysSinceBase':
        return 'a record that the rehearsal left here and that the files have no more: it stays, for it has copies or holds'
      case 'onItsWay':
        return `its hold is in transit, but no journey was named: taken in as sent from ${want.from}`
      default:
        return want satisfies never
    }
  },
  table: {
    items: 'Items',
    families: 'Families',
    patrons: 'Patrons',
    cards: 'Cards',
    hidden: 'Hidden records and copies',
    notes: 'Notes to patrons',
    passwords: 'Passwords',
    loans: 'Loans',
    holds: 'Holds',
    transits: 'Transits',
    'saved-searches': 'Saved searches',
    wishes: 'Lists of books to read',
    requests: 'Requests',
  },
  figure: {
    patrons: 'Patrons by category',
    items: 'Items by home branch',
    cards: 'Cards',
    loans: 'Open loans by branch and the Monday of the week in which they are due',
    holds: 'Open holds by pickup location and state',
    requests: 'Requests by state',
    queue: 'The most wanted bibs, and whether their queues are in the same order',
  },
  report: {
    title: 'Report of the moving',
    rehearsal: 'This was a rehearsal: nothing was kept.',
    takenIn: 'Everything was taken in.',
    refused: 'Some rows cannot be used: no patron was taken in. Mend the files, or say --leave-out.',
    agrees: 'The figures of the files and of Kago agree, or are explained row by row.',
    differs: count => `${count} differences are not explained. Look into them before you open.`,
    tables: 'Rows that were read, and that could not be used',
    file: 'File',
    read: 'Read',
    leftOut: 'Left out',
    reconciliation: 'Reconciliation',
    key: 'Of these',
    inFiles: 'Files',
    inKago: 'Kago',
    unexplained: 'Unexplained',
    lines: 'Lines left out',
    problems: 'Row by row',
    line: 'Line',
    column: 'Column',
    value: 'Value',
    why: 'What would be right, or what was done',
    none: 'None.',
    more: (count, file) => `${count} more. All of them are in ${file}.`,
  },
}
