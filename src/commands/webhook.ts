import { parseArgs } from 'node:util'
import { type WebhookRefusal, webhookKinds } from '#delivery/rules/webhook.ts'
import { addWebhook, listWebhooks, removeWebhook, showWebhookKey } from '#delivery/webhooks/webhooks.ts'
import { openLibraryThere } from '#main.ts'
import { type Command, deedAndName, say, UsageError } from './command.ts'

/** Who acts, for the audit trail, when it is the command line. */
const by = { login: 'kago' }

export const webhookCommand: Command = async args => {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      url: { type: 'string' },
      kinds: { type: 'string' },
      titles: { type: 'boolean' },
      card: { type: 'boolean' },
    },
  })
  const { what, name } = deedAndName(positionals, ['add', 'key', 'remove'])
  if (what === 'add' && !values.url) throw new UsageError('--url is needed')
  const { library, close } = await openLibraryThere()
  try {
    if (what === 'list') {
      for (const one of await listWebhooks(library)) {
        const state = one.disabledAt ? `ended: ${one.disabledBecause}` : (one.lastError ?? 'well')
        say(
          [
            one.name,
            one.url,
            one.kinds.join(','),
            `${one.sent} sent`,
            `${one.due} due`,
            `${one.failed} failed`,
            state,
          ].join('\t'),
        )
      }
      return 0
    }
    if (what === 'remove') {
      const gone = await removeWebhook(library, by, name)
      say(gone ? `${name} is told nothing any more` : `there is no webhook ${name}`)
      return gone ? 0 : 1
    }
    if (what === 'key') {
      const key = await showWebhookKey(library, by, name)
      say(key ?? `there is no webhook ${name}`)
      return key === null ? 1 : 0
    }
    const added = await addWebhook(library, by, {
      name,
      url: values.url!,
      kinds: (values.kinds ?? 'ready,shelfEnding,closed,dueSoon,overdue').split(','),
      tellsTitles: values.titles ?? false,
      tellsCard: values.card ?? false,
    })
    if (!added.ok) for (const why of added.refusal.whys) say(refusals[why])
    else say(added.value.key)
    return added.ok ? 0 : 1
  } finally {
    await close()
  }
}

const refusals: Record<WebhookRefusal, string> = {
  name: 'The name: small letters, digits, dots, 2 to 31.',
  url: 'The URL: https, or http within this machine or a private network, without a name and password in it.',
  noKind: `The kinds: at least one of ${webhookKinds.join(', ')}.`,
  unknownKind: `The kinds are ${webhookKinds.join(', ')}.`,
}
