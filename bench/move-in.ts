import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { checkLibrary } from '#check/check-library.ts'
import { readConfig } from '#config.ts'
import { connect } from '#database/database.ts'
import { removeEmbedded } from '#database/embedded.ts'
import { inDatabaseAside } from '#database/make-database.ts'
import { migrate } from '#database/migrate.ts'
import { exportAll } from '#exchange/moving/export-all.ts'
import { moveIn } from '#exchange/moving/move-in.ts'
import { rehearse } from '#exchange/moving/rehearse.ts'
import { unexplained } from '#exchange/moving/write-report.ts'
import type { Library } from '#library.ts'
import { dayOf, stoppedClock } from '#time/clock.ts'
import { openLibrary } from '../src/main.ts'
import { runChild } from '../test/child.ts'
import { databaseCpu, serviceCpu, watchServer } from './circulation-load.ts'
import { kinds } from './move-in/dialects.ts'
import { fullSize, writeEarlierSystem } from './move-in/earlier-system.ts'
import { differingFiles } from './move-in/same-folders.ts'
import type { BenchLibrary } from './town.ts'

/**
 * A library moves in: a rehearsal and the cutover of an earlier system of each kind, with seconds a step and the most
 * memory that this process had. Then everything is exported; with --equal that is moved into an empty library and
 * exported again, with --killed the moving is killed three times in another one and started again, and both have to be
 * the same. It ends with 1 when anything is not as it should be. npm run bench:move-in -- [--kind clean|cp932|fixed]
 * [--patrons 100000] [--damaged 5] [--seed 1] [--no-rehearsal] [--equal] [--killed] The other sizes grow with the
 * patrons.
 */
const { values } = parseArgs({
  options: {
    kind: { type: 'string' },
    patrons: { type: 'string', default: '100000' },
    damaged: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
    'no-rehearsal': { type: 'boolean', default: false },
    equal: { type: 'boolean', default: false },
    killed: { type: 'boolean', default: false },
  },
})
const scale = Number(values.patrons) / fullSize.patrons
const sizes = Object.fromEntries(Object.entries(fullSize).map(([name, full]) => [name, Math.round(full * scale)]))

const say = (line: string) => void process.stdout.write(`${line}\n`)
const peakMb = () => Math.round(Number(/VmHWM:\s+(\d+)/.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) / 1024)

/** Something is not as it should be. */
function fault(what: string): void {
  say(`    NOT AS IT SHOULD BE: ${what}`)
  process.exitCode = 1
}

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
  const at = Temporal.Now.plainDateTimeISO('Asia/Tokyo').toString({ smallestUnit: 'second' })
  // One moment for all of them: what is told of when a row came in is then the same.
  const library = { ...opened.library, clock: stoppedClock(at) }
  const today = dayOf(library.clock.now())
  const { takenIn, expected } = writeEarlierSystem(folder, {
    ...(sizes as typeof fullSize),
    kind,
    seed: Number(values.seed),
    today: today.toString(),
    damaged: Number(values.damaged),
  })
  const counts = Object.entries(takenIn).map(([name, count]) => `${count} ${name}`)
  say(`${kind}: ${counts.join(', ')}; memory ${peakMb()} MB`)
  const moved = async (name: string, own: Library, from: { folder: string; told: number; isRehearsal?: boolean }) => {
    await watchServer(own as BenchLibrary)
    const watch = stopwatch()
    const outcome = await moveIn(own, from.folder, {
      leaveOut: true,
      isRehearsal: from.isRehearsal ?? false,
      onStep: watch.onStep,
    })
    if (!outcome.ok) throw new Error(JSON.stringify(outcome.refusal).slice(0, 1000))
    watch.onStep('check')
    const violations = await checkLibrary(own.db, own.policy, today)
    const { problems, reconciled } = outcome.value
    const open = unexplained(outcome.value)
    say(
      `  ${name}: ${watch.total()}; ${problems.length} rows told, ${reconciled.length} figures, ${open} unexplained, ${violations.length} violations`,
    )
    if (problems.length !== from.told) fault(`${from.told} rows were to be told`)
    if (open > 0) fault(`${open} figures are not explained`)
    for (const { number, sentence } of violations) fault(`invariant ${number}: ${sentence}`)
  }
  const written = async (own: Library, name: string) => {
    const watch = stopwatch()
    await exportAll(own, join(base, name))
    say(`  export --all: ${watch.total()}`)
    if (name === 'out') return
    const differing = await differingFiles(join(base, 'out'), join(base, name))
    say(`  ${name}: ${differing.length === 0 ? 'the same library' : 'another library'}`)
    if (differing.length > 0) fault(`these files differ: ${differing.join(', ')}`)
    rmSync(join(base, name), { recursive: true })
  }
  /** Something is done with another, empty library on the same server. */
  const aside = <T>(work: (own: Library, url: string) => Promise<T>): Promise<T> =>
    inDatabaseAside(opened.databaseUrl, 'bench', async url => {
      const db = connect(url)
      try {
        await migrate(db)
        return await work({ ...library, db, readDb: db }, url)
      } finally {
        await db.destroy()
      }
    })
  const told = expected.length
  if (!values['no-rehearsal'])
    await rehearse(library, opened.databaseUrl, own => moved('rehearsal', own, { folder, told, isRehearsal: true }))
  await moved('cutover', library, { folder, told })
  await written(library, 'out')
  if (values.equal)
    await rehearse(library, opened.databaseUrl, async own => {
      await moved('its export into an empty library', own, { folder: join(base, 'out'), told: 0 })
      await written(own, 'moved in again')
    })
  if (values.killed)
    await aside(async (own, url) => {
      await killThrice(url, folder, at)
      for (const { sentence } of await checkLibrary(own.db, own.policy, today)) fault(sentence)
      await written(own, 'killed three times')
    })
  await opened.close()
  removeEmbedded(join(config.dataDir, 'postgres'))
  rmSync(base, { recursive: true, force: true })
}

/** A moving as a program of its own, which dies behind the catalogue, amid the rows, and when all is in. */
async function killThrice(url: string, folder: string, at: string): Promise<void> {
  const program = fileURLToPath(new URL('../test/move-in-process.ts', import.meta.url))
  for (const point of ['moveIn:catalogue', 'moveIn:loans', 'moveIn:committed', '']) {
    const begun = performance.now()
    const end = await runChild(program, [url, folder, at], { KAGO_CRASH_AT: point })
    const became = end.signal ?? end.out
    say(`  killed at ${point || 'no point'}: ${became}, after ${((performance.now() - begun) / 1000).toFixed(1)} s`)
    if (became !== (point ? 'SIGKILL' : 'before')) fault(`it ended with ${became} ${end.error}`)
  }
}
