import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { checkLibrary } from '#check/check-library.ts'
import { readConfig } from '#config.ts'
import { removeEmbedded } from '#database/embedded.ts'
import { exportAll } from '#exchange/moving/export-all.ts'
import { moveIn } from '#exchange/moving/move-in.ts'
import { rehearse } from '#exchange/moving/rehearse.ts'
import { unexplained } from '#exchange/moving/write-report.ts'
import { dayOf } from '#time/clock.ts'
import { openLibrary } from '../src/main.ts'
import { databaseCpu, serviceCpu, watchServer } from './circulation-load.ts'
import { kinds } from './move-in/dialects.ts'
import { fullSize, writeEarlierSystem } from './move-in/earlier-system.ts'
import type { BenchLibrary } from './town.ts'

/**
 * A library moves in: a rehearsal and the cutover of an earlier system of each kind, with seconds a step and the most
 * memory that this process had. Then everything is exported. npm run bench:move-in -- [--kind clean|cp932|fixed]
 * [--patrons 100000] [--damaged 5] [--seed 1] [--no-rehearsal] The other sizes grow with the patrons.
 */
const { values } = parseArgs({
  options: {
    kind: { type: 'string' },
    patrons: { type: 'string', default: '100000' },
    damaged: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
    'no-rehearsal': { type: 'boolean', default: false },
  },
})
const scale = Number(values.patrons) / fullSize.patrons
const sizes = Object.fromEntries(Object.entries(fullSize).map(([name, full]) => [name, Math.round(full * scale)]))

const say = (line: string) => void process.stdout.write(`${line}\n`)
const peakMb = () => Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024)

/** Seconds: of the clock, of this process, and of PostgreSQL's. On a machine that others use the last two count. */
const spent = () => [performance.now() / 1000, serviceCpu() / 1000, databaseCpu() / 1000] as const

/** Tells how long each step took, when the next one begins. */
function stopwatch() {
  const since = (from: readonly number[]) => spent().map((now, nth) => (now - from[nth]!).toFixed(1))
  const told = (from: readonly number[]) => {
    const [clock, own, database] = since(from)
    return `${clock} s (processor: kago ${own} s, database ${database} s)`
  }
  const begun = spent()
  let last: { step: string; at: readonly number[] } | null = null
  const end = () => last && say(`    ${last.step.padEnd(16)} ${told(last.at)}`)
  return {
    onStep(step: string) {
      end()
      last = { step, at: spent() }
    },
    total() {
      end()
      return `${told(begun)}, memory at most ${peakMb()} MB`
    },
  }
}

for (const kind of kinds.filter(one => values.kind === undefined || one === values.kind)) {
  const base = mkdtempSync(join(tmpdir(), 'kago-bench-move-in-'))
  const folder = join(base, 'earlier')
  const config = readConfig({ DATA_DIR: join(base, 'data') })
  const opened = await openLibrary(config)
  const { library, databaseUrl } = opened
  const today = dayOf(library.clock.now())
  const { takenIn, expected } = writeEarlierSystem(folder, {
    ...(sizes as typeof fullSize),
    kind,
    seed: Number(values.seed),
    today: today.toString(),
    damaged: Number(values.damaged),
  })
  say(
    `${kind}: ${Object.entries(takenIn)
      .map(([name, count]) => `${count} ${name}`)
      .join(', ')}; memory ${peakMb()} MB`,
  )
  const rehearsed = async (isRehearsal: boolean, own: typeof library) => {
    await watchServer(own as BenchLibrary)
    const watch = stopwatch()
    const moved = await moveIn(own, folder, { leaveOut: true, isRehearsal, onStep: watch.onStep })
    if (!moved.ok) throw new Error(JSON.stringify(moved.refusal).slice(0, 1000))
    watch.onStep('check')
    const violations = await checkLibrary(own.db, own.policy, today)
    const { problems, reconciled } = moved.value
    say(
      `  ${isRehearsal ? 'rehearsal' : 'cutover'}: ${watch.total()}; ${problems.length} rows told (${expected.length} expected), ${reconciled.length} figures, ${unexplained(moved.value)} unexplained, ${violations.length} violations`,
    )
    for (const { number, sentence } of violations.slice(0, 5)) say(`    invariant ${number}: ${sentence}`)
  }
  if (!values['no-rehearsal']) await rehearse(library, databaseUrl, own => rehearsed(true, own))
  await rehearsed(false, library)
  const watch = stopwatch()
  watch.onStep('export')
  await exportAll(library, join(base, 'out'))
  say(`  export --all: ${watch.total()}`)
  await opened.close()
  removeEmbedded(join(config.dataDir, 'postgres'))
  rmSync(base, { recursive: true, force: true })
}
