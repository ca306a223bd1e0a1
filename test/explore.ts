// `npm run explore [-- --rounds N]`: plays every property again and again, each round with other values. The first
// round that fails ends it, and is played again by its KAGO_SEED.
import { spawnSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '20' } } })
const rounds = Number(values.rounds)
const files = globSync('src/**/*.test.{ts,tsx}').filter(file =>
  /from 'fast-check'|seed\.ts'/.test(readFileSync(file, 'utf8')),
)
for (let round = 1; round <= rounds; round++) {
  const seed = Math.floor(Math.random() * 2 ** 31)
  process.stdout.write(`round ${round} of ${rounds}: KAGO_SEED=${seed}\n`)
  const env = { ...process.env, KAGO_SEED: `${seed}` }
  const { status } = spawnSync(join('node_modules', '.bin', 'vitest'), ['run', '--reporter=dot', ...files], {
    stdio: 'inherit',
    env,
  })
  if (status !== 0) process.exit(1)
}
