import { applyCancellation } from '#holds/changing/apply-cancellation.ts'
import { myHolds } from '#holds/lists/my-holds.ts'
import { placeHoldsAtCounter } from '#holds/ordering/place-holds-at-counter.ts'
import { BranchId, OrderId, StopId } from '#ids.ts'
import type { Library } from '#library.ts'
import { assert } from '#std/assert.ts'
import { newId } from '#std/new-id.ts'
import { demoPatrons } from '../patrons.ts'
import { type Copy, desk, type Stage } from './stage.ts'
import { makeThemes } from './themes.ts'

/** The reader whom the guide follows: holds in every state. */
const hanako = '00012345'
const taro = '00012346'
const chuo = { branchId: BranchId('chuo'), stopId: null }

/**
 * What happened in the weeks before the demo begins, by the day (0 is the business day of its newest night). Every
 * event is an action of the house at its hour, so that the demo's history is as true as any.
 */
export const story: { day: number; time: string; happens(library: Library, stage: Stage): Promise<void> }[] = [
  { day: -32, time: '11:00', happens: overdueLoans },
  { day: -28, time: '14:00', happens: (library, stage) => lendMany(library, stage, 0) },
  { day: -20, time: '10:30', happens: holdNobodyFetches },
  { day: -17, time: '14:00', happens: makeThemes },
  { day: -16, time: '15:00', happens: bringBack },
  { day: -11, time: '11:00', happens: (library, stage) => lendMany(library, stage, 1) },
  { day: -10, time: '11:30', happens: lendWhatOthersWaitFor },
  { day: -9, time: '10:30', happens: fetchedAndReturned },
  { day: -4, time: '13:00', happens: (library, stage) => lendMany(library, stage, 2) },
  { day: -3, time: '20:10', happens: eveningOrders },
  { day: -2, time: '11:00', happens: captures },
  { day: -1, time: '21:00', happens: lateOrder },
  { day: 0, time: '04:00', happens: thisMorning },
]

/** 延滞: due 18 days ago. */
async function overdueLoans(library: Library, stage: Stage): Promise<void> {
  const late = demoPatrons.find(patron => patron.overdueDays > 0)!
  for (const title of ['坊っちゃん', '人間失格']) await stage.lend(library, late.card, freeCopy(stage, title))
}

/** Everyone who may borrow takes some; a club takes picture books by the dozen. */
async function lendMany(library: Library, stage: Stage, round: number): Promise<void> {
  const borrowers = demoPatrons.filter(
    patron => patron.overdueDays === 0 && patron.blocked === null && patron.expiresInDays > 0,
  )
  const shelf = stage.copies.filter(
    (copy, index) => copy.loanRule === 'normal' && index % 11 === round && !isStarring(stage, copy),
  )
  for (const [index, patron] of borrowers.entries()) {
    const wanted = shelf.filter(
      (copy, at) => at % borrowers.length === index && (copy.home === patron.branch || at % 3 === 0),
    )
    for (const copy of wanted.slice(0, patron.category === 'group' ? 8 : 3))
      if (await stage.lend(library, patron.card, copy)) copy.status = 'loan'
  }
}

/** The first round comes back. */
async function bringBack(library: Library, stage: Stage): Promise<void> {
  for (const copy of stage.copies.filter(({ status }) => status === 'loan')) {
    await stage.scan(library, copy.home, copy)
    copy.status = 'shelf'
  }
}

/** 取消（期限切れ）: ready for a week, and nobody came. */
async function holdNobodyFetches(library: Library, stage: Stage): Promise<void> {
  await atCounter(library, stage, hanako, ['三四郎'])
  await stage.scan(library, BranchId('chuo'), freeCopy(stage, '三四郎', 'chuo'))
}

/** 貸出済: reserved, fetched, and read to the end. */
async function fetchedAndReturned(library: Library, stage: Stage): Promise<void> {
  const copy = freeCopy(stage, '門', 'chuo')
  await atCounter(library, stage, hanako, ['門'])
  await stage.scan(library, BranchId('chuo'), copy)
  await stage.lend(library, hanako, copy)
}

/** 雪国 is out, every copy of it, and 太郎 was first to ask for it. */
async function lendWhatOthersWaitFor(library: Library, stage: Stage): Promise<void> {
  const readers = ['0004821', '2100045694', '00013007', '00013015', 'K-00321']
  for (const [index, copy] of stage.copiesOf(stage.bib('雪国')).entries())
    await stage.lend(library, readers[index % readers.length]!, copy)
  await atCounter(library, stage, taro, ['雪国'])
}

/** Applications of an evening, taken in by the night after it. */
async function eveningOrders(library: Library, stage: Stage): Promise<void> {
  await stage.reserve(library, hanako, ['こころ', '雪国', '銀河鉄道の夜'], chuo, 'mail')
  await stage.reserve(
    library,
    hanako,
    ['夜明け前 第一部 上', '夜明け前 第一部 下', '夜明け前 第二部 上'],
    { branchId: BranchId('bm'), stopId: StopId('yoshiura') },
    'phone',
    'series',
  )
  await stage.reserve(library, '2100045678', ['遠野物語'], chuo, 'self')
  await stage.reserve(library, '0004821', ['北越雪譜'], chuo, 'phone')
}

/** 貸出可能, 他館確保, and a call that somebody has to make. */
async function captures(library: Library, stage: Stage): Promise<void> {
  await stage.scan(library, BranchId('chuo'), freeCopy(stage, 'こころ'))
  await stage.scan(library, BranchId('asahi'), freeCopy(stage, '夜明け前 第一部 上'))
  await stage.scan(library, BranchId('chuo'), freeCopy(stage, '北越雪譜'))
}

/** Taken in by the newest night; cancelled in the morning after it. */
async function lateOrder(library: Library, stage: Stage): Promise<void> {
  await stage.reserve(library, hanako, ['星の王子さま'], chuo, 'mail')
}

/** 予約申込 and 取消申込: not yet taken in. */
async function thisMorning(library: Library, stage: Stage): Promise<void> {
  await stage.reserve(library, hanako, ['それから'], chuo, 'mail')
  const patronId = stage.patron(hanako)
  const unwanted = (await myHolds(library, patronId)).find(hold => hold.title.startsWith('星の王子さま'))
  if (unwanted) await applyCancellation(library, patronId, unwanted.id)
}

async function atCounter(library: Library, stage: Stage, card: string, titles: string[]): Promise<void> {
  const order = {
    id: OrderId(newId()),
    kind: 'ordinary' as const,
    bibIds: titles.map(title => stage.bib(title)),
    pickup: chuo,
    contact: 'self' as const,
    confirmByMail: false,
  }
  await placeHoldsAtCounter(library, desk, stage.patron(card), order)
}

/** A copy of this title that can be lent, of the branch if it has one. */
function freeCopy(stage: Stage, title: string, branch = 'chuo'): Copy {
  const copies = stage.copiesOf(stage.bib(title)).filter(copy => copy.loanRule === 'normal')
  const copy = copies.find(({ home }) => home === branch) ?? copies[0]
  assert(copy, `the demo has a copy of 『${title}』 to lend`)
  return copy
}

/** The titles of this story stay on their shelves until it is their turn. */
const isStarring = (stage: Stage, copy: Copy) => starTitles.some(title => stage.bib(title) === copy.bibId)

const starTitles = [
  '坊っちゃん',
  '人間失格',
  '三四郎',
  '門',
  '雪国',
  'こころ',
  '銀河鉄道の夜',
  '夜明け前 第一部 上',
  '夜明け前 第一部 下',
  '夜明け前 第二部 上',
  '遠野物語',
  '北越雪譜',
  '星の王子さま',
  'それから',
]
