// Search in the whole text: hits are marked where they stand, also across brackets and targets.
const words = element.querySelector('#pt-words')
const count = element.querySelector('.pt-count')
const text = element.querySelector('.pt-text')
const toc = element.querySelector('.pt-toc')
let hits = []
let now = -1
let waiting = 0

function search() {
  pa.unmark(text, 'pt-hit')
  pa.unmark(text, 'pt-hit pt-now')
  pa.unmark(text)
  hits = []
  now = -1
  const wanted = words.value.trim().toLowerCase()
  if (wanted) text.querySelectorAll('[data-at], .pt-chapter, .pt-part h4').forEach(block => find(block, wanted))
  count.textContent = wanted ? (hits.length ? `共${hits.length}处` : '没有找到，请换个词') : ''
  if (hits.length) move(1, false)
}

function find(block, wanted) {
  const whole = block.textContent.toLowerCase()
  const found = []
  for (let at = whole.indexOf(wanted); at >= 0; at = whole.indexOf(wanted, at + wanted.length)) found.push(at)
  for (const start of found) {
    const pieces = []
    let at = 0
    for (const node of pa.textNodes(block)) {
      const [a, b] = [Math.max(start - at, 0), Math.min(start + wanted.length - at, node.length)]
      at += node.length
      if (a < b) pieces.push(pa.wrap(node, a, b, 'pt-hit'))
    }
    hits.push(pieces)
  }
}

function move(by, focus = true) {
  if (!hits.length) return
  hits[now]?.forEach(piece => piece.classList.remove('pt-now'))
  now = (now + by + hits.length) % hits.length
  hits[now].forEach(piece => piece.classList.add('pt-now'))
  hits[now][0].scrollIntoView({ block: 'center' })
  count.textContent = `第${now + 1}处，共${hits.length}处`
}

words.addEventListener('input', () => {
  clearTimeout(waiting)
  waiting = setTimeout(search, 200)
})
words.addEventListener('keydown', event => {
  if (event.key === 'Enter') move(event.shiftKey ? -1 : 1)
})
element.addEventListener('click', event => {
  const go = event.target.closest('[data-go]')
  if (go) move(Number(go.dataset.go))
  if (event.target.closest('.pt-toc a') && pa.narrow.matches) toc.open = false
})
toc.open = !pa.narrow.matches
