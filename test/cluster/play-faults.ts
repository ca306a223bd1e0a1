// The client's part of `npm run cluster:faults`: opens the cluster, sends visitors, plays the schedule, and judges.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { play } from './do-faults.ts'
import { History } from './history.ts'
import { openCluster } from './open-cluster.ts'
import { judge } from './report.ts'
import { stopwatch } from './say.ts'
import { type Fault, faults, scheduleOf } from './schedule.ts'
import { settle } from './settle.ts'
import { sendVisitors } from './visitors.ts'

const [prefix, folder, seedText, onlyText, shortText] = process.argv.slice(2) as [
  string,
  string,
  string,
  string,
  string,
]
const seed = Number(seedText)
const only = onlyText ? (onlyText.split(',') as Fault[]) : faults
const unknown = only.filter(fault => !faults.includes(fault))
if (unknown.length > 0 || !Number.isSafeInteger(seed))
  throw new Error(`--only takes some of: ${faults.join(', ')}; --seed takes a number`)

const tell = stopwatch()
const schedule = scheduleOf(seed, only, shortText === 'short')
const open = await openCluster({ prefix, folder }, tell)
try {
  const history = new History()
  const sendAway = sendVisitors(open.town, history, seed)
  for (const planned of schedule) {
    tell(`${planned.fault} …`)
    const whom = await play(open.cluster, history, planned)
    tell(`${planned.fault}${whom ? ` (${whom})` : ''}: whole again`)
  }
  await sendAway()
  tell('the visitors have gone')
  const anomalies = await settle(open, history, tell)
  writeFileSync(join(folder, 'history.json'), JSON.stringify(history))
  process.exitCode = judge({ seed, schedule, history, anomalies }) ? 0 : 1
} finally {
  await open.cluster.end()
}
process.exit()
