// 入力候補: titles and authors that start like what is typed. The search works without it.
const wait = 150
for (const input of document.querySelectorAll('input[type=search][name=q]')) {
  const list = document.createElement('datalist')
  list.id = `suggestions-${Math.random().toString(36).slice(2)}`
  input.after(list)
  input.setAttribute('list', list.id)
  input.autocomplete = 'off'
  let timer
  let asked = ''
  input.addEventListener('input', event => {
    // Not in the middle of a conversion from kana, and not for what was just chosen from the list.
    if (event.isComposing || event.inputType === 'insertReplacementText') return
    clearTimeout(timer)
    timer = setTimeout(() => suggest(input, list), wait)
  })
  input.addEventListener('compositionend', () => suggest(input, list))

  async function suggest(from, to) {
    const text = from.value.trim()
    if (text.length < 1 || text.length > 50 || text === asked) return
    asked = text
    try {
      const answer = await fetch(`/suggestions?q=${encodeURIComponent(text)}`)
      if (!answer.ok || asked !== text) return
      const { suggestions } = await answer.json()
      to.replaceChildren(...suggestions.map(value => Object.assign(document.createElement('option'), { value })))
    } catch {
      // Without the network there are no suggestions; nothing else changes.
    }
  }
}
