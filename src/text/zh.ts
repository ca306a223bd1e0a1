import { moving } from './en/moving.ts'
import type { Text } from './text.ts'
import { away } from './zh/away.ts'
import { calendars } from './zh/calendars.ts'
import { dates } from './zh/dates.ts'
import { forms } from './zh/forms.ts'
import { machines } from './zh/machines.ts'
import { mail } from './zh/mail.ts'
import { card } from './zh/my-library/card.ts'
import { family } from './zh/my-library/family.ts'
import { holds } from './zh/my-library/holds.ts'
import { mails } from './zh/my-library/mails.ts'
import { myLibrary } from './zh/my-library/my-library.ts'
import { passkeys } from './zh/my-library/passkeys.ts'
import { questions } from './zh/my-library/questions.ts'
import { reading } from './zh/my-library/reading.ts'
import { requests } from './zh/my-library/requests.ts'
import { savedSearches } from './zh/my-library/saved-searches.ts'
import { usual } from './zh/my-library/usual.ts'
import { wishLists } from './zh/my-library/wish-lists.ts'
import { browse } from './zh/opac/browse.ts'
import { children } from './zh/opac/children.ts'
import { guide } from './zh/opac/guide.ts'
import { mistake } from './zh/opac/mistake.ts'
import { ndc } from './zh/opac/ndc.ts'
import { news } from './zh/opac/news.ts'
import { opac } from './zh/opac/opac.ts'
import { premises } from './zh/opac/premises.ts'
import { privacy } from './zh/opac/privacy.ts'
import { register } from './zh/opac/register.ts'
import { search } from './zh/opac/search.ts'
import { terms } from './zh/opac/terms.ts'
import { themes } from './zh/opac/themes.ts'
import { parts } from './zh/parts.ts'
import { patrons } from './zh/patrons.ts'
import { selfCheck } from './zh/self-check.ts'

/** `moving` is read by who moves a library in, in Japanese or English alone. */
export const zh: Text = {
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
