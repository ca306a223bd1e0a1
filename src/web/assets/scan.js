// 読みとり: keeps what is typed at a counter from the first key on, sends each scan in its turn, and puts the answer into
// the page without loading another one. Without this script each scan is a page of its own.
{
  /**
   * Scans without an answer, and what was half typed when a page ended. They are kept by the tab, so that no page load
   * loses them.
   */
  const kept = {
    of: name => JSON.parse(sessionStorage.getItem(`kago-${name}`) ?? 'null'),
    keep: (name, value) => sessionStorage.setItem(`kago-${name}`, JSON.stringify(value)),
  }
  const queue = () => kept.of('scans') ?? []
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
    kept.keep('scans', [...queue(), { id: newId(), code, to: here(), fields }])
    showWaiting()
    send()
  }

  /** A random UUID; crypto.randomUUID is there over https alone. */
  function newId() {
    const bytes = crypto.getRandomValues(new Uint8Array(16))
    bytes[6] = (bytes[6] & 0x0f) | 0x40
    bytes[8] = (bytes[8] & 0x3f) | 0x80
    const hex = [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('')
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
  }

  /**
   * Sends the oldest scan of this page; the next one when its answer is here. A question that is open stops them all.
   */
  async function send() {
    clearTimeout(timer)
    const scan = form() && queue().find(one => one.to === here())
    if (busy || !scan || isAsked()) return showWaiting()
    busy = true
    try {
      await answer(scan, await post(scan))
      tries = 0
    } catch {
      trouble = trouble || said().dataset.offline
      timer = setTimeout(send, Math.min(15_000, 500 * 2 ** tries++))
      busy = false
      return showWaiting()
    }
    busy = false
    if (trouble === '') send()
    else showWaiting()
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
      return
    }
    trouble = ''
    // 409: a question is open and the scan was not taken.
    if (response.status !== 409)
      kept.keep(
        'scans',
        queue().filter(one => one.id !== scan.id),
      )
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
    if (others.length > 0) box.append(element('p', { textContent: words.elsewhere }))
    for (const to of new Set(others.map(one => one.to))) {
      const codes = others.filter(one => one.to === to).map(one => one.code)
      box.append(element('p', {}, [element('a', { href: to, textContent: codes.join('、') })]))
    }
    if (form()) form().after(box)
    else main().firstElementChild.prepend(box)
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
