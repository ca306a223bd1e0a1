// Loaded into each Kago of a cluster before itself: the clocks of all hosts are one, however late a process began.
// CLUSTER_CLOCK says which moment of the library's clock was which of the machine's.
const [moment, machineMs] = process.env.CLUSTER_CLOCK!.split(' ') as [string, string]

const now = () =>
  Temporal.Instant.from(moment)
    .add({ milliseconds: Date.now() - Number(machineMs) })
    .toString()

process.env = new Proxy(process.env, {
  get: (environment, name) => (name === 'KAGO_AT' ? now() : Reflect.get(environment, name)),
})
