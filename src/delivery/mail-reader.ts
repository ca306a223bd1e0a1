import { englishPlaceNames } from '#branches/place-names.ts'
import type { PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import type { NoticeKind } from '#notices/rules/notice.ts'
import { mailReader } from '#patrons/mail-reader.ts'
import { offeredLanguage, type Policy } from '#policy.ts'
import { isJapanese, type Language, nameIn } from '#text/language.ts'
import type { MailReader, MailSender } from '#text/mail.ts'
import { pageOf } from './rules/page-of.ts'

/** In whose language, by which name and with which names of places a notice is told to this patron. */
export async function readerOf(library: Library, patronId: PatronId | null): Promise<MailReader> {
  const { language: kept, givenName } = await mailReader(library, patronId)
  const language = offeredLanguage(library.policy, kept) ?? 'ja'
  return { language, givenName, placeName: isJapanese(language) ? name => name : await englishPlaceNames(library) }
}

/** The library and its addresses, as the foot of a mail in this language names them. */
export function senderIn({ identity, words }: Policy, language: Language, kind: NoticeKind): Omit<MailSender, 'phone'> {
  const { name, publicAddress } = identity
  return {
    own: words.mails,
    name: nameIn(language, name),
    ...(publicAddress === undefined
      ? {}
      : { service: new URL('/', publicAddress).href, page: new URL(pageOf(kind), publicAddress).href }),
  }
}
