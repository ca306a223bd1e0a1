import { parseArgs } from 'node:util'
import { openFromEnvironment } from '#main.ts'
import { said } from '#opening/rules/checklist.ts'
import { sayDone, showChecklist } from '#opening/show-checklist.ts'
import { settings } from '#text/ja/settings.ts'
import { type Command, say, UsageError } from './command.ts'

/** 開館までのチェックリスト at a terminal, for people and monitors: exit 1 while something is left to do. */
export const doctorCommand: Command = async args => {
  const { values } = parseArgs({ args, options: { done: { type: 'string' } } })
  const wanted = said.find(one => one === values.done)
  if (values.done !== undefined && !wanted) throw new UsageError(`--done ${said.join(' or ')}`)
  const { library, close } = await openFromEnvironment()
  try {
    if (wanted) await sayDone(library, { login: 'console' }, wanted)
    const { items, next } = settings.checklist
    const list = await showChecklist(library)
    for (const { check, done } of list)
      say(done ? `ok    ${check}: ${items[check]}` : `open  ${check}: ${items[check]}。${next[check]}`)
    return list.every(({ done }) => done) ? 0 : 1
  } finally {
    await close()
  }
}
