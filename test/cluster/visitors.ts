import { setTimeout as pause } from 'node:timers/promises'
import { chanceOf } from '../fuzz/chance.ts'
import type { History } from './history.ts'
import { clientAddresses } from './places.ts'
import { branchCount, type Town } from './town.ts'
import { Visitor } from './visitor.ts'
import { lend, orderAtDesk, orderAtHome, record, search, takeBack, type Work } from './works.ts'

const readers = 4
/** So many of each branch are at work; each branch's copies are in the hands of one of them. */
const desks = 3
const homes = 4

/** Sends visitors, who come again and again until they are told to go. @returns what tells them */
export function sendVisitors(town: Town, history: History, seed: number): () => Promise<void> {
  const going = new AbortController()
  const at = (nth: number) => clientAddresses[nth % clientAddresses.length]!
  const comings: Promise<void>[] = []
  const come = (nth: number, everyMs: number, makes: () => { work: Work; visitor: Visitor }) =>
    comings.push(keepComing({ seed: seed * 1_000 + nth, everyMs, going: going.signal, makes }))

  for (let nth = 0; nth < readers; nth++) {
    const searching = new Visitor('search', history, { address: at(nth) })
    const reading = new Visitor('record', history, { address: at(readers + nth) })
    come(nth, 200, () => ({ work: search(town), visitor: searching }))
    come(100 + nth, 150, () => ({ work: record(town), visitor: reading }))
  }
  let nextPatron = 0
  const patrons = town.patronCookies.map(({ patronId, cookie }, nth) => ({
    patronId,
    visitor: new Visitor('order', history, { address: at(nth), cookie }),
  }))
  for (let nth = 0; nth < homes; nth++)
    come(200 + nth, 400, () => {
      const { patronId, visitor } = patrons[nextPatron++ % patrons.length]!
      return { work: orderAtHome(town, history, patronId), visitor }
    })
  for (let branch = 0; branch < Math.min(desks, branchCount); branch++) {
    const visitor = new Visitor('desk', history, { address: at(branch), cookie: town.staffCookies[branch]! })
    let turn = 0
    come(300 + branch, 400, () => {
      // Those who order at the desk are none of those who order at home.
      const caller = town.patronCookies.length + 1 + ((turn * desks + branch) % 500)
      const works = [takeBack(town, history, branch), lend(town, history, branch), orderAtDesk(town, history, caller)]
      return { work: works[turn++ % works.length]!, visitor }
    })
  }
  return async () => {
    going.abort()
    await Promise.all(comings)
  }
}

type Coming = { seed: number; everyMs: number; going: AbortSignal; makes: () => { work: Work; visitor: Visitor } }

async function keepComing({ seed, everyMs, going, makes }: Coming): Promise<void> {
  const chance = chanceOf(seed)
  while (!going.aborted) {
    const { work, visitor } = makes()
    await work(visitor, chance)
    await pause(everyMs / 2 + chance.upTo(everyMs), undefined, { signal: going }).catch(() => {})
  }
}
