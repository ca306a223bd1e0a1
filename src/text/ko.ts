import { moving } from './en/moving.ts'
import { away } from './ko/away.ts'
import { calendars } from './ko/calendars.ts'
import { dates } from './ko/dates.ts'
import { forms } from './ko/forms.ts'
import { machines } from './ko/machines.ts'
import { mail } from './ko/mail.ts'
import { card } from './ko/my-library/card.ts'
import { family } from './ko/my-library/family.ts'
import { holds } from './ko/my-library/holds.ts'
import { mails } from './ko/my-library/mails.ts'
import { myLibrary } from './ko/my-library/my-library.ts'
import { passkeys } from './ko/my-library/passkeys.ts'
import { questions } from './ko/my-library/questions.ts'
import { reading } from './ko/my-library/reading.ts'
import { requests } from './ko/my-library/requests.ts'
import { savedSearches } from './ko/my-library/saved-searches.ts'
import { usual } from './ko/my-library/usual.ts'
import { wishLists } from './ko/my-library/wish-lists.ts'
import { browse } from './ko/opac/browse.ts'
import { children } from './ko/opac/children.ts'
import { guide } from './ko/opac/guide.ts'
import { mistake } from './ko/opac/mistake.ts'
import { ndc } from './ko/opac/ndc.ts'
import { news } from './ko/opac/news.ts'
import { opac } from './ko/opac/opac.ts'
import { premises } from './ko/opac/premises.ts'
import { privacy } from './ko/opac/privacy.ts'
import { register } from './ko/opac/register.ts'
import { search } from './ko/opac/search.ts'
import { terms } from './ko/opac/terms.ts'
import { themes } from './ko/opac/themes.ts'
import { parts } from './ko/parts.ts'
import { patrons } from './ko/patrons.ts'
import { selfCheck } from './ko/self-check.ts'
import type { Text } from './text.ts'

/** `moving` is read by who moves a library in, in Japanese or English alone. */
export const ko: Text = {
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
