import { away } from './en/away.ts'
import { calendars } from './en/calendars.ts'
import { dates } from './en/dates.ts'
import { forms } from './en/forms.ts'
import { machines } from './en/machines.ts'
import { mail } from './en/mail.ts'
import { moving } from './en/moving.ts'
import { card } from './en/my-library/card.ts'
import { family } from './en/my-library/family.ts'
import { holds } from './en/my-library/holds.ts'
import { mails } from './en/my-library/mails.ts'
import { myLibrary } from './en/my-library/my-library.ts'
import { passkeys } from './en/my-library/passkeys.ts'
import { questions } from './en/my-library/questions.ts'
import { reading } from './en/my-library/reading.ts'
import { requests } from './en/my-library/requests.ts'
import { savedSearches } from './en/my-library/saved-searches.ts'
import { usual } from './en/my-library/usual.ts'
import { wishLists } from './en/my-library/wish-lists.ts'
import { browse } from './en/opac/browse.ts'
import { children } from './en/opac/children.ts'
import { guide } from './en/opac/guide.ts'
import { mistake } from './en/opac/mistake.ts'
import { ndc } from './en/opac/ndc.ts'
import { news } from './en/opac/news.ts'
import { opac } from './en/opac/opac.ts'
import { premises } from './en/opac/premises.ts'
import { privacy } from './en/opac/privacy.ts'
import { register } from './en/opac/register.ts'
import { search } from './en/opac/search.ts'
import { terms } from './en/opac/terms.ts'
import { themes } from './en/opac/themes.ts'
import { parts } from './en/parts.ts'
import { patrons } from './en/patrons.ts'
import { selfCheck } from './en/self-check.ts'
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
