import { away } from './en/away.ts'
import { calendars } from './en/calendars.ts'
import { card } from './en/card.ts'
import { dates } from './en/dates.ts'
import { family } from './en/family.ts'
import { forms } from './en/forms.ts'
import { guide } from './en/guide.ts'
import { holds } from './en/holds.ts'
import { machines } from './en/machines.ts'
import { mail } from './en/mail.ts'
import { moving } from './en/moving.ts'
import { myLibrary } from './en/my-library.ts'
import { ndc } from './en/ndc.ts'
import { opac } from './en/opac.ts'
import { browse } from './en/opac-browse.ts'
import { children } from './en/opac-children.ts'
import { parts } from './en/parts.ts'
import { patrons } from './en/patrons.ts'
import { privacy } from './en/privacy.ts'
import { reading } from './en/reading.ts'
import { requests } from './en/requests.ts'
import { savedSearches } from './en/saved-searches.ts'
import { search } from './en/search.ts'
import { selfCheck } from './en/self-check.ts'
import { wishLists } from './en/wish-lists.ts'
import type { Text } from './text.ts'

export const en: Text = {
  parts,
  away,
  forms,
  patrons,
  dates,
  holds,
  moving,
  myLibrary,
  machines,
  mail,
  opac,
  ndc,
  search,
  savedSearches,
  requests,
  card,
  calendars,
  selfCheck,
  children,
  browse,
  guide,
  wishLists,
  privacy,
  family,
  reading,
}
