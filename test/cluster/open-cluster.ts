import { Cluster } from './cluster.ts'
import { databases, networkOf } from './places.ts'
import { foundTown, secretsOf, type Town } from './town.ts'

/** A Wednesday morning, far from the night. */
export const begins = Temporal.Instant.from('2026-11-25T10:00:00+09:00')

export type Open = {
  cluster: Cluster
  town: Town
  /** Turns the clock of whoever is started from now on. */
  turnTo(instant: string): void
}

/**
 * Starts everything on the hosts that were laid out, in the order of the README: etcd and Patroni, the library, the
 * proxies, both Kagos.
 */
export async function openCluster(
  { prefix, folder, count = 3 }: { prefix: string; folder: string; count?: number },
  tell: (line: string) => void,
): Promise<Open> {
  let turned = begins
  let turnedAt = performance.now()
  const now = () => turned.add({ milliseconds: Math.round(performance.now() - turnedAt) }).toString()
  const cluster = new Cluster(networkOf(prefix), folder, now)
  let town: Town
  try {
    cluster.startDatabases(databases.slice(0, count))
    await cluster.becomesWhole({ count, kago: false })
    tell(`etcd and Patroni on ${count} hosts; ${await cluster.primary()} is the primary`)
    const url = (user: 'kago' | 'postgres', database: string) => cluster.urlOf(user, database)
    const founded = await foundTown(url, { password: cluster.kagoPassword, at: now(), patrons: 400 })
    town = founded.town
    cluster.secrets = secretsOf(founded.secrets)
    tell(`a library with ${town.bibs} titles and ${town.patrons} patrons`)
    cluster.proxy.start()
    for (const { proxy, service } of cluster.kagos.values()) {
      proxy.start()
      service.start()
    }
    await cluster.becomesWhole({ count })
    tell('both Kagos serve behind the proxy')
  } catch (error) {
    await cluster.end()
    throw error
  }
  return {
    cluster,
    town,
    turnTo(instant) {
      turned = Temporal.Instant.from(instant)
      turnedAt = performance.now()
    },
  }
}
