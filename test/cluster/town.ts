import { connect, type Database, sql } from '#database/database.ts'
import { migrate } from '#database/migrate.ts'
import { BranchId, PatronId } from '#ids.ts'
import type { Library } from '#library.ts'
import { defaultPolicy } from '#policy.ts'
import { drawSecrets, type Secrets } from '#secrets/secrets.ts'
import { silentLog } from '#std/log.ts'
import { stoppedClock } from '#time/clock.ts'
import { type BenchLibrary, copiesThatAre, fillTown } from '../../bench/town.ts'
import { signedInAtCounter, signedInAtHome } from '../signed-in.ts'

/** What visitors of a run know of the library. */
export type Town = {
  bibs: number
  /** The first so many are those that everybody wants. */
  wanted: number
  patrons: number
  /** Barcodes by branch. */
  onShelf: string[][]
  onLoan: string[][]
  patronCookies: { patronId: number; cookie: string }[]
  /** Of each branch one. */
  staffCookies: string[]
}

export const branchCount = 8
const sizes = { bibs: 600, items: 2_400, patrons: 2_000, waiting: 200, onLoan: 800 }

export const secretsOf = (secrets: Secrets): string =>
  JSON.stringify(Object.fromEntries(Object.entries(secrets).map(([name, key]) => [name, key.toString('hex')])))

/**
 * Makes the role and the database as the README of deploy/cluster says, the tables, and a town in them.
 * @param url the address of the primary, for a user and a database
 */
export async function foundTown(
  url: (user: 'kago' | 'postgres', database: string) => Promise<string>,
  { password, at, patrons: signedIn }: { password: string; at: string; patrons: number },
): Promise<{ town: Town; secrets: Secrets }> {
  const maintenance = connect(await url('postgres', 'postgres'), { connections: 1 })
  await sql.raw(`create role kago login createdb password '${password}'`).execute(maintenance)
  await sql`create database kago owner kago`.execute(maintenance)
  await maintenance.destroy()
  const db = connect(await url('kago', 'kago'), { connections: 4 })
  await migrate(db)
  const secrets = drawSecrets()
  const library = libraryOn(db, secrets, at)
  // Rows that are right by construction need no checks while they are made, which only a superuser may say.
  const owner = connect(await url('postgres', 'kago'), { connections: 1 })
  await fillTown({ ...library, db: owner } as BenchLibrary, sizes)
  await owner.destroy()
  const town = {
    bibs: sizes.bibs,
    wanted: 60,
    patrons: sizes.patrons,
    onShelf: await barcodesByBranch(db, 'shelf'),
    onLoan: await barcodesByBranch(db, 'loan'),
    patronCookies: await signPatronsIn(library, signedIn),
    staffCookies: await signStaffIn(library),
  }
  await db.destroy()
  return { town, secrets }
}

function libraryOn(db: Database, secrets: Secrets, at: string): Library {
  // Whoever signs in knows nothing of the search index.
  const index = {} as Library['index']
  return { db, readDb: db, clock: stoppedClock(at), policy: defaultPolicy, log: silentLog, index, secrets }
}

async function barcodesByBranch(db: Database, status: 'loan' | 'shelf'): Promise<string[][]> {
  const copies = await copiesThatAre(db, status)
  return Array.from({ length: branchCount }, (_, nth) =>
    copies.filter(({ branch }) => branch === `b${nth}`).map(({ barcode }) => barcode),
  )
}

async function signPatronsIn(library: Library, count: number): Promise<Town['patronCookies']> {
  const signIn = async (patronId: number) => {
    const { cookie } = await signedInAtHome(library, PatronId(patronId))
    return { patronId, cookie }
  }
  const people: Town['patronCookies'] = []
  for (let first = 1; first <= count; first += 50)
    people.push(
      ...(await Promise.all(Array.from({ length: Math.min(50, count + 1 - first) }, (_, n) => signIn(first + n)))),
    )
  return people
}

async function signStaffIn(library: Library): Promise<string[]> {
  const cookies: string[] = []
  for (let nth = 0; nth < branchCount; nth++) {
    const screens = await signedInAtCounter(library, BranchId(`b${nth}`), 1)
    cookies.push(...screens.map(({ cookie }) => cookie))
  }
  return cookies
}
