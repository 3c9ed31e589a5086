// A newer report is asked for when the tab is opened; charts can be drawn only then.
const open = () => document.documentElement.dataset.tab === 'quality'

function refresh() {
  if (!open()) return
  pa.charts.draw(element)
  trigger('expand')
}

document.addEventListener('pa-tab', refresh)
watch('value', () => open() && pa.charts.draw(element))
refresh()
