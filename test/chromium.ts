import { spawnSync } from 'node:child_process'
import { type Browser, chromium } from 'playwright-core'

/**
 * Starts a Chromium: one of the machine (or the one named in CHROMIUM), else the one that comes as an npm package, else one
 * from the system's packages where we may install it.
 * @param say told when something is installed
 * @throws Error that says what to do when none starts
 */
export async function startChromium(say: (line: string) => void = () => {}): Promise<Browser> {
  return (await startInstalled()) ?? (await startPackaged()) ?? (await startFromDebian(say))
}

// Without the background flags it would knock at many doors of the network.
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

async function startInstalled(): Promise<Browser | null> {
  for (const name of [
    process.env.CHROMIUM,
    'chromium-headless-shell',
    'chromium',
    'chromium-browser',
    'google-chrome',
    'google-chrome-stable',
  ]) {
    const path = name && found(name)
    const browser = path && (await start(path, args))
    if (browser) return browser
  }
  return null
}

async function startPackaged(): Promise<Browser | null> {
  try {
    const { default: packaged } = await import('@sparticuz/chromium')
    // With --single-process, closing a page would end the browser.
    return await start(await packaged.executablePath(), [
      ...packaged.args.filter(arg => arg !== '--single-process'),
      ...args,
    ])
  } catch {
    return null
  }
}

async function startFromDebian(say: (line: string) => void): Promise<Browser> {
  if (process.getuid?.() === 0 && found('apt-get')) {
    say('No Chromium starts here yet: installing the package chromium-headless-shell …')
    spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore' })
    spawnSync('apt-get', ['install', '-y', '-qq', 'chromium-headless-shell'], {
      stdio: 'ignore',
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
    const browser = await startInstalled()
    if (browser) return browser
  }
  throw new Error(
    'The browser tests need a Chromium and none starts on this machine. Install one (e.g. `sudo apt-get install chromium`) or name one in CHROMIUM.',
  )
}

function start(executablePath: string, flags: string[]): Promise<Browser | null> {
  return chromium.launch({ executablePath, args: flags, timeout: 60_000 }).catch(() => null)
}

function found(name: string): string | null {
  const result = spawnSync('which', [name], { encoding: 'utf8' })
  return result.status === 0 ? result.stdout.trim() : null
}
