import type { ja } from './ja.ts'
import { away } from './ja-easy/away.ts'
import { calendars } from './ja-easy/calendars.ts'
import { dates } from './ja-easy/dates.ts'
import { forms } from './ja-easy/forms.ts'
import { mail } from './ja-easy/mail.ts'
import { card } from './ja-easy/my-library/card.ts'
import { family } from './ja-easy/my-library/family.ts'
import { holds } from './ja-easy/my-library/holds.ts'
import { mails } from './ja-easy/my-library/mails.ts'
import { myLibrary } from './ja-easy/my-library/my-library.ts'
import { passkeys } from './ja-easy/my-library/passkeys.ts'
import { questions } from './ja-easy/my-library/questions.ts'
import { reading } from './ja-easy/my-library/reading.ts'
import { requests } from './ja-easy/my-library/requests.ts'
import { savedSearches } from './ja-easy/my-library/saved-searches.ts'
import { usual } from './ja-easy/my-library/usual.ts'
import { wishLists } from './ja-easy/my-library/wish-lists.ts'
import { browse } from './ja-easy/opac/browse.ts'
import { guide } from './ja-easy/opac/guide.ts'
import { mistake } from './ja-easy/opac/mistake.ts'
import { news } from './ja-easy/opac/news.ts'
import { opac, search } from './ja-easy/opac/opac.ts'
import { premises } from './ja-easy/opac/premises.ts'
import { privacy } from './ja-easy/opac/privacy.ts'
import { register } from './ja-easy/opac/register.ts'
import { terms } from './ja-easy/opac/terms.ts'
import { themes } from './ja-easy/opac/themes.ts'
import { patrons } from './ja-easy/patrons.ts'
import { selfCheck } from './ja-easy/self-check.ts'
import type { Overlay } from './text.ts'

/** Said in easy words throughout: a sentence that is missing here does not compile. */
type Whole = Pick<typeof ja, 'guide' | 'privacy' | 'forms' | 'dates' | 'mail'>

/** やさしい日本語: short sentences and easy words, laid over the Japanese. */
export const jaEasy: Overlay<typeof ja> & Whole = {
  away,
  dates,
  forms,
  parts: {
    listEnds: max => `たくさん あるので、${max}件まで 見せています。`,
    notFoundBody: 'アドレスが 変わったか、まちがいです。',
    brokenBody: '図書館の コンピューターに 問題が ありました。少し 待って、もう一度 やってください。',
    busyBody: '少し 待って、もう一度 やってください。書いたものは 送られていません。',
    forbiddenBody: 'ページを もう一度 開いて、やってください。',
    skipToContent: 'ほんぶんへ',
    about: library => `${library}の ほんや しりょうを さがして、よやくが できます。あいている じかんも わかります。`,
    searchPlaceholder: '本の名前・書いた人・よみかた・ISBN',
    windowSoon: (from, until) => `${from}から${until}は 予約が できません。`,
  },
  holds,
  mail,
  myLibrary,
  opac,
  browse,
  search,
  guide,
  patrons,
  savedSearches,
  requests,
  questions,
  card,
  calendars,
  selfCheck,
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
