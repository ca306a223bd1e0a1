import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openMailer } from '#delivery/mailer.ts'
import { givenTown } from './given-night.ts'
import { openLibrary } from './library.ts'

/** A town whose mails go into a directory. */
export async function openMailTown() {
  const library = await openLibrary()
  await givenTown(library.db)
  const directory = mkdtempSync(join(tmpdir(), 'kago-mail-'))
  const mailer = openMailer({ smtpUrl: null, from: 'kago@lib.example.jp', directory })
  return { library, directory, mailer }
}
