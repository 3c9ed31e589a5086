// Runs once, when the conversation is on the page: `element` is its root, `trigger` raises an event
// in Python, `watch` tells of new content (the contract of Gradio's gr.HTML js_on_load).
const key = `pa-talk:${element.querySelector('[data-keep]').dataset.keep}`
let shown = 0 // turns on the page, to tell a new one from one that changed
let judged = -1 // the turn just judged: its thanks take the focus that the buttons had

function kept() {
  try {
    const turns = JSON.parse(localStorage.getItem(key))
    return Array.isArray(turns) ? turns : []
  } catch {
    return [] // no storage, or not ours
  }
}

function keep(turns) {
  const told = [...turns].map(t => t.dataset.turn).filter(Boolean)
  try {
    told.length ? localStorage.setItem(key, `[${told.join(',')}]`) : localStorage.removeItem(key)
  } catch {
    // a full or forbidden storage only means that a reload forgets
  }
}

function onClick(event) {
  const button = event.target.closest('button')
  if (!button) return
  const { ask, copy, verdict, n } = button.dataset
  if (ask !== undefined && !element.querySelector('[data-pending]')) trigger('submit', { question: ask })
  else if (copy !== undefined) pa.copyText(copy).then(() => pa.notify('已复制，可直接粘贴'), () => pa.notify('没有复制成功，请手动选取文字。'))
  else if (verdict) judge(Number(n), verdict, '')
  else if ('export' in button.dataset) {
    const body = `[${[...element.querySelectorAll('.pa-turn')].map(t => t.dataset.turn).filter(Boolean).join(',')}]`
    pa.download('page/conversation.docx', { method: 'POST', body, headers: { 'Content-Type': 'application/json' } })
  }
}

function judge(turn, verdict, comment) {
  judged = turn
  trigger('like', { turn, verdict, comment })
}

function onSubmit(event) {
  const form = event.target.closest('.pa-complaint')
  if (!form) return
  event.preventDefault()
  judge(Number(form.dataset.n), 'wrong', form.querySelector('textarea').value)
}

// A turn that has just come is brought to the top of the view and read out once.
function onNews() {
  const turns = element.querySelectorAll('.pa-turn')
  const pending = element.querySelector('[data-pending]')
  element.classList.remove('pa-restoring')
  if (!pending) keep(turns)
  if (!turns.length) {
    shown = 0
    pa.closePanel()
    pa.say('')
    window.scrollTo({ top: 0 })
    return
  }
  const turn = turns[turns.length - 1]
  if (turns.length !== shown) turn.scrollIntoView({ block: 'start' })
  if (judged >= 0) turns[judged]?.querySelector('.pa-thanks')?.focus({ preventScroll: true })
  else if (!pending || turns.length !== shown) tell(turn)
  judged = -1
  shown = turns.length
}

function tell(turn) {
  const card = turn.querySelector('.pa-card')
  const words = card && [...card.querySelectorAll('.pa-status, .pa-direct, .pa-fault p')].map(e => e.textContent)
  pa.say(card ? `回答：${words.join(' ')}` : '正在查阅方案')
}

// Enter that only confirms a word in a Chinese input method must not send the question.
function guardComposing(event) {
  if (event.key === 'Enter' && (event.isComposing || event.keyCode === 229)) event.stopPropagation()
}

element.addEventListener('click', onClick)
element.addEventListener('submit', onSubmit)
watch('value', onNews)
for (const type of ['keydown', 'keypress', 'keyup']) {
  document.addEventListener(type, event => event.target.matches?.('#pa-box textarea') && guardComposing(event), true)
}
const before = kept()
if (before.length) {
  element.classList.add('pa-restoring')
  trigger('apply', { turns: before })
  setTimeout(() => element.classList.remove('pa-restoring'), 8000)
}
// The box comes onto the page a little later than the conversation.
if (!pa.narrow.matches && !location.hash) pa.soon(() => document.querySelector('#pa-box textarea'), box => box.focus({ preventScroll: true }))
