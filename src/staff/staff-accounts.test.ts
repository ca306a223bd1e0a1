import { beforeEach, describe, expect, test } from 'vitest'
import { BranchId } from '#ids.ts'
import { givenBranches } from '../../test/given.ts'
import { givenStaff } from '../../test/given-staff.ts'
import { openLibrary, type TestLibrary } from '../../test/library.ts'
import { addStaff } from './add-staff.ts'
import { codeAt, drawCodeSecret, isCodeOf } from './one-time-code.ts'
import { changeOwnPassword, confirmOwnCode, drawOwnCode } from './own-account.ts'
import { securityEvents } from './security-events.ts'
import { findStaffSession, rememberStaffBrowser, signInStaff, standAt } from './sign-in-staff.ts'

let library: TestLibrary
beforeEach(async () => {
  library = await openLibrary()
  await givenBranches(library)
})

const signIn = (account: { login: string; password: string }, more: { code?: string; device?: string } = {}) =>
  signInStaff(library, { ...account, code: more.code ?? '', branchId: null, ...more })
const atWork = async (account: { login: string; password: string }) => {
  const signedIn = await signIn(account)
  const id = signedIn.ok ? signedIn.value : ''
  return { id, staff: (await findStaffSession(library, id))! }
}
const codeNow = (secret: string) => codeAt(secret, Math.floor(library.clock.now().epochMilliseconds / 30_000))

describe('a code as it is typed', () => {
  test.each(['ぬふあうえお', '12３４5é', '', ' ', '12345', '1234567', '١٢٣٤٥٦', '①②③④⑤⑥①', '😀😀😀'])(
    '%s is refused and breaks nothing',
    typed => expect(isCodeOf(drawCodeSecret(), typed, library.clock.now())).toBe(false),
  )
  test('full-width digits are digits', () => {
    const secret = drawCodeSecret()
    const wide = codeNow(secret).replace(/\d/g, digit => String.fromCharCode(digit.charCodeAt(0) + 0xfee0))
    expect(isCodeOf(secret, wide, library.clock.now())).toBe(true)
  })
})

describe('a login that is taken', () => {
  const again = {
    login: 'mado',
    name: '別人',
    role: 'admin',
    branchId: BranchId('asahi'),
    password: 'another password',
    withCode: false,
  }

  test('is refused, and nothing of the account changes', async () => {
    const account = await givenStaff(library, { login: 'mado' })
    const { id } = await atWork(account)
    expect(await addStaff(library, again, { by: 'kanri' })).toEqual({ ok: false, refusal: { whys: ['loginTaken'] } })
    expect(await findStaffSession(library, id)).toMatchObject({ name: '窓口 花子', role: 'counter' })
  })

  test('is renewed where that is said: its sessions end, and the trail keeps who did it', async () => {
    const account = await givenStaff(library, { login: 'mado' })
    const { id } = await atWork(account)
    expect(await addStaff(library, again, { by: 'kanri', renew: true })).toMatchObject({ ok: true })
    expect(await findStaffSession(library, id)).toBeNull()
    expect(await signIn(account)).toMatchObject({ refusal: { why: 'wrong' } })
    const trail = await library.db.selectFrom('audit').selectAll().where('did', '=', 'saveStaff').execute()
    expect(trail.at(-1)).toMatchObject({
      staff_login: 'kanri',
      detail: { login: 'mado', role: 'admin', renewed: true },
    })
  })

  test('an unknown branch is refused by its name', async () => {
    expect(await addStaff(library, { ...again, branchId: BranchId('nowhere') })).toMatchObject({
      refusal: { whys: ['branch'] },
    })
  })
})

describe('where somebody stands', () => {
  test('is a property of the account, and gives no right', async () => {
    const { id, staff } = await atWork(await givenStaff(library, { branchId: BranchId('asahi') }))
    expect(await standAt(library, id, staff, BranchId('chuo'))).toMatchObject({ refusal: { why: 'notYours' } })
    expect(await findStaffSession(library, id)).toMatchObject({ branchId: 'asahi', resetsPasswords: false })
    const chief = await atWork(await givenStaff(library, { branchId: BranchId('asahi'), role: 'chief' }))
    expect(await standAt(library, chief.id, chief.staff, BranchId('chuo'))).toMatchObject({ ok: true })
  })

  test('an account may be given other branches', async () => {
    const account = { login: 'both', password: 'correct horse battery' }
    const given = { ...account, name: '両方', role: 'counter', branchId: BranchId('asahi'), withCode: false }
    await addStaff(library, { ...given, otherBranches: [BranchId('chuo')] })
    const { id, staff } = await atWork(account)
    expect(await standAt(library, id, staff, BranchId('chuo'))).toMatchObject({ ok: true })
    expect(await findStaffSession(library, id)).toMatchObject({ branchId: 'chuo', resetsPasswords: false })
  })
})

describe('the one-time code', () => {
  test('may be missing for as many days as the library says, counted from the account', async () => {
    library.policy = { ...library.policy, staff: { codeGraceDays: 10 } }
    const account = await givenStaff(library)
    library.clock.forward({ days: 10 })
    expect(await signIn(account)).toMatchObject({ ok: true })
    library.clock.forward({ seconds: 1 })
    expect(await signIn(account)).toEqual({ ok: false, refusal: { why: 'codeOverdue' } })
    expect(await signIn({ ...account, password: 'wrong' })).toEqual({ ok: false, refusal: { why: 'wrong' } })
  })

  test('is set up by its owner, asked for from then on, and lies in no row as it is', async () => {
    const account = await givenStaff(library)
    const { staff } = await atWork(account)
    expect(await drawOwnCode(library, staff, 'wrong', null)).toMatchObject({ refusal: { why: 'currentWrong' } })
    const drawn = await drawOwnCode(library, staff, account.password, null)
    const secret = drawn.ok ? drawn.value.secret : ''
    expect(await confirmOwnCode(library, staff, 'ぬふあうえお', null)).toMatchObject({ refusal: { why: 'codeWrong' } })
    expect(await signIn(account)).toMatchObject({ ok: true })
    expect(await confirmOwnCode(library, staff, codeNow(secret), null)).toMatchObject({ ok: true })
    expect(await signIn(account)).toMatchObject({ refusal: { why: 'codeNeeded' } })
    expect(await signIn(account, { code: 'ぬふあうえお' })).toMatchObject({ refusal: { why: 'wrong' } })
    // The code by which it was confirmed has done its work.
    expect(await signIn(account, { code: codeNow(secret) })).toMatchObject({ refusal: { why: 'wrong' } })
    library.clock.forward({ seconds: 30 })
    expect(await signIn(account, { code: codeNow(secret) })).toMatchObject({ ok: true })
    // Whoever read it over a shoulder is half a minute late.
    expect(await signIn(account, { code: codeNow(secret) })).toMatchObject({ refusal: { why: 'wrong' } })
    library.clock.forward({ seconds: 30 })
    const twice = await Promise.all([1, 2].map(() => signIn(account, { code: codeNow(secret) })))
    expect(twice.map(({ ok }) => ok).sort()).toEqual([false, true])
    const rows = JSON.stringify(await library.db.selectFrom('staff').selectAll().execute())
    expect(rows).not.toContain(secret)
    expect(rows).toContain('sealed:')
  })

  test('from before secrets were sealed still works, and is sealed at the next sign-in', async () => {
    const account = await givenStaff(library)
    const secret = drawCodeSecret()
    await library.db.updateTable('staff').set({ totp_secret: secret }).execute()
    expect(await signIn(account, { code: codeNow(secret) })).toMatchObject({ ok: true })
    const { totp_secret } = await library.db.selectFrom('staff').select('totp_secret').executeTakeFirstOrThrow()
    expect(totp_secret).toMatch(/^sealed:/)
    library.clock.forward({ seconds: 30 })
    expect(await signIn(account, { code: codeNow(secret) })).toMatchObject({ ok: true })
  })
})

test('staff change their own password: every other session ends, and the trail tells', async () => {
  const account = await givenStaff(library)
  const here = await atWork(account)
  const elsewhere = await atWork(account)
  const change = (current: string, wished: string, again = wished) =>
    changeOwnPassword(library, here.staff, here.id, { current, wished, again }, null)
  expect(await change('wrong', 'a new long password')).toMatchObject({ refusal: { why: 'currentWrong' } })
  expect(await change(account.password, 'short')).toMatchObject({ refusal: { why: 'passwordTooShort' } })
  expect(await change(account.password, 'a new long password', 'other')).toMatchObject({
    refusal: { why: 'notTheSame' },
  })
  expect(await change(account.password, 'a new long password')).toMatchObject({ ok: true })
  expect(await findStaffSession(library, here.id)).not.toBeNull()
  expect(await findStaffSession(library, elsewhere.id)).toBeNull()
  expect(await signIn(account)).toMatchObject({ refusal: { why: 'wrong' } })
  expect(await signIn({ ...account, password: 'a new long password' })).toMatchObject({ ok: true })
})

test('wrong tries from anywhere do not shut a browser out in which somebody has signed in before', async () => {
  const account = await givenStaff(library)
  const { staff } = await atWork(account)
  const device = await rememberStaffBrowser(library, staff, null)
  for (let n = 0; n < 8; n++) await signIn({ ...account, password: `guess number ${n}` })
  expect(await signIn(account)).toMatchObject({ refusal: { why: 'wrong' } })
  expect(await signIn(account, { device })).toMatchObject({ ok: true })
  // Its success gives the guesser elsewhere nothing back.
  expect(await signIn(account)).toMatchObject({ refusal: { why: 'wrong' } })
  const events = (await securityEvents(library)).map(({ what }) => what)
  expect(events.filter(what => what === 'staffWaits').length).toBeGreaterThan(0)
  expect(events.filter(what => what === 'staffRefused').length).toBeGreaterThan(0)
  expect(events.filter(what => what === 'staffSignedIn').length).toBe(2)
})

describe('the present password, on the page of one’s own account', () => {
  const change = (wished: string) => ({ current: 'correct horse battery', wished, again: wished })

  test('is taken in the browser at work while tries from anywhere make the account wait, and gives those nothing back', async () => {
    const account = await givenStaff(library)
    const { id, staff } = await atWork(account)
    const device = await rememberStaffBrowser(library, staff, null)
    for (let n = 0; n < 8; n++) await signIn({ ...account, password: `guess number ${n}` })
    expect(await drawOwnCode(library, staff, account.password, null)).toMatchObject({
      refusal: { why: 'tooManyTries' },
    })
    expect(await drawOwnCode(library, staff, account.password, device)).toMatchObject({ ok: true })
    expect(await signIn(account), 'elsewhere it waits still').toMatchObject({ refusal: { why: 'wrong' } })
    expect(await changeOwnPassword(library, staff, id, change('a new long password'), device)).toMatchObject({
      ok: true,
    })
  })

  test('and the code are counted before they are compared, whoever sits at a session left open', async () => {
    const account = await givenStaff(library)
    const { id, staff } = await atWork(account)
    const drawn = await drawOwnCode(library, staff, account.password, null)
    const secret = drawn.ok ? drawn.value.secret : ''
    const device = await rememberStaffBrowser(library, staff, null)
    // Ten in this browser, and six as anybody anywhere has them; then the right ones are refused too.
    for (let n = 0; n < 8; n++)
      expect(await drawOwnCode(library, staff, `guess number ${n}`, device)).toMatchObject({
        refusal: { why: 'currentWrong' },
      })
    for (let n = 0; n < 8; n++)
      expect(await confirmOwnCode(library, staff, '00000x', device)).toMatchObject({ refusal: { why: 'codeWrong' } })
    expect(await confirmOwnCode(library, staff, codeNow(secret), device)).toMatchObject({
      refusal: { why: 'tooManyTries' },
    })
    expect(await changeOwnPassword(library, staff, id, change('a new long password'), device)).toMatchObject({
      refusal: { why: 'tooManyTries' },
    })
    const row = await library.db.selectFrom('staff').select('totp_secret').executeTakeFirstOrThrow()
    expect(row.totp_secret).toBeNull()
  })
})
