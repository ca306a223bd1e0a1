import { backupCommand, restoreCommand } from '#commands/backup.ts'
import { checkCommand } from '#commands/check.ts'
import { type Command, UsageError } from '#commands/command.ts'
import { exportCommand } from '#commands/export.ts'
import { importCommand } from '#commands/import.ts'
import { nightCommand } from '#commands/night.ts'
import { patronCommand } from '#commands/patron.ts'
import { serveCommand } from '#commands/serve.ts'
import { staffCommand } from '#commands/staff.ts'

const commands: Record<string, Command> = {
  serve: serveCommand,
  import: importCommand,
  export: exportCommand,
  night: nightCommand,
  check: checkCommand,
  backup: backupCommand,
  restore: restoreCommand,
  staff: staffCommand,
  patron: patronCommand,
}

const [name = 'help', ...args] = process.argv.slice(2)
process.exitCode = await run(commands[name])

async function run(command: Command | undefined): Promise<number> {
  if (!command) {
    process.stdout.write(help())
    return ['help', '--help', '-h'].includes(name) ? 0 : 2
  }
  try {
    return await command.run(args)
  } catch (error) {
    const { code, message } = error as Error & { code?: string }
    process.stderr.write(`${message}\n`)
    const isUsage = error instanceof UsageError || code?.startsWith('ERR_PARSE_ARGS')
    if (isUsage) process.stderr.write(`\nUsage: kago ${command.usage}\n`)
    return isUsage ? 2 : 1
  }
}

function help(): string {
  const width = Math.max(...Object.values(commands).map(({ usage }) => usage.length))
  const lines = Object.values(commands).map(({ usage, says }) => `  kago ${usage.padEnd(width)}  ${says}`)
  return `Kago, the internet service of a public library.\n\n${lines.join('\n')}\n  kago ${'help'.padEnd(width)}  this list\n`
}
