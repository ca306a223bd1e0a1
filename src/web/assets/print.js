// Where a page can be printed by a press: without script there is no such button, and the words beside it say how.
for (const button of document.querySelectorAll('button.prints')) {
  button.hidden = false
  button.addEventListener('click', () => print())
}
