// The client's part of `npm run cluster`: opens the cluster, says where everything is, and stays until told to go.
import { openCluster } from './open-cluster.ts'
import { addresses } from './places.ts'
import { say, stopwatch } from './say.ts'

const [prefix, folder] = process.argv.slice(2) as [string, string]
const { cluster } = await openCluster({ prefix, folder }, stopwatch())
for (const [name, address] of Object.entries(addresses)) say(`  ${name.padEnd(8)} ${address}`)
say(`The service:    ip netns exec ${prefix}-client curl http://${addresses.proxy}/`)
say(`Who is primary: ip netns exec ${prefix}-client curl http://${addresses.a}:8008/cluster`)
say(`Cut a host off: ip -n ${prefix}-hub link set a down    and back: ip -n ${prefix}-hub link set a up`)
say(`What is said lies in ${folder}/logs. Ctrl-C ends it.`)
const gone = Promise.withResolvers<void>()
const staying = setInterval(() => {}, 60_000)
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => gone.resolve())
await gone.promise
clearInterval(staying)
await cluster.end()
