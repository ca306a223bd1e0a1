import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '#config.ts'
import { removeEmbedded } from '#database/embedded.ts'
import { openLibrary } from '#main.ts'
import { findByCard } from '#patrons/show-patron.ts'
import { startSession } from '#patrons/signing-in/sessions.ts'
import { signInStaff } from '#staff/sign-in-staff.ts'
import { demoPatrons, demoStaff } from '../demo/patrons.ts'
import { signedInAs } from '../test/signed-in.ts'
import { type Service, startService } from './service.ts'

/** The demo library, served by a process of its own, with somebody signed in on either side of its counter. */
export type DemoService = Service & {
  /** Cookies. */
  patron: string
  staff: string
  end(): Promise<void>
}

/** @param env what the service is told besides; `KAGO_BENCH_DIR` keeps the library for the next time */
export async function startDemo(env: Record<string, string> = {}): Promise<DemoService> {
  const kept = process.env.KAGO_BENCH_DIR
  const dataDir = kept ?? mkdtempSync(join(tmpdir(), 'kago-bench-demo-'))
  const service = await startService({ DATA_DIR: dataDir, ...env })
  const { library, close } = await openLibrary(readConfig({ DATA_DIR: dataDir, ...env }))
  const owner = await findByCard(library, demoPatrons[0]!.card)
  if (owner.is !== 'patron') throw new Error('the first patron of the demo library has a card')
  const session = await startSession(library, {
    patronId: owner.patronId,
    mustChangePassword: false,
    terminalId: null,
  })
  const { login, password } = demoStaff[0]!
  const desk = await signInStaff(library, { login, password, code: '', branchId: null })
  if (!desk.ok) throw new Error(`${login} cannot sign in: ${desk.refusal.why}`)
  await close()
  return {
    ...service,
    patron: signedInAs(library, 'session', session).cookie,
    staff: signedInAs(library, 'staff', desk.value).cookie,
    async end() {
      await service.stop()
      if (!kept) removeEmbedded(join(dataDir, 'postgres'))
    },
  }
}

const words = ['猫', 'そうせき', '日本', '歴史', '絵本', '子ども', '料理', '科学', '村上', 'music', '夏目', '旅']
const draw = <T>(list: readonly T[]): T => list[Math.floor(Math.random() * list.length)]!

/** An address of a page of results, nearly always another one. */
export const someSearch = (): string =>
  `/search?q=${encodeURIComponent(`${draw(words)} ${Math.random() < 0.5 ? draw(words) : ''}`)}&page=${1 + Math.floor(Math.random() * 3)}&sort=${draw(['relevance', 'newest', 'title'])}`

/** An address of a record of the demo library. */
export const someRecord = (): string => `/bib/${1 + Math.floor(Math.random() * 2_000)}`
