import { checkDigits, type Policy, weekdays } from '#policy.ts'

/** One setting of the form: its path in the document, and how it is typed. */
export type Setting = { path: string; kind: 'text' | 'number' | 'numbers' | 'closings' | 'lines' | 'choice' }

/** Settings of which one of a few is chosen. */
export const choices: Record<string, readonly string[]> = {
  'holds.seriesReleasedWhen': ['captured', 'checkedOut', 'returned'] satisfies Policy['holds']['seriesReleasedWhen'][],
  'calendar.onHolidays': ['asUsual', 'closed', 'swap'] satisfies Policy['calendar']['onHolidays'][],
  'savedSearches.mailWeekday': weekdays,
  'codes.itemCheckDigit': checkDigits,
  'codes.cardCheckDigit': checkDigits,
  'passwords.newDevicesGiveBirthDate': [
    'never',
    'onAlarm',
    'always',
  ] satisfies Policy['passwords']['newDevicesGiveBirthDate'][],
}

/** Sections that have pages of their own. */
const elsewhere = ['identity', 'patronCategories', 'itemCategories', 'rules', 'services', 'languages', 'words']

/** Lists of something else than numbers, one in a line. */
const kindsOfLists: Record<string, Setting['kind']> = {
  'calendar.yearlyClosings': 'closings',
  'covers.sources': 'lines',
}

/** Every setting of the document, in its order: a new one appears in the form by itself. */
export function settingsOf(policy: object, within = ''): Setting[] {
  return Object.entries(policy).flatMap(([name, value]): Setting[] => {
    if (elsewhere.includes(name)) return []
    const path = within + name
    if (path in choices) return [{ path, kind: 'choice' }]
    if (typeof value === 'number') return [{ path, kind: 'number' }]
    if (typeof value === 'string') return [{ path, kind: 'text' }]
    if (Array.isArray(value)) return [{ path, kind: kindsOfLists[path] ?? 'numbers' }]
    return typeof value === 'object' && value !== null ? settingsOf(value, `${path}.`) : []
  })
}

/** How a setting stands in its field. */
export function asTyped(policy: object, { path, kind }: Setting): string {
  const value = path.split('.').reduce<unknown>((inner, name) => (inner as Record<string, unknown>)[name], policy)
  if (kind === 'numbers') return (value as number[]).join(',')
  if (kind === 'lines') return (value as string[]).join('\n')
  if (kind === 'closings')
    return (value as Policy['calendar']['yearlyClosings'])
      .map(({ from, until, reason }) => `${from}〜${until} ${reason}`)
      .join('\n')
  return `${value}`
}

/** The document that was typed. What cannot be read stands in it as it is, and the schema names it. */
export function readPolicyForm(policy: Policy, typed: (path: string) => string): unknown {
  const document: unknown = structuredClone(policy)
  for (const setting of settingsOf(policy)) {
    const names = setting.path.split('.')
    const last = names.pop()!
    const inner = names.reduce(
      (into, name) => into[name] as Record<string, unknown>,
      document as Record<string, unknown>,
    )
    inner[last] = readSetting(setting, typed(setting.path).trim())
  }
  return document
}

function readSetting({ kind }: Setting, typed: string): unknown {
  switch (kind) {
    case 'text':
    case 'choice':
      return typed
    case 'number':
      return readNumber(typed)
    case 'numbers':
      return typed === '' ? [] : typed.split(/[,、，]/).map(readNumber)
    case 'lines':
      return typed.split(/\r?\n/).flatMap(line => line.trim() || [])
    case 'closings':
      return typed.split(/\r?\n/).filter(Boolean).map(readClosing)
    default:
      return kind satisfies never
  }
}

const readNumber = (typed: string): number | string => {
  const plain = typed.normalize('NFKC').trim()
  return /^\d{1,9}$/.test(plain) ? Number(plain) : typed
}

function readClosing(line: string): unknown {
  const match = /^\s*(\S+?)\s*[〜~～]\s*(\S+)\s+(.+)$/.exec(line)
  return match ? { from: match[1], until: match[2], reason: match[3]!.trim() } : line
}
