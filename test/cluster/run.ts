// `npm run cluster`: the cluster of deploy/cluster on one machine, each host a network namespace, until Ctrl-C.
// `npm run cluster:faults -- --seed N [--only 'primary killed,…'] [--short]`: a schedule of faults under load, and
// what came.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { parseArgs } from 'node:util'
import { makeRunFolder, removeRunFolder } from './cluster.ts'
import { clientAddresses, networkOf } from './places.ts'
import { whatIsLacking } from './programs.ts'
import { say } from './say.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    kept: { type: 'boolean' },
    short: { type: 'boolean' },
  },
})

const lacking = whatIsLacking()
if (lacking) {
  say(`There can be no cluster here. ${lacking}`)
  process.exit(2)
}

const prefix = `kago${process.pid}`
const network = networkOf(prefix)
const folder = makeRunFolder()
let code = 1
try {
  network.lay()
  for (const address of clientAddresses) network.addAddress('client', address)
  const script = positionals[0] === 'faults' ? 'play-faults.ts' : 'stay.ts'
  const within = ['netns', 'exec', network.nameOf('client'), process.execPath, '--import', 'tsx']
  const child = spawn(
    'ip',
    [
      ...within,
      `${import.meta.dirname}/${script}`,
      prefix,
      folder,
      values.seed,
      values.only ?? '',
      values.short ? 'short' : '',
    ],
    {
      stdio: 'inherit',
    },
  )
  // It is told by the terminal, too, and ends by itself.
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  const [ended] = (await once(child, 'exit')) as [number | null]
  code = ended ?? 1
} finally {
  network.remove()
  if (values.kept) say(`What was said lies in ${folder}.`)
  else {
    spawnSync('sync')
    removeRunFolder(folder)
  }
}
process.exit(code)
