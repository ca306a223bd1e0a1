import { away } from './ja/away.ts'
import { calendars } from './ja/calendars.ts'
import { dates } from './ja/dates.ts'
import { forms } from './ja/forms.ts'
import { machines } from './ja/machines.ts'
import { mail } from './ja/mail.ts'
import { moving } from './ja/moving.ts'
import { card } from './ja/my-library/card.ts'
import { family } from './ja/my-library/family.ts'
import { holds } from './ja/my-library/holds.ts'
import { mails } from './ja/my-library/mails.ts'
import { myLibrary } from './ja/my-library/my-library.ts'
import { passkeys } from './ja/my-library/passkeys.ts'
import { questions } from './ja/my-library/questions.ts'
import { reading } from './ja/my-library/reading.ts'
import { requests } from './ja/my-library/requests.ts'
import { savedSearches } from './ja/my-library/saved-searches.ts'
import { usual } from './ja/my-library/usual.ts'
import { wishLists } from './ja/my-library/wish-lists.ts'
import { browse } from './ja/opac/browse.ts'
import { children } from './ja/opac/children.ts'
import { guide } from './ja/opac/guide.ts'
import { mistake } from './ja/opac/mistake.ts'
import { ndc } from './ja/opac/ndc.ts'
import { news } from './ja/opac/news.ts'
import { opac } from './ja/opac/opac.ts'
import { premises } from './ja/opac/premises.ts'
import { privacy } from './ja/opac/privacy.ts'
import { register } from './ja/opac/register.ts'
import { search } from './ja/opac/search.ts'
import { terms } from './ja/opac/terms.ts'
import { themes } from './ja/opac/themes.ts'
import { parts } from './ja/parts.ts'
import { patrons } from './ja/patrons.ts'
import { selfCheck } from './ja/self-check.ts'

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
