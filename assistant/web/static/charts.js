// Draws the page's charts when they come into view; plotly.js is only then fetched, from here.
pa.charts = (() => {
  let loading = null

  function plotly() {
    loading ??= new Promise((done, failed) => {
      const made = document.createElement('script')
      made.src = 'page/plotly.js'
      made.onload = () => done(window.Plotly)
      made.onerror = () => {
        loading = null
        failed(new Error('plotly'))
      }
      document.head.append(made)
    })
    return loading
  }

  async function draw(root) {
    const places = [...root.querySelectorAll('.pa-plot')].filter(p => p.checkVisibility())
    if (!places.length) return
    places.forEach(p => p.childElementCount || (p.textContent = '正在绘图……'))
    try {
      const Plotly = await plotly()
      for (const place of places) {
        const figure = JSON.parse(place.dataset.chart)[document.body.classList.contains('dark') ? 'dark' : 'light']
        if (!place.childElementCount) place.textContent = ''
        await Plotly.react(place, figure.data, figure.layout, { displayModeBar: false, responsive: true })
      }
    } catch {
      places.forEach(p => (p.textContent = '图没有画出来，请检查网络后刷新页面。'))
    }
  }

  return { draw }
})()
