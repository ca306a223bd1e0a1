import type pg from 'pg'
import { isRepeatable } from '../client.ts'
import { connect, type Database, driverOf, dropConnections, isUnreachable } from '../database.ts'
import { KagoDriver } from '../driver.ts'
import { type DatabaseWatch, watchDatabase } from '../watch.ts'

/** A server that follows the first one by PostgreSQL's own replication. Never written to. */
export type Follower = {
  /**
   * What is asked here is asked there as long as it answers, and of `primary` while it does not: nobody notices but
   * the first one, who waits half a second.
   */
  connect(primary: Database, options?: { connections?: number; onLost?: (error: Error) => void }): Database
  stop(): Promise<void>
}

/** @param onChange hears of its going and coming */
export function openFollower(url: string, onChange: (isAway: boolean, why: string) => void): Follower {
  const opened = new Set<Database>()
  const watch = watchDatabase(url, {
    revive: null,
    onChange,
    giveUp: () => {
      for (const db of opened) dropConnections(db)
    },
  })
  return {
    connect(primary, options = {}) {
      const instead = driverOf(primary)
      const db = connect(url, { ...options, makeDriver: pool => new FollowerDriver(pool, watch, instead) })
      opened.add(db)
      return db
    },
    stop: () => watch.stop(),
  }
}

class FollowerDriver extends KagoDriver {
  private readonly watch: DatabaseWatch
  private readonly instead: KagoDriver

  constructor(pool: pg.Pool, watch: DatabaseWatch, instead: KagoDriver) {
    super(pool)
    this.watch = watch
    this.instead = instead
  }

  override async ask(text: string, values: unknown[]): ReturnType<KagoDriver['ask']> {
    try {
      return await this.watch.whileThere(() => super.ask(text, values), 0)
    } catch (error) {
      if (!knowsBetter(error)) throw error
      return await this.instead.ask(text, values)
    }
  }

  override async connect(): Promise<pg.PoolClient> {
    try {
      return await this.watch.whileThere(
        () => super.connect(),
        0,
        client => client.release(),
      )
    } catch (error) {
      if (!knowsBetter(error)) throw error
      return await this.instead.connect()
    }
  }
}

/** The other server is away, or gave a statement up for what it had to follow (40001, 40P01). */
const knowsBetter = (error: unknown): boolean => isUnreachable(error) || isRepeatable(error)
