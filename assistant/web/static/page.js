// Runs once, when the conversation is on the page: `element` is its root, `trigger` raises an event
// in Python, `watch` tells of new content (the contract of Gradio's gr.HTML js_on_load).
const panel = () => document.getElementById('pa-panel')
const narrow = window.matchMedia('(max-width: 899px)')
let opener = null

document.documentElement.lang = 'zh-CN'

// Gradio tells of a lost connection in English only; page.css hides that and shows .pa-lost.
new MutationObserver(() => {
  const lost = [...document.querySelectorAll('.toast-wrap')].some(t => t.textContent.includes('Connection'))
  document.documentElement.classList.toggle('pa-is-lost', lost)
}).observe(document.body, { childList: true, subtree: true, characterData: true })

function openPanel(name, button) {
  const data = element.querySelector(`[data-panel="${name}"]`)
  const dialog = panel()
  if (!data || !dialog) return
  const body = dialog.querySelector('.pa-panel-body')
  body.innerHTML = data.dataset.html // escaped in page_panel.py
  if (!dialog.open) narrow.matches ? dialog.showModal() : dialog.show()
  opener = button
  mark(button)
  document.documentElement.classList.add('pa-panel-open')
  body.scrollTop = 0
  const quote = body.querySelector('mark')
  if (quote) body.scrollTop = Math.max(0, quote.offsetTop - body.clientHeight / 3)
  body.querySelector('h2')?.focus({ preventScroll: true })
}

function mark(button) {
  element.querySelectorAll('[data-open][aria-expanded]').forEach(b => b.removeAttribute('aria-expanded'))
  button?.setAttribute('aria-expanded', 'true')
}

function closePanel() {
  panel()?.close()
}

function onClosed() {
  if (panel().open) return
  document.documentElement.classList.remove('pa-panel-open')
  mark(null)
  if (opener?.isConnected) opener.focus({ preventScroll: true })
  opener = null
}

function onClick(event) {
  const asked = event.target.closest('[data-ask]')
  if (asked && !element.querySelector('[data-pending]')) {
    trigger('submit', { question: asked.dataset.ask })
    return
  }
  const opened = event.target.closest('[data-open]')
  if (opened) openPanel(opened.dataset.open, opened)
}

// A turn that has just come is brought to the top of the view and read out once.
function onNews() {
  const turns = element.querySelectorAll('.pa-turn')
  const live = document.getElementById('pa-live')
  if (!turns.length) {
    closePanel()
    live.textContent = ''
    window.scrollTo({ top: 0 })
    return
  }
  const turn = turns[turns.length - 1]
  turn.scrollIntoView({ block: 'start' })
  const direct = turn.querySelector('.pa-card')
  live.textContent = direct ? '回答：' + [...direct.querySelectorAll('.pa-status, .pa-direct, .pa-fault p')].map(e => e.textContent).join(' ') : '正在查阅方案'
}

// Enter that only confirms a word in a Chinese input method must not send the question.
function guardComposing(event) {
  if (event.key === 'Enter' && (event.isComposing || event.keyCode === 229)) event.stopPropagation()
}

element.addEventListener('click', onClick)
watch('value', onNews)
document.addEventListener('click', event => event.target.closest('[data-close]') && closePanel())
document.addEventListener('close', event => event.target === panel() && onClosed(), true)
document.addEventListener('keydown', event => {
  if (event.key === 'Escape' && panel()?.open) closePanel()
})
for (const type of ['keydown', 'keypress', 'keyup']) {
  document.addEventListener(type, event => event.target.matches?.('#pa-box textarea') && guardComposing(event), true)
}
if (!narrow.matches) focusBox(20)

// The box comes onto the page a little later than the conversation.
function focusBox(tries) {
  const box = document.querySelector('#pa-box textarea')
  if (box) box.focus({ preventScroll: true })
  else if (tries) setTimeout(focusBox, 50, tries - 1)
}
