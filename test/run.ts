// `npm test`: types, style, then every test, the browser ones included. Closes with the line `N passed, N failed`.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { startChromium } from './chromium.ts'
import { clusterTests, whatIsLacking } from './cluster/programs.ts'
import { haveRealData, realDataTests, sharedData } from './real-data.ts'
import { maySmallDisk, smallDiskTests } from './small-disk.ts'

const out = (text: string) => void process.stdout.write(`${text}\n`)
const run = (program: string, args: string[]) =>
  spawnSync(join('node_modules', '.bin', program), args, { stdio: 'inherit' }).status === 0

// Before anything else: that there is no browser is better said now than in every test.
await (await startChromium(out)).close()

let passed = 0
let failed = 0
const count = (ok: boolean) => (ok ? passed++ : failed++)

out('types')
count(run('tsc', ['--noEmit']))
out('style')
count(run('biome', ['check', '.']))

if (!haveRealData) out(`no real catalogue data in ${sharedData} (KAGO_SHARED): without ${realDataTests.join(', ')}`)
if (!maySmallDisk()) out(`no disk can be made here (root on Linux): without ${smallDiskTests.join(', ')}`)
const lacking = whatIsLacking()
if (lacking) out(`no cluster can be laid out here: without ${clusterTests.join(', ')}. ${lacking}`)
const directory = mkdtempSync(join(tmpdir(), 'kago-report-'))
const report = join(directory, 'report.json')
const wellEnded = run('vitest', [
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
  ...process.argv.slice(2),
])
try {
  const result = JSON.parse(readFileSync(report, 'utf8')) as {
    numPassedTests: number
    numFailedTests: number
    numPendingTests: number
    success: boolean
  }
  passed += result.numPassedTests
  // A skipped test promises nothing, and a file that cannot be read fails without a test of its own.
  failed += result.numFailedTests + result.numPendingTests
  if ((!wellEnded || !result.success) && result.numFailedTests === 0) failed++
} catch {
  failed++
}
rmSync(directory, { recursive: true, force: true })

out(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 ? 0 : 1)
