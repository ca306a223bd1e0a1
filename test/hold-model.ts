// The library as a child would explain it: plain lists, no database, no haste. The model test plays the same days on
// both.

export type ModelHold = {
  nth: number
  patron: number
  bib: number
  order: number
  position: number
  kind: 'ordinary' | 'series' | 'set'
  state: 'applied' | 'waiting' | 'inTransit' | 'ready' | 'cancelApplied' | 'closed'
  why: string | null
  place: number
  item: number | null
  pickup: string
  contact: 'self' | 'mail' | 'phone'
  suspendedUntil: string | null
  /** Whether its time on the shelf was lengthened since it is ready. */
  lengthened: boolean
  /** So many of its order are enough. */
  enough: number | null
  /** From another card of the same person: the limit does not count it. */
  cameOver: boolean
  readyOn: string | null
  notifiedOn: string | null
  /** When it was applied for, counted in steps. */
  step: number
  /** Since when the patron looks for themself, when it was ready before. */
  selfSince: string | null
  /** The last day that was told. */
  toldUntil: string | null
  pickUpBy: string | null
}

export type ModelItem = {
  nth: number
  bib: number
  home: string
  at: string
  status: 'shelf' | 'loan' | 'holdShelf' | 'transit' | 'repair' | 'missing' | 'withdrawn' | 'onOrder' | 'inProcess'
  /** From where it was sent. */
  from: string | null
  loan: {
    patron: number
    branch: string
    dueOn: string
    renewals: number
    lost: boolean
    /** The day on which it was lent or renewed, and whether its date has moved along since. */
    begunOn: string
    moved: boolean
  } | null
}

export type ModelMark = 'missing' | 'repair' | 'withdrawn' | 'inProcess' | 'found' | 'lost' | 'settled'

export type Answer = string

const plus = (day: string, days: number) => Temporal.PlainDate.from(day).add({ days }).toString()
const farther = (hold: ModelHold) =>
  hold.state === 'waiting' && hold.item !== null
    ? 2.5
    : ['cancelApplied', 'applied', 'waiting', 'inTransit', 'ready'].indexOf(hold.state)

const isBetter = (a: ModelHold, b: ModelHold) =>
  farther(a) !== farther(b) ? farther(a) > farther(b) : a.place !== b.place ? a.place < b.place : a.nth < b.nth

/** Stops are written 'bm/yoshiura'. */
export const branchOf = (pickup: string) => pickup.split('/')[0]!

export class Model {
  holds: ModelHold[] = []
  items: ModelItem[] = []
  stopped = new Set<number>()
  closures = new Set<string>()
  /** Who can be told nothing by mail. */
  noMail = new Set<number>()
  /** Pickup locations that are no more, and since when. */
  ended = new Map<string, string>()
  /** What was merged into what. */
  readonly gone = { bib: new Map<number, number>(), patron: new Map<number, number>() }
  today: string
  places = 0
  steps = 0
  /** What was lent since the last night. */
  lent: { patron: number; bib: number; item: number; step: number }[] = []
  orders = 0
  /** Of each stop. */
  visits: Readonly<Record<string, readonly string[]>>
  readonly cancelledVisits = new Set<string>()
  /** Of these the ones that a closure cancelled. */
  readonly visitsOfClosures = new Set<string>()
  isOpen: (branch: string, day: string) => boolean
  readonly max = { holds: 4, loans: 3, renewals: 1 }

  constructor(
    today: string,
    items: readonly { bib: number; home: string; isOnOrder?: true }[],
    visits: Readonly<Record<string, readonly string[]>>,
    isOpen: (branch: string, day: string) => boolean,
  ) {
    this.visits = visits
    this.isOpen = isOpen
    this.today = today
    this.items = items.map(({ bib, home, isOnOrder }, nth) => {
      const status = isOnOrder ? 'onOrder' : 'shelf'
      return { bib, home, nth, at: home, status, from: null, loan: null }
    })
  }

  openFrom(branch: string, day: string): string {
    let next = day
    while (!this.isOpen(branch, next) || this.closures.has(`${branch} ${next}`)) next = plus(next, 1)
    return next
  }

  visitsOf(pickup: string, from: string): string[] {
    const end = this.ended.get(pickup)
    return (this.visits[pickup] ?? []).filter(
      day => day >= from && (!end || day < end) && !this.cancelledVisits.has(`${pickup} ${day}`),
    )
  }

  lastDay(hold: ModelHold): string {
    const told = hold.contact === 'self' ? (hold.notifiedOn ?? hold.selfSince ?? hold.readyOn) : hold.notifiedOn
    const since = told ?? hold.readyOn!
    const begun = this.openFrom(branchOf(hold.pickup), since)
    const week = plus(begun, told ? 7 : 14)
    const least = hold.toldUntil && hold.toldUntil > week ? hold.toldUntil : week
    const visits = this.visitsOf(hold.pickup, since)
    if (visits.length > 0) return visits.find(day => day >= least) ?? least
    return this.openFrom(branchOf(hold.pickup), least)
  }

  /** The last day follows from everything it depends on; what the patron knows is never taken back. */
  settle(hold: ModelHold) {
    hold.pickUpBy = this.lastDay(hold)
    if (hold.contact === 'self' || hold.notifiedOn) hold.toldUntil = hold.pickUpBy
  }

  due(branch: string, on = this.today): string {
    const visit = branch === 'bm' ? this.visitsOf('bm/yoshiura', plus(on, 1))[0] : null
    return visit ?? this.openFrom(branch, plus(on, 14))
  }

  /** By what number somebody, or a title, goes now. */
  now(of: 'bib' | 'patron', number: number): number {
    return this.gone[of].get(number) ?? number
  }

  open(patron: number) {
    return this.holds.filter(hold => hold.patron === patron && hold.state !== 'closed')
  }

  block(patron: number): string | null {
    if (this.stopped.has(patron)) return 'cardStopped'
    const late = this.items.some(item => item.loan?.patron === patron && item.loan.dueOn <= plus(this.today, -14))
    return late ? 'overdue' : null
  }

  onLoan(patron: number, bib: number) {
    return this.items.some(item => item.bib === bib && item.loan?.patron === patron)
  }

  isHeld(bib: number) {
    return this.items.some(item => item.bib === bib && !['withdrawn', 'missing'].includes(item.status))
  }

  order(
    channel: 'web' | 'counter',
    patron: number,
    bibs: number[],
    kind: ModelHold['kind'],
    pickup: string,
    contact: ModelHold['contact'],
    { suspendedUntil, enough }: { suspendedUntil: string | null; enough: number | null },
  ): Answer {
    if (kind !== 'ordinary' && bibs.length < 2) return 'tooFewForSeries'
    for (const bib of bibs) {
      if (!this.isHeld(bib)) return 'notHeld'
      const own = this.open(patron).find(hold => hold.bib === bib)
      if (own) return own.state === 'cancelApplied' ? 'cancelApplied' : 'alreadyOnHold'
      if (this.onLoan(patron, bib)) return 'alreadyOnLoan'
    }
    if (contact === 'mail' && this.noMail.has(patron)) return 'contactNotRegistered'
    if (this.ended.has(pickup)) return 'pickupClosed'
    const block = this.block(patron)
    if (block) return block
    const counted = this.open(patron).filter(hold => hold.state !== 'cancelApplied')
    if (counted.length + bibs.length > this.max.holds) return 'tooMany'
    const order = ++this.orders
    for (const [index, bib] of bibs.entries()) {
      this.holds.push({
        nth: this.holds.length,
        patron,
        bib,
        order,
        position: index + 1,
        kind,
        state: channel === 'web' ? 'applied' : 'waiting',
        why: null,
        place: channel === 'web' ? 0 : ++this.places,
        item: null,
        pickup,
        contact,
        suspendedUntil,
        lengthened: false,
        enough: kind === 'ordinary' && enough !== null && enough < bibs.length ? enough : null,
        cameOver: false,
        readyOn: null,
        notifiedOn: null,
        step: ++this.steps,
        selfSince: null,
        toldUntil: null,
        pickUpBy: null,
      })
    }
    return 'ok'
  }

  waits(hold: ModelHold) {
    return hold.state === 'waiting' && hold.item === null
  }

  mayBeServed(hold: ModelHold): boolean {
    if (!this.waits(hold) || this.block(hold.patron) || this.ended.has(hold.pickup)) return false
    if (hold.suspendedUntil && hold.suspendedUntil >= this.today) return false
    if (this.hasEnough(hold)) return false
    if (hold.kind !== 'series') return true
    return !this.holds.some(
      earlier =>
        earlier.order === hold.order &&
        earlier.kind === 'series' &&
        earlier.position < hold.position &&
        earlier.state !== 'closed' &&
        earlier.item === null,
    )
  }

  /** As many of its order have come as its patron wants. */
  hasEnough(hold: ModelHold): boolean {
    const hasCome = (one: ModelHold) => ['inTransit', 'ready'].includes(one.state) || one.why === 'fulfilled'
    const come = this.holds.filter(one => one !== hold && one.order === hold.order && hasCome(one))
    return hold.enough !== null && come.length >= hold.enough
  }

  next(bib: number): ModelHold | null {
    return (
      this.holds.filter(hold => hold.bib === bib && this.mayBeServed(hold)).sort((a, b) => a.place - b.place)[0] ?? null
    )
  }

  holder(item: ModelItem) {
    return this.holds.find(hold => hold.item === item.nth) ?? null
  }

  shelveHold(item: ModelItem, hold: ModelHold): Answer {
    Object.assign(item, { status: 'holdShelf', at: branchOf(hold.pickup), from: null })
    hold.item = item.nth
    if (hold.kind === 'set') this.completeSet(hold.order)
    else this.makeReady(hold)
    return `holdShelf ${hold.nth}`
  }

  makeReady(hold: ModelHold) {
    Object.assign(hold, { state: 'ready', readyOn: this.today, notifiedOn: null, selfSince: null, toldUntil: null })
    hold.lengthened = false
    this.settle(hold)
  }

  completeSet(order: number) {
    const members = this.holds.filter(
      hold => hold.order === order && hold.kind === 'set' && !['closed', 'cancelApplied'].includes(hold.state),
    )
    const isThere = (hold: ModelHold) => {
      const item = hold.item === null ? null : this.items[hold.item]!
      return item?.status === 'holdShelf' && item.at === branchOf(hold.pickup)
    }
    if (!members.every(isThere)) return
    for (const hold of members) if (hold.state === 'waiting') this.makeReady(hold)
  }

  capture(item: ModelItem, hold: ModelHold, branch: string): Answer {
    if (branch === branchOf(hold.pickup)) return this.shelveHold(item, hold)
    hold.item = item.nth
    if (hold.kind !== 'set') hold.state = 'inTransit'
    Object.assign(item, { status: 'transit', at: branchOf(hold.pickup), from: branch })
    return `send ${branchOf(hold.pickup)} ${hold.nth}`
  }

  checkIn(item: ModelItem, branch: string): Answer {
    if (item.status === 'withdrawn') return 'stop withdrawn'
    if (item.status === 'repair') return 'stop inRepair'
    return this.takeInHand(item, branch)
  }

  /** Whoever has it in hand decides where it is. */
  takeInHand(item: ModelItem, branch: string): Answer {
    const held = this.holder(item)
    const isOver = held && (held.state === 'cancelApplied' || this.ended.has(held.pickup))
    if (held && !isOver) {
      if (branch === branchOf(held.pickup))
        return item.status === 'holdShelf' && item.at === branch ? `holdShelf ${held.nth}` : this.shelveHold(item, held)
      if (held.state === 'ready') this.goesAway(held)
      Object.assign(item, { status: 'transit', at: branchOf(held.pickup), from: branch })
      return `send ${branchOf(held.pickup)} ${held.nth}`
    }
    if (held) {
      held.item = null
      if (held.state !== 'cancelApplied')
        Object.assign(held, { state: 'waiting', readyOn: null, pickUpBy: null, notifiedOn: null })
    }
    item.loan = null
    const next = this.next(item.bib)
    if (next) return this.capture(item, next, branch)
    if (branch === item.home) {
      Object.assign(item, { status: 'shelf', at: branch, from: null })
      return 'shelve'
    }
    Object.assign(item, { status: 'transit', at: item.home, from: branch })
    return `send ${item.home} null`
  }

  /** A ready copy is to travel: its hold is on its way, or kept until its set is together again. */
  goesAway(hold: ModelHold) {
    const state = hold.kind === 'set' ? 'waiting' : 'inTransit'
    Object.assign(hold, { state, readyOn: null, pickUpBy: null, notifiedOn: null })
  }

  close(hold: ModelHold, why: string) {
    const { item } = hold
    Object.assign(hold, { state: 'closed', why, item: null, readyOn: null, pickUpBy: null })
    return item === null ? null : this.items[item]!
  }

  handOn(hold: ModelHold, item: ModelItem | null) {
    if (item?.status === 'holdShelf') {
      // Nobody has it in hand: it stays where it stands, for the next one or for nobody.
      const next = this.next(item.bib)
      if (next) this.standsFor(item, next)
    }
    if (hold.kind === 'set') this.completeSet(hold.order)
  }

  standsFor(item: ModelItem, hold: ModelHold) {
    hold.item = item.nth
    if (hold.kind === 'set') this.completeSet(hold.order)
    else if (branchOf(hold.pickup) === item.at) this.makeReady(hold)
    else hold.state = 'inTransit'
  }

  checkOut(patron: number, item: ModelItem, branch: string): Answer {
    if (item.status === 'withdrawn') return 'withdrawn'
    if (item.status === 'repair') return 'inRepair'
    if (item.loan) return 'onLoan'
    const held = this.holder(item)
    if (held && held.patron !== patron && held.state !== 'cancelApplied') return 'heldForAnother'
    const block = this.block(patron)
    if (block) return block
    const here = this.items.filter(other => other.loan?.patron === patron && other.loan.branch === branch)
    if (here.length >= this.max.loans) return 'tooManyLoans'
    if (held && held.patron !== patron) held.item = null
    const own = this.open(patron).find(hold => hold.bib === item.bib && hold.state !== 'applied')
    const kept = own ? this.close(own, 'fulfilled') : null
    this.lent.push({ patron, bib: item.bib, item: item.nth, step: ++this.steps })
    item.loan = { patron, branch, dueOn: this.due(branch), renewals: 0, lost: false, begunOn: this.today, moved: false }
    Object.assign(item, { status: 'loan', at: branch, from: null })
    if (own) this.handOn(own, kept === item ? null : kept)
    return own ? `ok ${own.nth}` : 'ok null'
  }

  renew(item: ModelItem): Answer {
    const { loan } = item
    if (!loan) return 'notFound'
    if (loan.lost) return 'lost'
    if (loan.dueOn < this.today) return 'alreadyOverdue'
    if (loan.renewals >= this.max.renewals) return 'noRenewalsLeft'
    const block = this.block(loan.patron)
    if (block) return block
    if (this.holds.some(hold => hold.bib === item.bib && hold.patron !== loan.patron && this.mayBeServed(hold)))
      return 'othersWait'
    const dueOn = this.due(loan.branch)
    if (dueOn <= loan.dueOn) return 'tooEarly'
    Object.assign(loan, { dueOn, renewals: loan.renewals + 1, begunOn: this.today, moved: false })
    return 'ok'
  }

  applyCancel(hold: ModelHold): Answer {
    if (hold.state === 'ready') return 'ready'
    if (hold.state === 'closed') return hold.why === 'cancelled' ? 'ok' : 'ended'
    if (hold.state === 'applied') hold.place = ++this.places
    hold.state = 'cancelApplied'
    return 'ok'
  }

  cancel(hold: ModelHold): Answer {
    if (hold.state === 'closed') return hold.why === 'cancelled' ? 'ok' : 'ended'
    this.handOn(hold, this.close(hold, 'cancelled'))
    return 'ok'
  }

  mark(item: ModelItem, mark: ModelMark, branch: string): Answer {
    if (mark === 'inProcess') {
      if (!['onOrder', 'inProcess'].includes(item.status)) return 'notOnOrder'
      item.status = mark
      return 'ok'
    }
    if (mark === 'settled') {
      if (!item.loan?.lost) return 'notLost'
      item.loan = null
      return 'ok'
    }
    if (mark === 'lost') {
      if (!item.loan) return 'notOnLoan'
    } else if (mark !== 'found' && item.loan && (!item.loan.lost || mark === 'repair')) return 'onLoan'
    else if (item.status === 'withdrawn' && mark !== 'withdrawn' && mark !== 'found') return 'withdrawn'
    const isThere = ['shelf', 'holdShelf', 'transit', 'loan'].includes(item.status)
    if (item.status === mark || (mark === 'found' && isThere) || (mark === 'lost' && item.loan!.lost)) return 'ok'
    if (mark === 'found') {
      this.takeInHand(item, branch)
      return 'ok'
    }
    const held = this.holder(item)
    if (held) {
      held.item = null
      if (held.state !== 'cancelApplied')
        Object.assign(held, { state: 'waiting', readyOn: null, pickUpBy: null, notifiedOn: null })
    }
    Object.assign(item, { status: mark === 'lost' ? 'missing' : mark, from: null })
    if (mark === 'lost') item.loan!.lost = true
    return 'ok'
  }

  /** Staff have it fetched elsewhere, whatever state it is in. */
  changePickup(hold: ModelHold, pickup: string, contact: ModelHold['contact']): Answer {
    if (hold.state === 'closed') return 'ended'
    if (hold.state === 'cancelApplied') return 'cancelApplied'
    if (this.ended.has(pickup)) return 'pickupClosed'
    if (contact === 'mail' && this.noMail.has(hold.patron)) return 'contactNotRegistered'
    for (const member of this.movedTogether(hold)) {
      if (member.state === 'ready' && branchOf(member.pickup) === branchOf(pickup)) {
        this.changeReady(member, pickup, contact)
        continue
      }
      if (member.state === 'ready') this.goesAway(member)
      Object.assign(member, { pickup, contact })
      const item = member.item === null ? null : this.items[member.item]!
      if (member.state === 'inTransit' && item?.status === 'holdShelf' && item.at === branchOf(pickup))
        this.makeReady(member)
    }
    if (hold.kind === 'set') this.completeSet(hold.order)
    return 'ok'
  }

  movedTogether(hold: ModelHold): ModelHold[] {
    if (hold.kind === 'ordinary') return [hold]
    const isAlong = (member: ModelHold) => hold.kind === 'set' || member.state !== 'ready'
    return this.holds.filter(
      member =>
        member.order === hold.order &&
        member.kind !== 'ordinary' &&
        member.state !== 'closed' &&
        (member === hold || (member.state !== 'cancelApplied' && isAlong(member))),
    )
  }

  toOrdinary(hold: ModelHold): Answer {
    if (hold.kind === 'ordinary') return 'ok'
    if (!['applied', 'waiting'].includes(hold.state)) return 'notWaiting'
    const wasSet = hold.kind === 'set'
    hold.kind = 'ordinary'
    const item = hold.item === null ? null : this.items[hold.item]!
    if (item?.status === 'holdShelf' && item.at === branchOf(hold.pickup)) this.makeReady(hold)
    else if (item) hold.state = 'inTransit'
    if (wasSet) this.completeSet(hold.order)
    return 'ok'
  }

  /** A copy hangs on another record from now on. */
  moveItem(item: ModelItem, bib: number): Answer {
    if (this.gone.bib.has(bib)) return 'unknownBib'
    if (item.bib === bib) return 'ok'
    if (item.status === 'holdShelf') return 'onHoldShelf'
    const held = this.holder(item)
    if (held) {
      held.item = null
      if (held.state !== 'cancelApplied') held.state = 'waiting'
    }
    item.bib = bib
    // An open loan goes along: its patron has borrowed the other title, as it turns out.
    const last = this.lent.findLast(one => one.item === item.nth)
    if (item.loan && last) last.bib = bib
    return 'ok'
  }

  /** The stop is abolished, or there again. */
  endStop(stop: string, isOver: boolean) {
    if (isOver) this.ended.set(stop, this.today)
    else this.ended.delete(stop)
    this.datesFollow(branchOf(stop))
  }

  /** Two become one, of bibs or of patrons; asked by numbers that may have been merged before. */
  merge(of: 'bib' | 'patron', from: number, named: number): Answer {
    const gone = this.gone[of]
    const into = gone.get(named) ?? named
    if (from === named) return 'same'
    if (into === from) return 'circle'
    if (gone.get(from) === into) return 'ok'
    if (gone.has(from)) return 'mergedElsewhere'
    for (const [old, target] of gone) if (target === from) gone.set(old, into)
    gone.set(from, into)
    this.goOver(of, from, into)
    return 'ok'
  }

  /** Who is there twice ends once, and everything of the one is the other's. */
  goOver(of: 'bib' | 'patron', from: number, into: number) {
    const shared = of === 'bib' ? 'patron' : 'bib'
    const loans = this.items.flatMap(item => (item.loan ? [{ bib: item.bib, patron: item.loan.patron }] : []))
    const meeting = this.holds.filter(hold => hold.state !== 'closed' && (hold[of] === from || hold[of] === into))
    const hasIt = (hold: ModelHold) =>
      this.waits(hold) &&
      loans.some(loan => loan[shared] === hold[shared] && loan[of] === (hold[of] === from ? into : from))
    const others = meeting.filter(hold => !hasIt(hold))
    const twice = (hold: ModelHold) =>
      others.some(other => other !== hold && other[shared] === hold[shared] && isBetter(other, hold))
    const ending = meeting.filter(hold => hasIt(hold) || twice(hold))
    const left = ending.map(hold => ({ hold, item: this.close(hold, 'cancelled') }))
    for (const hold of this.holds.filter(one => one[of] === from)) {
      hold[of] = into
      if (of !== 'patron') continue
      hold.cameOver = true
      // Who has no address is told by telephone; what stands ready goes on being told as it was.
      const isAhead = hold.state !== 'ready' && hold.state !== 'closed'
      if (isAhead && hold.contact === 'mail' && this.noMail.has(into)) hold.contact = 'phone'
    }
    for (const item of this.items) {
      if (of === 'bib' && item.bib === from) item.bib = into
      if (of === 'patron' && item.loan?.patron === from) item.loan.patron = into
    }
    for (const one of this.lent) if (one[of] === from) one[of] = into
    if (of === 'patron' && this.stopped.has(from)) this.stopped.add(into)
    for (const { hold, item } of left) this.handOn(hold, item)
  }

  suspend(hold: ModelHold, until: string | null): Answer {
    if (!this.waits(hold) && hold.state !== 'applied') return 'notWaiting'
    hold.suspendedUntil = until
    return 'ok'
  }

  moveBefore(hold: ModelHold, other: ModelHold | null): Answer {
    if (!this.waits(hold)) return 'notWaiting'
    if (!other) hold.place = ++this.places
    else if (other.bib !== hold.bib || other === hold) return 'notFound'
    else if (!this.waits(other)) return 'notWaiting'
    else this.putBefore(hold, other)
    return 'ok'
  }

  /** The next one of somebody else who could be served goes first. */
  giveWay(hold: ModelHold): Answer {
    if (!this.waits(hold)) return 'notWaiting'
    const behind = (place: number) =>
      this.holds.filter(one => one.bib === hold.bib && one.place > place).sort((a, b) => a.place - b.place)
    const next = behind(hold.place).find(one => one.patron !== hold.patron && this.mayBeServed(one))
    if (!next) return 'nobodyBehind'
    const after = behind(next.place)[0]
    if (!after) hold.place = ++this.places
    else this.putBefore(hold, after)
    return 'ok'
  }

  putBefore(hold: ModelHold, other: ModelHold) {
    const before = this.holds.filter(one => one.bib === hold.bib && one.place > 0 && one.place < other.place)
    hold.place = (other.place + Math.max(other.place - 2, ...before.map(one => one.place))) / 2
  }

  /** Seven days more, once, while nobody waits for the copy; a set as a whole. */
  lengthen(hold: ModelHold): Answer {
    const isMember = (one: ModelHold) => one.order === hold.order && one.kind === 'set' && one.state !== 'closed'
    const all = hold.kind === 'set' ? this.holds.filter(isMember).sort((a, b) => a.position - b.position) : [hold]
    for (const one of all) {
      if (one.state !== 'ready') return 'notReady'
      if (one.contact !== 'self' && !one.notifiedOn) return 'notTold'
      if (one.lengthened) return 'alreadyLengthened'
      if (this.holds.some(other => other.bib === one.bib && other.patron !== one.patron && this.mayBeServed(other)))
        return 'othersWait'
    }
    for (const one of all) {
      Object.assign(one, { lengthened: true, toldUntil: plus(one.pickUpBy!, 7) })
      this.settle(one)
    }
    return 'ok'
  }

  notify(hold: ModelHold) {
    if (hold.state !== 'ready' || hold.notifiedOn) return
    hold.notifiedOn = this.today
    this.settle(hold)
  }

  /** Another contact, or another stop of the same bookmobile, of one that stands ready. */
  changeReady(hold: ModelHold, pickup: string, contact: ModelHold['contact']) {
    if (contact !== hold.contact) hold.selfSince = contact === 'self' ? this.today : null
    Object.assign(hold, { pickup, contact })
    this.settle(hold)
  }

  /** Nobody was told after all: the day that was told with it counts for nothing. */
  untold(hold: ModelHold) {
    Object.assign(hold, { notifiedOn: null, toldUntil: null })
    this.settle(hold)
  }

  /** A visit is cancelled, or takes place after all. */
  turnVisit(stop: string, day: string) {
    const visit = `${stop} ${day}`
    if (!this.cancelledVisits.delete(visit)) this.cancelledVisits.add(visit)
    this.visitsOfClosures.delete(visit)
    this.datesFollow('bm')
  }

  /** 臨時休館, for some days. */
  closeDays(branch: string, days: readonly string[]) {
    for (const day of days) {
      this.closures.add(`${branch} ${day}`)
      for (const stop of branch === 'bm' ? Object.keys(this.visits) : []) {
        const visit = `${stop} ${day}`
        if (!this.visits[stop]!.includes(day) || this.cancelledVisits.has(visit)) continue
        this.cancelledVisits.add(visit)
        this.visitsOfClosures.add(visit)
      }
    }
    this.datesFollow(branch)
  }

  /** It is lifted; only loans come back to the day that the rule gives. */
  lift(branch: string, days: readonly string[]): Answer {
    const lifted = days.filter(day => this.closures.delete(`${branch} ${day}`))
    if (lifted.length === 0) return 'noClosure'
    for (const visit of [...this.visitsOfClosures].filter(one => days.includes(one.split(' ')[1]!))) {
      if (branch !== 'bm' || !this.isOpen('bm', visit.split(' ')[1]!)) continue
      this.visitsOfClosures.delete(visit)
      this.cancelledVisits.delete(visit)
    }
    for (const hold of this.holds) if (hold.state === 'ready' && branchOf(hold.pickup) === branch) this.settle(hold)
    for (const { loan } of this.items) {
      if (loan?.branch !== branch || loan.lost || !loan.moved) continue
      const dueOn = this.due(branch, loan.begunOn)
      if (dueOn < loan.dueOn && dueOn >= this.today) loan.dueOn = dueOn
    }
    return 'ok'
  }

  /**
   * The calendar of a branch has changed: last days and due dates that fall on no open day, or no visit, move along.
   */
  datesFollow(branch: string) {
    for (const hold of this.holds) if (hold.state === 'ready' && branchOf(hold.pickup) === branch) this.settle(hold)
    for (const { loan } of this.items) {
      if (loan?.branch !== branch || loan.lost || loan.dueOn < this.today) continue
      const visit = branch === 'bm' ? this.visitsOf('bm/yoshiura', loan.dueOn)[0] : null
      const next = visit ?? this.openFrom(branch, loan.dueOn)
      if (next === loan.dueOn) continue
      Object.assign(loan, { dueOn: next, moved: true })
    }
  }

  night() {
    const cancelled = this.holds.filter(hold => hold.state === 'cancelApplied')
    const left = cancelled.map(hold => ({ hold, item: this.close(hold, 'cancelled') }))
    for (const { hold, item } of left) this.handOn(hold, item)

    const expired = this.holds
      .filter(hold => hold.state === 'ready' && hold.pickUpBy! < this.today)
      .sort((a, b) => (a.pickUpBy! < b.pickUpBy! ? -1 : a.pickUpBy! > b.pickUpBy! ? 1 : a.nth - b.nth))
    for (const hold of expired) this.handOn(hold, this.close(hold, 'expired'))

    for (const hold of this.holds.filter(one => one.state === 'applied')) {
      const inQueue = this.open(hold.patron).filter(one => one.state !== 'applied').length
      const refused =
        !this.isHeld(hold.bib) ||
        this.onLoan(hold.patron, hold.bib) ||
        this.lent.some(one => one.patron === hold.patron && one.bib === hold.bib && one.step > hold.step) ||
        this.block(hold.patron) !== null ||
        this.ended.has(hold.pickup) ||
        (inQueue >= this.max.holds && !hold.cameOver)
      if (refused) this.close(hold, 'refused')
      else Object.assign(hold, { state: 'waiting', place: ++this.places })
    }
    this.lent = []
    for (const order of new Set(this.holds.filter(hold => hold.kind === 'set').map(hold => hold.order)))
      this.completeSet(order)
    const dropped = this.holds.filter(hold => this.waits(hold) && this.hasEnough(hold))
    for (const hold of dropped) this.close(hold, 'cancelled')
  }
}
