/** 典拠: a person, a body or a subject with all the names it goes by. */
export type Authority = {
  /** Where it came from and its number there, e.g. 'JTNDL:00054222'. Creators name it by the same key. */
  sourceKey: string
  kind: AuthorityKind
  /** 標目: the name under which the catalogue enters it. */
  name: string
  /** Katakana. */
  reading: string | null
  links: NameLink[]
}

export const authorityKinds = ['name', 'subject'] as const
/** 著者標目 (person or body) or 件名標目. */
export type AuthorityKind = (typeof authorityKinds)[number]

/** Another name, and what it is to the heading. */
export type NameLink = { name: string; reading: string | null; is: LinkKind }

export const linkKinds = ['other', 'same', 'earlier', 'later', 'broader', 'narrower', 'related'] as const
/**
 * `other` を見よ参照: it stands for the heading and is none itself. The rest are をも見よ参照, headings of their own: `same` the
 * same person under another name (筆名), `earlier` and `later` the same body before or after it changed its name,
 * `broader`, `narrower` and `related` subjects near by.
 */
export type LinkKind = (typeof linkKinds)[number]

/** Whether a link leads to the same person, body or subject, so that what is asked of one is asked of the other. */
export const isSameThing = (link: LinkKind): boolean =>
  link === 'other' || link === 'same' || link === 'earlier' || link === 'later'

/**
 * The key of the 典拠 that a heading names. A number alone is of the agency whose record it stands in,
 * '(JP-ToNDL)00054222' says whose it is (MARC 21 $0), an address is a key by itself.
 */
export function authorityKeyOf(number: string, agency: string): string {
  const named = /^\(([^)]+)\)\s*(.+)$/.exec(number)
  if (named) return `${named[1]}:${named[2]}`
  return number.includes(':') ? number : `${agency}:${number}`
}

/** The same as MARC 21 $0 writes it: '(JTNDL)00054222'. */
export const authorityInMarc = (key: string): string =>
  /^https?:/.test(key) ? key : key.replace(/^([^:]*):/, (_, agency) => `(${agency})`)
