import { away } from './ja/away.ts'
import { calendars } from './ja/calendars.ts'
import { card } from './ja/card.ts'
import { dates } from './ja/dates.ts'
import { family } from './ja/family.ts'
import { forms } from './ja/forms.ts'
import { guide } from './ja/guide.ts'
import { holds } from './ja/holds.ts'
import { machines } from './ja/machines.ts'
import { mail } from './ja/mail.ts'
import { moving } from './ja/moving.ts'
import { myLibrary } from './ja/my-library.ts'
import { ndc } from './ja/ndc.ts'
import { opac } from './ja/opac.ts'
import { browse } from './ja/opac-browse.ts'
import { children } from './ja/opac-children.ts'
import { parts } from './ja/parts.ts'
import { patrons } from './ja/patrons.ts'
import { privacy } from './ja/privacy.ts'
import { reading } from './ja/reading.ts'
import { requests } from './ja/requests.ts'
import { savedSearches } from './ja/saved-searches.ts'
import { search } from './ja/search.ts'
import { selfCheck } from './ja/self-check.ts'
import { wishLists } from './ja/wish-lists.ts'

/** Every word a person reads, in Japanese. The wording in 「」 of the guide is kept letter by letter. */
export const ja = {
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
