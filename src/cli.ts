import type { Command } from '#commands/command.ts'

/** The words after `kago`. Each is loaded when it is said: `kago help` need not know how to serve. */
const commands: Record<string, { usage: string; says: string; load(): Promise<Command> }> = {
  serve: {
    usage: 'serve [--processes N]',
    says: 'serve the pages, run the nights, send the notices; with several processes behind the one port',
    load: async () => (await import('#commands/serve.ts')).serveCommand,
  },
  import: {
    usage: 'import FILE [--agency NAME] [--move-copies]',
    says: 'take a catalogue in (MARC 21, MARCXML, JSON lines, TSV; also .gz); exit 0 all in, 3 some left out, 1 nothing or broken',
    load: async () => (await import('#commands/import.ts')).importCommand,
  },
  export: {
    usage: 'export [--authorities] FILE | export --all FOLDER',
    says: 'write the catalogue, or the authorities (FILE ends in .mrc, .xml, .jsonl or .tsv, and perhaps .gz), or everything, for moving out',
    load: async () => (await import('#commands/export.ts')).exportCommand,
  },
  'move-in': {
    usage: 'move-in FOLDER [--try FILE | --rehearse | --base] [--leave-out] [--report FOLDER]',
    says: 'take a whole library in from a folder of files (docs/moving-in.md); --try reads one file and shows ten rows as they are understood; --rehearse tries it and keeps nothing, --base keeps settings, catalogue and hashes of passwords, so that the moving takes only what changed of them; a report says what was left out and whether the figures agree; exit 3: rows were left out',
    load: async () => (await import('#commands/move-in.ts')).moveInCommand,
  },
  night: {
    usage: 'night [--date YYYY-MM-DD]',
    says: 'run the intake (受付処理) of that business day now; of today if not said',
    load: async () => (await import('#commands/night.ts')).nightCommand,
  },
  check: {
    usage: 'check',
    says: 'see whether everything that must always be true is; exit 1 and the sentences if not',
    load: async () => (await import('#commands/upkeep/check.ts')).checkCommand,
  },
  backup: {
    usage: 'backup FILE | FOLDER | --new-key FILE',
    says: 'write the whole library into one file, while the service goes on; in a folder old ones go (7 days, 5 weeks, 12 months stay)',
    load: async () => (await import('#commands/upkeep/backup.ts')).backupCommand,
  },
  restore: {
    usage: 'restore FILE [--replace] [--key FILE]',
    says: 'put a backup into an empty library, or in the place of what is there',
    load: async () => (await import('#commands/upkeep/backup.ts')).restoreCommand,
  },
  upgrade: {
    usage: 'upgrade [--check]',
    says: 'bring the tables to the form of this version, as every start does; --check says what that changes and about how long it takes, and changes nothing: exit 0 nothing, 3 something, 1 this version cannot work on this database',
    load: async () => (await import('#commands/upkeep/upgrade.ts')).upgradeCommand,
  },
  doctor: {
    usage: 'doctor [--mail ADDRESS] [--done backup | --done secrets]',
    says: 'what is still to be done before the doors open; exit 1 while there is something',
    load: async () => (await import('#commands/upkeep/doctor.ts')).doctorCommand,
  },
  settings: {
    usage: 'settings export [FILE] | check FILE | diff FILE | apply FILE [--yes] [--why TEXT] [--from DAY] | schema',
    says: 'the description of the library as a YAML file: write it, look it over, see what it would change, put it into force',
    load: async () => (await import('#commands/settings.ts')).settingsCommand,
  },
  drill: {
    usage: 'drill FILE | FOLDER [--key FILE]',
    says: 'restore a backup (the newest of a folder) into a database of its own, check it, and drop that again',
    load: async () => (await import('#commands/upkeep/backup.ts')).drillCommand,
  },
  webhook: {
    usage: 'webhook list | add NAME --url URL [--kinds ready,closed,…] [--titles] [--card] | key NAME | remove NAME',
    says: 'services that are told, signed, what patrons are told; add and key print the key for the receiver',
    load: async () => (await import('#commands/webhook.ts')).webhookCommand,
  },
  staff: {
    usage:
      'staff list | add LOGIN --name NAME --role ROLE --branch ID [--also-at ID …] [--with-code] [--renew] | disable LOGIN | enable LOGIN',
    says: 'staff accounts; a password is read from standard input',
    load: async () => (await import('#commands/staff.ts')).staffCommand,
  },
  machine: {
    usage:
      'machine list | add NAME --branch ID [--charset utf8|cp932|eucjp] [--language ja|en] [--card-is-enough] [--address IP] [--comma-in-name] [--tells-hold-patron] | disable NAME',
    says: 'accounts of self-check machines (SIP2); a password is read from standard input',
    load: async () => (await import('#commands/machine.ts')).machineCommand,
  },
  patron: {
    usage: 'patron export CARD | forget CARD | reset CARD | import-passwords FILE',
    says: 'data of one patron: hand it over, delete it; 仮パスワード again; passwords of an earlier system',
    load: async () => (await import('#commands/patron.ts')).patronCommand,
  },
}

const [name = 'help', ...args] = process.argv.slice(2)
const code = await run()
// What hangs (a mail server, a timer) does not keep a process that has done its work. What was said goes out first.
process.stderr.write('', () => process.stdout.write('', () => process.exit(code)))

async function run(): Promise<number> {
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined
  if (!command) {
    const isAsked = ['help', '--help', '-h'].includes(name)
    process.stdout.write(help())
    if (!isAsked) process.stderr.write(`\nThere is no command ${name}. Those that there are stand above.\n`)
    return isAsked ? 0 : 2
  }
  try {
    return await (await command.load())(args)
  } catch (error) {
    const { code, path } = error as Error & { code?: string; path?: unknown }
    const told = typeof path === 'string' ? (await import('#commands/command.ts')).fileInWords(error, path) : error
    process.stderr.write(`${(told as Error).message}\n`)
    const isUsage = (error as Error).name === 'UsageError' || code?.startsWith('ERR_PARSE_ARGS')
    if (isUsage) process.stderr.write(`\nUsage: kago ${command.usage}\n`)
    return isUsage ? 2 : 1
  }
}

function help(): string {
  const lines = Object.values(commands).map(({ usage, says }) => `  kago ${usage}\n      ${says}`)
  return `Kago, the internet service of a public library.\n\n${lines.join('\n')}\n  kago help\n      this list\n`
}
