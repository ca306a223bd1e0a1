// つながらないときの窓口: keeps loans and returns in the browser, and has each recorded once when the service is back.
{
  const scans = globalThis.keptScans
  const byId = id => document.getElementById(id)
  const words = byId('offline-desk').dataset
  const [card, lentCode, returnedCode] = [byId('card'), byId('lent-code'), byId('returned-code')]
  let nth = 0
  let busy = false
  /** Names the copies that are lent behind one reading of a card. */
  let chain = scans.newId()

  /** What the page before this one has not sent is kept already: that page sends it no more. */
  function takeOver() {
    const sent = JSON.parse(sessionStorage.getItem('kago-scans') ?? '[]') ?? []
    const [atCard] = sent.filter(one => one.to.endsWith('/check-out'))
    if (atCard) card.value = atCard.code
    const rest = sent.filter(one => one !== atCard && !one.isKept)
    sessionStorage.setItem('kago-scans', JSON.stringify(rest))
  }

  byId('offline-lend').addEventListener('submit', event => {
    event.preventDefault()
    const [to, code] = [card.value.trim(), lentCode.value.trim()]
    say('')
    if (code === '') return (to === '' ? card : lentCode).focus()
    if (to === '') {
      say(words.cardFirst)
      return card.focus()
    }
    lentCode.value = ''
    keep({ what: 'checkOut', code, card: to, chain, stop: scans.desk().stop })
    lentCode.focus()
  })
  card.addEventListener('input', () => {
    chain = scans.newId()
  })
  byId('next').addEventListener('click', () => {
    card.value = ''
    lentCode.value = ''
    card.focus()
  })
  byId('offline-return').addEventListener('submit', event => {
    event.preventDefault()
    const code = returnedCode.value.trim()
    returnedCode.value = ''
    if (code !== '') keep({ what: 'checkIn', code })
    returnedCode.focus()
  })
  byId('tell').addEventListener('click', tell)

  function keep(scan) {
    const { login, branch } = scans.desk()
    scans.keep({ id: scans.newId(), at: Date.now(), nth: nth++, login, branch, ...scan })
    showKept()
  }

  function showKept() {
    const kept = scans.list()
    byId('count').textContent = `${kept.length}`
    byId('none').hidden = kept.length > 0
    byId('tell').hidden = kept.length === 0
    byId('kept').replaceChildren(...kept.map(line))
  }

  function line(scan) {
    const time = new Date(scan.at).toLocaleString('ja-JP', { dateStyle: 'short', timeStyle: 'short' })
    const to = scan.what === 'checkIn' ? '' : scan.card ? words.toCard.replace('0', last4(scan.card)) : words.toOpenPage
    const drop = element('button', { type: 'button', className: 'button quiet', textContent: words.drop })
    drop.setAttribute(
      'aria-label',
      words.dropOf.replace('0', () => `${nameOf(scan)} ${scan.code}`),
    )
    drop.addEventListener('click', () => {
      scans.drop(scan.id)
      showKept()
      byId('count').focus()
    })
    const text = `${time}　${nameOf(scan)}　${scan.code}　${to}`
    return element('li', { className: 'line-act' }, [element('span', { textContent: text }), drop])
  }

  const last4 = number => number.replace(/\D/g, '').slice(-4)
  const nameOf = scan => (scan.what === 'checkIn' ? words.take : words.lend)
  const element = (name, about, children = []) => {
    const made = Object.assign(document.createElement(name), about)
    made.append(...children)
    return made
  }
  const say = text => {
    byId('offline-said').textContent = text
    byId('offline-said').hidden = text === ''
  }

  /** Has everything recorded, the oldest first. What is not answered stays, and is told again at the next press. */
  async function tell() {
    if (busy) return
    busy = true
    byId('to-login').hidden = true
    say(words.telling)
    try {
      const desk = await who()
      if (desk) say(await tellAll(desk))
      else {
        say(words.signedOut)
        byId('to-login').hidden = false
      }
    } catch {
      say(words.notYet)
    }
    busy = false
    showKept()
  }

  /** Who is signed in; null: nobody. @throws when nobody answers */
  async function who() {
    const answer = await fetch('/counter/offline/desk', { signal: AbortSignal.timeout(20_000) })
    if (answer.redirected || answer.status === 403) return null
    if (!answer.ok) throw new Error('Later')
    return answer.json()
  }

  /** @returns what is to be said afterwards */
  async function tellAll(desk) {
    let left = ''
    for (const { id } of scans.list()) {
      const scan = scans.of(id)
      if (!scan) continue
      const body = new URLSearchParams({ csrf: desk.csrf, ago: `${Math.max(0, Date.now() - scan.at)}` })
      for (const name of ['id', 'what', 'login', 'branch', 'code', 'card', 'patron', 'stop'])
        if (scan[name]) body.set(name, scan[name])
      const answer = await fetch('/counter/offline/scans', {
        method: 'POST',
        body,
        signal: AbortSignal.timeout(20_000),
      })
      if (answer.redirected || answer.status === 403) throw new Error('Later')
      if (!answer.ok && answer.status !== 422) throw new Error('Later')
      const { said, isCard, isForPeople } = await answer.json()
      if (answer.status === 422) left = words.notTaken
      else {
        if (isCard && scan.chain) follow(scan)
        scans.drop(scan.id)
      }
      if (isForPeople) byId('to-reports').hidden = false
      byId('told-part').hidden = false
      byId('told').append(element('li', { textContent: `${nameOf(scan)}　${scan.code}　${said}` }))
      showKept()
    }
    return left
  }

  /** A card among the copies: what was scanned after it, behind the same card, was lent to that one. */
  function follow(scan) {
    const later = scans.list().filter(one => one.chain === scan.chain && scans.inOrder(one, scan) > 0)
    for (const one of later) scans.keep({ ...one, card: scan.code, patron: undefined })
  }

  // A scanner types wherever the cursor stands: into the field that was used last.
  let last = card
  document.addEventListener('focusin', event => {
    if (event.target.matches('input')) last = event.target
  })
  document.addEventListener('keydown', event => {
    const isSign = event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.altKey && !event.metaKey
    if (isSign && desk && !document.activeElement?.matches('input')) last.focus()
  })

  const desk = scans.desk()
  byId('offline-desk').hidden = false
  if (desk) {
    takeOver()
    byId('who').textContent = words.who.replace(/[01]/g, place => (place === '0' ? desk.branchName : desk.name))
    byId('scan-forms').hidden = false
    card.focus()
  } else {
    byId('who').textContent = words.nobody
  }
  showKept()
}
