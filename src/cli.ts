import { readConfig } from '#config.ts'
import { openLibrary } from './main.ts'
import { serveWeb } from './web/serve.ts'

const commands: Record<string, { usage: string; run(args: string[]): Promise<void> }> = {
  serve: {
    usage: 'serve                         serve the pages, run the nights, send the notices',
    async run() {
      const config = readConfig()
      const opened = await openLibrary(config)
      const web = await serveWeb(opened.library, config)
      process.stdout.write(`ready http://127.0.0.1:${web.port}\n`)
      const stop = async () => {
        await web.close()
        await opened.close()
        process.exit(0)
      }
      process.once('SIGINT', stop)
      process.once('SIGTERM', stop)
      // Started by bin/kago.js on another Node: if that process is killed, this one goes with it.
      process.once('disconnect', () => process.exit(1))
    },
  },
}

const [name = 'help', ...args] = process.argv.slice(2)
const command = commands[name]
if (command) {
  try {
    await command.run(args)
  } catch (error) {
    process.stderr.write(`${(error as Error).message}\n`)
    process.exit(1)
  }
} else {
  const lines = Object.values(commands).map(({ usage }) => `  kago ${usage}`)
  process.stdout.write(`Kago, the internet service of a public library.\n\n${lines.join('\n')}\n  kago help\n`)
  process.exit(name === 'help' || name === '--help' ? 0 : 1)
}
