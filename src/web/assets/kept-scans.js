// What was scanned and is not recorded yet, kept by the browser until it is: it outlives the page, the browser and the
// machine. Each has a place of its own, so that two pages lose nothing to each other; each goes when it is recorded.
globalThis.keptScans = {
  list: () =>
    Object.keys(localStorage)
      .filter(key => key.startsWith('kago-kept-'))
      .map(key => JSON.parse(localStorage.getItem(key)))
      .sort(globalThis.keptScans.inOrder),
  /** Which of two was scanned first, as a sort asks it. */
  inOrder: (one, other) => one.at - other.at || one.nth - other.nth,
  keep: scan => localStorage.setItem(`kago-kept-${scan.id}`, JSON.stringify(scan)),
  /** One of them; null when it was recorded or dropped meanwhile. */
  of: id => JSON.parse(localStorage.getItem(`kago-kept-${id}`) ?? 'null'),
  drop: id => localStorage.removeItem(`kago-kept-${id}`),

  /** Who was signed in here last, and at which branch they stood; null: nobody ever. */
  desk: () => JSON.parse(localStorage.getItem('kago-desk') ?? 'null'),
  knowDesk: desk => localStorage.setItem('kago-desk', JSON.stringify(desk)),

  /** A random UUID; crypto.randomUUID is there over https alone. */
  newId() {
    const bytes = crypto.getRandomValues(new Uint8Array(16))
    bytes[6] = (bytes[6] & 0x0f) | 0x40
    bytes[8] = (bytes[8] & 0x3f) | 0x80
    const hex = [...bytes].map(byte => byte.toString(16).padStart(2, '0')).join('')
    return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
  },
}
