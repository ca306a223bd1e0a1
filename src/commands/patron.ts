import { parseArgs } from 'node:util'
import type { PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { openLibraryThere } from '#main.ts'
import { forgetPatron } from '#merging/forget-patron.ts'
import { findPatronOfCard } from '#patrons/finding/find-patrons.ts'
import { myData } from '#patrons/my-account.ts'
import { type ImportRefusal, importPassword } from '#patrons/signing-in/import-password.ts'
import { resetPassword } from '#patrons/signing-in/reset-password.ts'
import { type Command, note, onlyWord, readFileNamed, say, UsageError } from './command.ts'

/** How the audit trail names whoever has the command line. */
const operator = { login: 'console' }

const deeds: Record<string, (library: Library, word: string) => Promise<number>> = {
  /** Everything the library knows of one patron, as JSON. */
  async export(library, card) {
    const patronId = await patronOf(library, card)
    if (patronId === null) return 1
    say(JSON.stringify(await myData(library, patronId), null, 2))
    return 0
  },

  async forget(library, card) {
    const patronId = await patronOf(library, card)
    if (patronId === null) return 1
    const forgotten = await forgetPatron(library, operator, patronId)
    if (!forgotten.ok) {
      const { refusal } = forgotten
      say(
        refusal.why === 'stillOpen'
          ? `still open: ${refusal.loans} loans, ${refusal.holds} holds`
          : 'there is no such patron',
      )
      return 1
    }
    say('forgotten')
    return 0
  },

  /** M07, for when the counter cannot. */
  async reset(library, card) {
    const patronId = await patronOf(library, card)
    if (patronId === null) return 1
    await resetPassword(library, operator, patronId, 'console')
    say('the birth date is the 仮パスワード again')
    return 0
  },

  /** M06: lines of card number, tab, password or hash of an earlier system. */
  async 'import-passwords'(library, file) {
    let taken = 0
    let refused = 0
    const lines = readFileNamed(file).split(/\r?\n/)
    note(`${lines.filter(line => line !== '').length} lines of ${file} are read as passwords of cards, and set now`)
    for (const [index, line] of lines.entries()) {
      if (line === '') continue
      const [card = '', ...column] = line.split('\t')
      const imported = await importPassword(library, card, column.join('\t'))
      if (imported.ok) taken++
      else {
        refused++
        note(`line ${index + 1}: ${refusals[imported.refusal.why]}`)
      }
    }
    say(`${taken} passwords taken over, ${refused} refused`)
    return refused === 0 ? 0 : 1
  },
}

const refusals: Record<ImportRefusal['why'], string> = {
  unknownCard: 'No patron has this card.',
  unknownHash:
    'What stands behind the tab is neither four digits, nor 8 characters, nor a hash as {sha256:before:SALT}HEX.',
}

export const patronCommand: Command = async args => {
  const [what = '', ...words] = parseArgs({ args, allowPositionals: true }).positionals
  const deed = Object.hasOwn(deeds, what) ? deeds[what] : undefined
  if (!deed) throw new UsageError(`one of ${Object.keys(deeds).join(', ')}`)
  const word = onlyWord(words, what === 'import-passwords' ? 'file' : 'card')
  const { library, close } = await openLibraryThere()
  try {
    return await deed(library, word)
  } finally {
    await close()
  }
}

async function patronOf(library: Library, card: string): Promise<PatronId | null> {
  const patronId = await findPatronOfCard(library, card)
  if (patronId === null) say('no patron has this card')
  return patronId
}
