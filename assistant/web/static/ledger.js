// The filter is a form of its own beside the results: typing goes on while they are replaced.
let view = 'table'
let waiting = 0
let sent = 0 // how often the filter was sent, and the latest of these that was answered
let answered = 0

const form = () => document.querySelector('.pl-form')

function filter() {
  element.classList.add('pl-busy')
  trigger('select', { ...Object.fromEntries(new FormData(form())), sent: ++sent })
  setTimeout(() => element.classList.remove('pl-busy'), 1500) // a failure is no news
}

// Answers may overtake each other: an older one that comes last is asked for anew.
function onNews() {
  const of = Number(element.querySelector('[data-sent]')?.dataset.sent)
  answered = Math.max(answered, of)
  show()
  if (of === sent) element.classList.remove('pl-busy')
  else if (answered === sent) filter()
}

function show() {
  element.querySelectorAll('[data-view]').forEach(b => b.setAttribute('aria-pressed', b.dataset.view === view))
  const [table, charts] = [element.querySelector('.pl-table'), element.querySelector('.pl-charts')]
  if (!table) return
  table.hidden = view !== 'table'
  charts.hidden = view !== 'charts'
  if (view === 'charts') pa.charts.draw(charts)
}

document.addEventListener('input', event => {
  if (event.target.form !== form() || !form()) return
  clearTimeout(waiting)
  waiting = setTimeout(filter, event.target.name === 'keyword' ? 300 : 0)
})
document.addEventListener('submit', event => event.target === form() && event.preventDefault())
document.addEventListener('reset', event => event.target === form() && setTimeout(filter))
document.addEventListener('pa-tab', event => event.detail === 'ledger' && show())
element.addEventListener('click', event => {
  const chosen = event.target.closest('[data-view]')
  const file = event.target.closest('[data-download]')
  if (chosen) {
    view = chosen.dataset.view
    show()
  } else if (file) {
    event.preventDefault()
    pa.download(file.getAttribute('href'))
  }
})
watch('value', onNews)
