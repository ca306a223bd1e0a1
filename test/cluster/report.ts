import type { History } from './history.ts'
import { measure } from './measure.ts'
import { say } from './say.ts'
import type { Planned } from './schedule.ts'

/** Writing is back after so long. */
const pauseMaxMs = 20_000

const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`

/** Prints what was seen. @returns true when everything was as it is promised */
export function judge(run: { seed: number; schedule: Planned[]; history: History; anomalies: string[] }): boolean {
  const { lanes, faults, failedReads } = measure(run.history)
  say(
    `\nseed ${run.seed}: ${run.schedule.map(({ fault, holdMs }) => `${fault} ${holdMs === null ? 'until the others go on' : seconds(holdMs)}`).join(', ')}`,
  )
  say('\nlane      what    asked   failed  answered   longest pause')
  for (const { lane, kind, asked, failed, longestPauseMs } of lanes) {
    const share = `${((100 * (asked - failed)) / asked).toFixed(2)} %`
    say(
      [lane.padEnd(9), kind.padEnd(6), `${asked}`.padStart(6), `${failed}`.padStart(8), share.padStart(9)].join(' ') +
        seconds(longestPauseMs).padStart(15),
    )
  }
  say('\nfault                              lasted   writing paused   failed searches and records   of all')
  for (const { fault, forMs, writingPausedMs, failedReads: reads, failed } of faults)
    say(
      fault.padEnd(33) +
        seconds(forMs).padStart(8) +
        seconds(writingPausedMs).padStart(17) +
        `${reads}`.padStart(30) +
        `${failed}`.padStart(9),
    )
  for (const { what, status, why, at } of failedReads.slice(0, 10))
    say(`failed at ${seconds(at)}: ${what} ${status ?? ''} ${why ?? ''}`)
  const told = Object.groupBy(run.history.deeds, deed => `${deed.is} ${deed.told}`)
  say(
    `\n${Object.entries(told)
      .map(([what, deeds]) => `${what} ${deeds!.length}`)
      .sort()
      .join(' · ')}`,
  )
  say(`${run.anomalies.length} anomalies`)
  for (const sentence of run.anomalies.slice(0, 40)) say(`  ${sentence}`)
  const tooLong = faults.filter(({ writingPausedMs }) => writingPausedMs > pauseMaxMs)
  for (const { fault } of tooLong) say(`writing paused longer than ${seconds(pauseMaxMs)}: ${fault}`)
  const undone = (['order', 'loan', 'return'] as const).filter(what => !told[`${what} done`])
  for (const what of undone) say(`nothing is shown by a run without a single ${what} that was done`)
  return undone.length === 0 && run.anomalies.length === 0 && failedReads.length === 0 && tooLong.length === 0
}
