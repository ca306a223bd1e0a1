import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { type Browser, chromium } from 'playwright-core'

/**
 * Which Japanese font the browser finds: a wide one (Noto Sans JP) or a narrow one (BIZ UDPGothic), both from packages,
 * so that widths and screenshots are the same on every machine; or those of the machine, which on a bare one is none.
 */
export type Fonts = 'wide' | 'narrow' | 'machine'

/**
 * Starts a Chromium: the one named in CHROMIUM, the headless shell of the machine, the one that comes as an npm
 * package, another one of the machine, else the headless shell from the system's packages where we may install it. The
 * full browser comes late: it takes twice as long.
 * @param say gets a line that names the browser, or says that one is installed
 * @throws Error that says what to do when none starts
 */
export async function startChromium(say: (line: string) => void = () => {}, fonts: Fonts = 'wide'): Promise<Browser> {
  const ways = [
    () => startNamed([process.env.CHROMIUM, 'chromium-headless-shell'], fonts),
    () => startPackaged(fonts),
    () => startNamed(['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable'], fonts),
    () => startFromDebian(say, fonts),
  ]
  for (const way of ways) {
    const started = await way()
    if (!started) continue
    say(`browser: ${started.path} ${started.browser.version()}`)
    return started.browser
  }
  throw new Error(
    'The browser tests need a Chromium and none starts on this machine. Install one (e.g. `sudo apt-get install chromium`) or name one in CHROMIUM.',
  )
}

type Started = { browser: Browser; path: string }

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

async function startNamed(names: (string | undefined)[], fonts: Fonts): Promise<Started | null> {
  for (const name of names) {
    const path = name && found(name)
    const started = path && (await start(path, args, fonts))
    if (started) return started
  }
  return null
}

async function startPackaged(fonts: Fonts): Promise<Started | null> {
  try {
    const { default: packaged } = await import('@sparticuz/chromium')
    const path = await packaged.executablePath()
    // With --single-process, closing a page would end the browser.
    return await start(path, [...packaged.args.filter(arg => arg !== '--single-process'), ...args], fonts)
  } catch {
    return null
  }
}

async function startFromDebian(say: (line: string) => void, fonts: Fonts): Promise<Started | null> {
  if (process.getuid?.() !== 0 || !found('apt-get')) return null
  say('No Chromium starts here yet: installing the package chromium-headless-shell …')
  spawnSync('apt-get', ['update', '-qq'], { stdio: 'ignore' })
  spawnSync('apt-get', ['install', '-y', '-qq', 'chromium-headless-shell'], {
    stdio: 'ignore',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  })
  return startNamed(['chromium-headless-shell'], fonts)
}

function start(path: string, flags: string[], fonts: Fonts): Promise<Started | null> {
  return chromium
    .launch({ executablePath: path, args: flags, timeout: 60_000, env: { ...process.env, ...fontSettings(fonts) } })
    .then(
      browser => ({ browser, path }),
      () => null,
    )
}

const fontFolder = {
  wide: '@expo-google-fonts/noto-sans-jp/package.json',
  narrow: '@expo-google-fonts/biz-udpgothic/package.json',
}

/** The settings by which fontconfig finds this font and no other. */
function fontSettings(fonts: Fonts): Record<string, string> {
  if (fonts === 'machine') return {}
  const folder = dirname(createRequire(import.meta.url).resolve(fontFolder[fonts]))
  const home = join(tmpdir(), `kago-fonts-${fonts}-${process.getuid?.() ?? ''}`)
  mkdirSync(home, { recursive: true })
  const file = join(home, 'fonts.conf')
  const folders = ['400Regular', '700Bold'].map(weight => `<dir>${join(folder, weight)}</dir>`).join('')
  writeFileSync(
    file,
    `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>${folders}<cachedir>${home}</cachedir></fontconfig>`,
  )
  return { FONTCONFIG_FILE: file, FONTCONFIG_PATH: home }
}

function found(name: string): string | null {
  const result = spawnSync('which', [name], { encoding: 'utf8' })
  return result.status === 0 ? result.stdout.trim() : null
}
