import { checkLibrary } from '#check/check-library.ts'
import { changeDescription, currentDescription, planDescription } from '#settings/change-description.ts'
import { changesBetween } from '#settings/rules/changes.ts'
import { takeBack } from '#settings/versions.ts'
import { dayOf } from '#time/clock.ts'
import { sectionChanges } from '../test/section-changes.ts'
import { fillTown, fullSizes, openBenchLibrary, scaled } from './town.ts'

/**
 * Each section of the settings is looked at, changed and taken back on a living library, with milliseconds for each and
 * what the change was said to do. Ends with 1 when something is not as before. npm run bench:settings -- [patrons]
 */
const patrons = Number(process.argv[2] ?? 10_000)
const say = (line: string) => void process.stdout.write(`${line}\n`)
const staff = { login: 'kanri' }

const library = await openBenchLibrary({ at: '2026-11-24T10:00:00', connections: 4 })
let isAsBefore = true
try {
  await fillTown(library, scaled(patrons / fullSizes.patrons))
  // The town is filled by hand; its calendar is laid out once by what the description says.
  const given = await currentDescription(library)
  const laidOut = { ...given.description, newArrivalDays: 59 }
  await changeDescription(library, staff, laidOut, { basedOn: given.version })
  const { description: before } = await currentDescription(library)
  for (const [section, change] of Object.entries(sectionChanges)) {
    const { description, version } = await currentDescription(library)
    const next = { ...description, [section]: change(description) }
    if (changesBetween(description, next).length === 0) continue
    const [plan, looked] = await timed(() => planDescription(library, { is: 'staff', ...staff }, next))
    const [changed, made] = await timed(() =>
      changeDescription(library, staff, next, { basedOn: version, why: section }),
    )
    if (!plan.ok || !changed.ok) throw new Error(`${section}: ${JSON.stringify([plan, changed])}`)
    const back = { basedOn: changed.value.version, why: 'back' }
    const [taken, undone] = await timed(() => takeBack(library, staff, changed.value.version, back))
    const left = changesBetween((await currentDescription(library)).description, before)
    isAsBefore &&= taken.ok && left.length === 0
    const effects = Object.entries(plan.value.effects).filter(([, count]) => count > 0)
    const does = effects.map(([name, count]) => `${name} ${count}`).join(', ') || 'nothing'
    say(`${section.padEnd(18)} look ${looked}, change ${made}, back ${undone} ms; does: ${does}`)
  }
  const violations = await checkLibrary(library.db, library.policy, dayOf(library.clock.now()))
  for (const { number, sentence } of violations.slice(0, 10)) say(`invariant ${number}: ${sentence}`)
  say(`${patrons} patrons; ${isAsBefore ? 'all as before' : 'NOT as before'}, ${violations.length} violations`)
  process.exitCode = isAsBefore && violations.length === 0 ? 0 : 1
} finally {
  await library.close()
}

async function timed<T>(work: () => Promise<T>): Promise<[T, number]> {
  const begun = performance.now()
  const answer = await work()
  return [answer, Math.round(performance.now() - begun)]
}
