// Runs once, when the conversation is on the page: `element` is its root, `trigger` raises an event
// in Python, `watch` tells of new content (the contract of Gradio's gr.HTML js_on_load).

function onClick(event) {
  const asked = event.target.closest('[data-ask]')
  if (asked && !element.querySelector('[data-pending]')) trigger('submit', { question: asked.dataset.ask })
}

// A turn that has just come is brought to the top of the view and read out once.
function onNews() {
  const turns = element.querySelectorAll('.pa-turn')
  if (!turns.length) {
    pa.closePanel()
    pa.say('')
    window.scrollTo({ top: 0 })
    return
  }
  const turn = turns[turns.length - 1]
  turn.scrollIntoView({ block: 'start' })
  const direct = turn.querySelector('.pa-card')
  pa.say(direct ? '回答：' + [...direct.querySelectorAll('.pa-status, .pa-direct, .pa-fault p')].map(e => e.textContent).join(' ') : '正在查阅方案')
}

// Enter that only confirms a word in a Chinese input method must not send the question.
function guardComposing(event) {
  if (event.key === 'Enter' && (event.isComposing || event.keyCode === 229)) event.stopPropagation()
}

element.addEventListener('click', onClick)
watch('value', onNews)
for (const type of ['keydown', 'keypress', 'keyup']) {
  document.addEventListener(type, event => event.target.matches?.('#pa-box textarea') && guardComposing(event), true)
}
// The box comes onto the page a little later than the conversation.
if (!pa.narrow.matches && !location.hash) pa.soon(() => document.querySelector('#pa-box textarea'), box => box.focus({ preventScroll: true }))
