import type { ChangeRefusal, Plan } from '#settings/change-description.ts'
import type { Effects, Stranded } from '#settings/enact.ts'
import type { Problem, Wants } from '#settings/problem.ts'
import type { Change } from '#settings/rules/changes.ts'

/** What a description says, at a terminal. */

const shown = (value: unknown): string => {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > 160 ? `${text.slice(0, 160)}…` : text
}

export const problemWords = ({ path, value, wants }: Problem): string => {
  const at = path.join('.') || 'the file'
  const is = value === undefined || wants.is === 'known' ? at : `${at} is ${shown(value)}`
  return `${is}: ${wantsWords(wants)}`
}

const forms: Record<string, string> = {
  hours: 'two times such as 09:30-19:00',
  hoursOrder: 'the second time is after the first',
  day: 'a day such as 2026-12-01',
  coordinates: 'latitude and longitude such as 38.2239,139.4800',
  monthDay: 'a month and day such as 12-29',
  monthly: 'a day of the month such as 第3木曜, 最終金曜, 月末 or 毎月15日',
  monthlyVisit: 'weekdays of the month such as 第2・第4火曜',
  closing: 'either monthly (第3木曜), or from and until (12-29), and a reason',
  visit: 'hours, and one of everyWeeks with from, monthly with from, or days',
  code: 'a code: small letters, digits and hyphens, the first a letter',
  weekday: 'monday, tuesday, … sunday',
  readable: 'text without characters that cannot be shown',
  email: 'a mail address',
  url: 'an address that begins with https://',
  clockTime: 'a time such as 09:30',
  codeForms: 'forms of a number, as ########,K@#### (# is a digit, @ a letter), up to ten of them',
  colour: 'a colour such as #1d3c78',
  oneLine: 'one line of at most 80 characters',
  planWord: 'at most 30 characters without ｜, 〜 and lines',
  shape: 'a shelf as 日本の小説｜一般｜913〜914｜2,3｜6×1',
  callsOrder: 'call numbers whose first stands before the last',
  regex: 'of another form: kago settings schema has it',
}

const types: Record<string, string> = {
  int: 'a whole number',
  string: 'a text; digits alone need quotes around them to be one',
  boolean: 'true or false',
  array: 'a list',
  object: 'a list of settings with their names (name: value)',
}

function wantsWords(wants: Wants): string {
  switch (wants.is) {
    case 'present':
      return 'is missing'
    case 'known':
      return `there is no setting ${wants.names.join(', ')}`
    case 'type':
      return `it is to be ${types[wants.type] ?? `a ${wants.type}`}`
    case 'oneOf':
      return `it is to be one of ${wants.options.join(', ')}`
    case 'atLeast':
      return `at least ${wants.min}${sizes[wants.of]}`
    case 'atMost':
      return `at most ${wants.max}${sizes[wants.of]}`
    case 'between':
      return `it is to be a whole number from ${wants.min} to ${wants.max}`
    case 'form':
      return `it is to be ${forms[wants.form] ?? wants.form}`
    case 'another':
      return 'stands there twice'
    case 'oneCentral':
      return 'exactly one branch is to be central: true'
    case 'containing':
      return `${wants.codes.join(' and ')} must be among them`
    case 'widerRow':
      return `a row that says this may name ${wants.names.join(' and ')} alone`
    case 'somethingSaid':
      return 'the row says nothing'
    case 'contrast':
      return `its contrast with white is ${wants.has}; ${wants.needs} are needed to be read (WCAG AA)`
    case 'later':
      return 'it is to be later than the beginning'
    default:
      return wants satisfies never
  }
}

const sizes = { number: '', text: ' characters', list: ' of them' }

export const changeWords = ({ path, was, is }: Change): string => {
  const at = path.join('.')
  if (was === undefined) return `+ ${at}: ${shown(is)}`
  if (is === undefined) return `- ${at}: ${shown(was)}`
  return `~ ${at}: ${shown(was)} → ${shown(is)}`
}

/** What a change does to what lives, a line each; none: nothing. */
function effectWords(effects: Effects): string[] {
  const lines: [number, string][] = [
    [effects.daysClosed, 'opening days become closed'],
    [effects.daysOpened, 'closed days become opening days'],
    [effects.visitsGone, 'visits of the bookmobile are gone'],
    [effects.visitsNew, 'visits of the bookmobile are new'],
    [effects.holdsMoved, 'holds get another last day on the shelf'],
    [effects.loansMoved, 'loans are due on a day that is closed, and move on'],
    [effects.patronsAboveHolds, 'more patrons have more holds than they may (they keep them)'],
    [effects.patronsAboveLoans, 'more patrons have more loans than they may (they keep them)'],
    [effects.seriesLeft, 'series holds go on to their end'],
    [effects.phoneLeft, 'holds are still told by telephone'],
    [effects.savedSearchesHidden, 'patrons have saved searches, which go out of sight'],
    [effects.wishListsHidden, 'patrons have lists, which go out of sight'],
    [effects.patronsForgotten, 'patrons whose cards ended long ago are forgotten by the coming night, for good'],
    [effects.holdsStuck, 'more holds can be fetched nowhere, or served by no copy'],
    [
      effects.holdsEnding,
      'more holds can be fetched until their place closes for good, and are to get another after that',
    ],
    [effects.plansSpoilt, 'changes planned for a later day will not fit any more on it: take them back and plan anew'],
  ]
  return lines.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`)
}

function strandedWords(stranded: Stranded): string {
  switch (stranded.what) {
    case 'branch':
    case 'stop': {
      const use = Object.entries(stranded.use).map(([table, count]) => `${count} in ${table}`)
      return `${stranded.what} ${stranded.code} cannot go, for it is named elsewhere (${use.join(', ')}). Give it closedForGoodFrom instead.`
    }
    case 'patronCategory':
      return `patronCategories.${stranded.code} cannot go: ${stranded.count} patrons are in it. Register them in another first.`
    case 'itemCategory':
      return `itemCategories.${stranded.code} cannot go: ${stranded.count} copies are in it. Move them to another first.`
    case 'service':
      return stranded.service === 'kiosk'
        ? `services.kiosk cannot go: ${stranded.count} terminals are registered. Take them out at /counter/terminals first.`
        : `services.requests cannot go: ${stranded.count} requests are open. Answer them at /counter/requests first.`
    default:
      return stranded satisfies never
  }
}

export function planLines({ changes, effects, stranded }: Plan): string[] {
  if (changes.length === 0) return ['nothing changes']
  const does = effectWords(effects)
  return [
    ...changes.map(changeWords),
    ...(does.length > 0 ? ['', 'What this does:', ...does.map(line => `  ${line}`)] : []),
    ...(stranded.length > 0 ? ['', 'This cannot be done:', ...stranded.map(one => `  ${strandedWords(one)}`)] : []),
  ]
}

export function refusalLines(refusal: ChangeRefusal): string[] {
  switch (refusal.why) {
    case 'problems':
      return refusal.problems.map(problemWords)
    case 'stranded':
      return refusal.stranded.map(strandedWords)
    case 'changedMeanwhile':
      return [
        `${refusal.by ?? 'somebody'} has put version ${refusal.version} into force meanwhile. Look at the plan again.`,
      ]
    default:
      return refusal satisfies never
  }
}
