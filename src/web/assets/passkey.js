// パスキー: asks this device what the form says, and sends what it answers. Without a script, or on a browser or an address
// where no passkey can be, the form stays out of sight.
const form = document.querySelector('form[data-passkey]')
const { host, question } = JSON.parse(form.dataset.passkey)
const isPossible = 'PublicKeyCredential' in window && isSecureContext && location.hostname === host
if (isPossible) form.hidden = false
else document.getElementById('passkey-impossible')?.removeAttribute('hidden')

const read = text => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), one => one.charCodeAt(0))
const write = bytes =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

const asked = { ...question, challenge: read(question.challenge) }
if (question.user) {
  asked.user = { ...question.user, id: read(question.user.id) }
  asked.excludeCredentials = question.excludeCredentials.map(known => ({ ...known, id: read(known.id) }))
}

form.addEventListener('submit', async event => {
  event.preventDefault()
  const failed = document.getElementById('passkey-failed')
  failed.hidden = true
  try {
    const { id, rawId, type, response } = question.user
      ? await navigator.credentials.create({ publicKey: asked })
      : await navigator.credentials.get({ publicKey: asked })
    const answered = ['clientDataJSON', 'attestationObject', 'authenticatorData', 'signature', 'userHandle']
      .filter(name => response[name])
      .map(name => [name, write(response[name])])
    form.elements.answer.value = JSON.stringify({
      id,
      rawId: write(rawId),
      type,
      response: Object.fromEntries(answered),
    })
    form.submit()
  } catch {
    // Called off by its user, or it took too long.
    failed.hidden = false
    failed.focus()
  }
})
