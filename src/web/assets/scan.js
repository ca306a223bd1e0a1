// 読みとり: keeps what is typed at a counter from the first key on, sends each scan in its turn, and puts the answer into
// the page without loading another one. Without this script each scan is a page of its own. What is not answered is
// kept by the browser too (kept-scans.js), for つながらないときの窓口.
{
  const keptScans = globalThis.keptScans

  /**
   * Scans without an answer, and what was half typed when a page ended. They are kept by the tab, so that no page load
   * loses them.
   */
  const kept = {
    of: name => JSON.parse(sessionStorage.getItem(`kago-${name}`) ?? 'null'),
    keep: (name, value) => sessionStorage.setItem(`kago-${name}`, JSON.stringify(value)),
  }
  const queue = () => kept.of('scans') ?? []
  /** After so long without the service a scan is no more sent by its page: it is told afterwards, with its time. */
  const lateMs = 5 * 60_000
  /** A scan that is answered at once is none that waits. */
  const soonMs = 20_000
  const early = []
  let lastKeyAt = 0
  let busy = false
  let trouble = ''
  let tries = 0
  let timer

  const main = () => document.getElementById('main')
  const said = () => document.getElementById('scan-said')
  const form = () => document.querySelector('form.scan')
  const field = () => form()?.querySelector('input[type=text]')
  const isAsked = () => document.querySelector('form.question') !== null
  const here = () => new URL(form().action).pathname
  const isTyping = at => at?.matches?.('input:not([type=hidden]), textarea, select') ?? false

  // From the first key on: also while the page is still being read, and wherever the cursor stands outside of a field.
  document.addEventListener(
    'keydown',
    event => {
      if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey || isTyping(document.activeElement))
        return
      const isSign = event.key.length === 1 && event.key !== ' '
      lastKeyAt = performance.now()
      if (document.readyState === 'loading' && !field()) {
        if (!isSign && event.key !== 'Enter') return
        early.push(event.key)
        event.preventDefault()
      } else if (field() && isSign) {
        field().focus()
      }
    },
    true,
  )
  document.addEventListener('input', () => {
    lastKeyAt = performance.now()
  })

  document.addEventListener('submit', event => {
    const submitted = event.target
    if (submitted.matches('form.question')) return retarget(event.submitter?.dataset.to ?? here())
    if (!submitted.matches('form.scan')) return
    event.preventDefault()
    take()
  })
  // An empty field and Enter: the slip of the copy that was scanned last.
  document.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || event.isComposing || document.activeElement !== field() || field()?.value.trim())
      return
    event.preventDefault()
    if (queue().length === 0) document.querySelector('.verdict:first-child a.print')?.click()
  })

  /** Takes what stands in the field as one scan, at once, and empties the field for the next one. */
  function take() {
    const code = field().value.trim()
    field().value = ''
    if (code === '') return
    const fields = [...new FormData(form())].filter(([name]) => !['csrf', 'sent', field().name].includes(name))
    const before = queue()
    const scan = { id: keptScans.newId(), code, to: here(), fields, at: Date.now() }
    const toTell = asTold(scan, before)
    if (toTell) keptScans.keep(toTell)
    kept.keep('scans', [...before, { ...scan, isKept: toTell !== null }])
    showWaiting()
    send()
  }

  /** A scan as it can be told without this page; null for what is neither a loan nor a return. */
  function asTold({ id, code, to, fields, at }, before) {
    const { login, branch } = said().dataset
    const told = { id, code, at, nth: before.length, login, branch }
    if (to === '/counter/check-in') return { ...told, what: 'checkIn' }
    const patron = /^\/counter\/check-out\/(\d+)$/.exec(to)?.[1]
    const stop = new Map(fields).get('stop')
    if (patron) return { ...told, what: 'checkOut', patron, chain: to, stop }
    // Behind a card that is not answered yet come the copies for it.
    const first = before.find(one => one.to === to)
    if (to !== '/counter/check-out' || !first) return null
    return { ...told, what: 'checkOut', card: first.code, chain: first.id }
  }

  /** What was told by another page, or has waited too long, is not sent any more. */
  function leaveToOthers() {
    const isLate = one => one.failed && Date.now() - one.at > lateMs
    const rest = queue().filter(one => !one.isKept || (keptScans.of(one.id) !== null && !isLate(one)))
    if (rest.length < queue().length) kept.keep('scans', rest)
  }

  /**
   * Sends the oldest scan of this page; the next one when its answer is here. A question that is open stops them all.
   */
  async function send() {
    clearTimeout(timer)
    if (!busy) leaveToOthers()
    const scan = form() && queue().find(one => one.to === here())
    if (busy || !scan || isAsked()) return showWaiting()
    busy = true
    try {
      await answer(scan, await post(scan))
      tries = 0
    } catch {
      trouble = trouble || said().dataset.offline
      noteFailed()
      timer = setTimeout(send, Math.min(15_000, 500 * 2 ** tries++))
      busy = false
      return showWaiting()
    }
    busy = false
    if (trouble === '') send()
    else showWaiting()
  }

  /** From now on what waits grows late. */
  function noteFailed() {
    kept.keep(
      'scans',
      queue().map(one => ({ ...one, failed: true })),
    )
  }

  function post(scan) {
    const body = new URLSearchParams(scan.fields)
    body.set('csrf', form().querySelector('[name=csrf]').value)
    body.set('sent', scan.id)
    body.set(field().name, scan.code)
    const headers = { 'x-kago-scan': '1' }
    return fetch(scan.to, { method: 'POST', body, headers, signal: AbortSignal.timeout(20_000) })
  }

  async function answer(scan, response) {
    const path = new URL(response.url).pathname
    const text = await response.text()
    if (response.status >= 500 || response.status === 429) throw new Error('Later')
    if (response.status === 403 || path.startsWith('/counter/login')) {
      trouble = said().dataset.signedOut
      noteFailed()
      return
    }
    trouble = ''
    // 409: a question is open and the scan was not taken.
    if (response.status !== 409) {
      kept.keep(
        'scans',
        queue().filter(one => one.id !== scan.id),
      )
      keptScans.drop(scan.id)
    }
    const moved = response.redirected && path !== location.pathname
    const page = new DOMParser().parseFromString(text, 'text/html')
    const next = page.querySelector('#main form.scan')
    if (moved && next && path !== scan.to)
      retarget(new URL(next.getAttribute('action'), response.url).pathname, scan.to)
    showAnswer(page)
    if (moved) history.pushState(null, '', response.url)
  }

  /** What was scanned ahead belongs to the page that comes: its card opened it. */
  function retarget(to, from = here()) {
    const patron = /^\/counter\/check-out\/(\d+)$/.exec(to)?.[1]
    for (const { id } of queue().filter(one => one.to === from && patron)) {
      const told = keptScans.of(id)
      if (told) keptScans.keep({ ...told, patron, card: undefined, chain: to })
    }
    kept.keep(
      'scans',
      queue().map(one => (one.to === from && to !== from ? { ...one, to, fields: [] } : one)),
    )
  }

  /** Puts the content of an answer in the place of ours. What is being typed, and where, stays. */
  function showAnswer(page) {
    const typed = field()?.value ?? ''
    const at = document.activeElement
    const inOther = isTyping(at) && at !== field() && at.id !== '' ? { id: at.id, value: at.value } : null
    document.title = page.title
    main().replaceChildren(...document.adoptNode(page.getElementById('main')).childNodes)
    if (field()) field().value = typed
    const other = inOther && document.getElementById(inOther.id)
    if (other && other.tagName !== 'SELECT') other.value = inOther.value
    ;(other ?? field())?.focus()
    showWaiting()
    speak()
    prepare()
  }

  /** For a screen reader: what the newest line says. */
  function speak() {
    const newest = main().querySelector('[role=alert], .verdict')
    if (newest) said().textContent = newest.textContent
  }

  function showWaiting() {
    document.getElementById('scan-waiting')?.remove()
    showKept()
    const scans = queue()
    if (scans.length === 0 || !main()) return
    const words = said().dataset
    const mine = form() ? scans.filter(one => one.to === here()) : []
    const others = scans.filter(one => !mine.includes(one))
    const box = element('div', {
      id: 'scan-waiting',
      className: `note stack tight${trouble || others.length ? ' ask' : ''}`,
    })
    if (mine.length > 0) {
      const why = trouble || (isAsked() ? words.waits : words.sending)
      box.append(element('p', { textContent: `${words.unsent.replace('0', mine.length)}　${why}` }))
      box.append(
        element(
          'ol',
          {},
          mine.map(one => element('li', { textContent: one.code })),
        ),
      )
    }
    if (trouble === words.offline)
      box.append(element('p', {}, [element('a', { href: '/counter/offline', textContent: words.offlineDesk })]))
    if (others.length > 0) box.append(element('p', { textContent: words.elsewhere }))
    for (const to of new Set(others.map(one => one.to))) {
      const codes = others.filter(one => one.to === to).map(one => one.code)
      box.append(element('p', {}, [element('a', { href: to, textContent: codes.join('、') })]))
    }
    if (form()) form().after(box)
    else main().firstElementChild.prepend(box)
  }

  /** What an earlier page of this browser has left behind: the way to where it is recorded. */
  function showKept() {
    document.getElementById('scans-kept')?.remove()
    const mine = new Set(queue().map(one => one.id))
    const left = keptScans.list().filter(one => !mine.has(one.id) && Date.now() - one.at > soonMs)
    if (left.length === 0 || !main()) return
    const { kept: words } = said().dataset
    const link = element('a', { href: '/counter/offline', textContent: words.replace('0', left.length) })
    main().firstElementChild.prepend(element('p', { id: 'scans-kept', className: 'note ask' }, [link]))
  }

  /** For the day on which there is no service: who works here, and the desk that works without it. */
  function prepareForThen() {
    const { login, name, branch, branchName } = said().dataset
    const known = keptScans.desk()
    const stop = document.querySelector('form.scan #stop')?.value ?? (known?.branch === branch ? known.stop : undefined)
    keptScans.knowDesk({ login, name, branch, branchName, stop })
    navigator.serviceWorker?.register('/counter-worker.js', { scope: '/counter' }).catch(() => {})
  }

  const element = (name, about, children = []) => {
    const made = Object.assign(document.createElement(name), about)
    made.append(...children)
    return made
  }

  /** 取り消す goes when its minute is over. */
  function prepare() {
    for (const input of document.querySelectorAll('form.undo [data-seconds]')) {
      setTimeout(() => input.form?.remove(), Number(input.dataset.seconds) * 1_000)
    }
  }

  addEventListener('pagehide', () => {
    // A scanner in the middle of a code; what was left standing longer ago is no part of the next one.
    if (field() && performance.now() - lastKeyAt < 1_000) kept.keep('typed', field().value)
  })
  addEventListener('online', send)
  addEventListener('popstate', () => location.reload())
  document.addEventListener('DOMContentLoaded', () => {
    prepare()
    prepareForThen()
    if (field()) {
      field().value = (kept.of('typed') ?? '') + field().value
      kept.keep('typed', null)
      field().focus()
      for (const key of early.splice(0)) {
        if (key === 'Enter') take()
        else field().value += key
      }
    }
    showWaiting()
    send()
  })
}
