import { moving } from './en/moving.ts'
import { away } from './pt/away.ts'
import { calendars } from './pt/calendars.ts'
import { dates } from './pt/dates.ts'
import { forms } from './pt/forms.ts'
import { machines } from './pt/machines.ts'
import { mail } from './pt/mail.ts'
import { card } from './pt/my-library/card.ts'
import { family } from './pt/my-library/family.ts'
import { holds } from './pt/my-library/holds.ts'
import { mails } from './pt/my-library/mails.ts'
import { myLibrary } from './pt/my-library/my-library.ts'
import { passkeys } from './pt/my-library/passkeys.ts'
import { questions } from './pt/my-library/questions.ts'
import { reading } from './pt/my-library/reading.ts'
import { requests } from './pt/my-library/requests.ts'
import { savedSearches } from './pt/my-library/saved-searches.ts'
import { usual } from './pt/my-library/usual.ts'
import { wishLists } from './pt/my-library/wish-lists.ts'
import { browse } from './pt/opac/browse.ts'
import { children } from './pt/opac/children.ts'
import { guide } from './pt/opac/guide.ts'
import { mistake } from './pt/opac/mistake.ts'
import { ndc } from './pt/opac/ndc.ts'
import { news } from './pt/opac/news.ts'
import { opac } from './pt/opac/opac.ts'
import { premises } from './pt/opac/premises.ts'
import { privacy } from './pt/opac/privacy.ts'
import { register } from './pt/opac/register.ts'
import { search } from './pt/opac/search.ts'
import { terms } from './pt/opac/terms.ts'
import { themes } from './pt/opac/themes.ts'
import { parts } from './pt/parts.ts'
import { patrons } from './pt/patrons.ts'
import { selfCheck } from './pt/self-check.ts'
import type { Text } from './text.ts'

/** `moving` is read by who moves a library in, in Japanese or English alone. */
export const pt: Text = {
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
  questions,
  card,
  calendars,
  selfCheck,
  children,
  browse,
  guide,
  wishLists,
  premises,
  privacy,
  register,
  mistake,
  news,
  terms,
  themes,
  mails,
  usual,
  family,
  passkeys,
  reading,
}
