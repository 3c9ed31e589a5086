// The frame of the page: language, addresses of tabs and clauses, the side panel. Tabs use `pa`.
// Stands in the document's head (first_page.py), before Gradio's scripts ask the browser's language.
Object.defineProperty(navigator, 'language', { get: () => 'zh-CN' })
Object.defineProperty(navigator, 'languages', { get: () => ['zh-CN', 'zh'] })
document.documentElement.lang = 'zh-CN'

const pa = (() => {
  const narrow = window.matchMedia('(max-width: 899px)')
  const panel = () => document.getElementById('pa-panel')
  const tabButton = key => document.getElementById(`tab-${key}-button`)
  const tabOf = name => /^(clause|part|chapter)-/.test(name) ? 'text' : name
  history.scrollRestoration = 'manual' // going back scrolls to the clause, not to where it was left
  const address = () => /^#[\w-]+$/.test(location.hash) ? location.hash.slice(1) : 'chat'
  let opener = null

  document.documentElement.dataset.tab = tabOf(address())

  // Says something once to those who listen to the page.
  function say(words) {
    const live = document.getElementById('pa-live')
    if (live) live.textContent = words
  }

  function soon(find, act, tries = 200) {
    const found = find()
    if (found) act(found)
    else if (tries) setTimeout(soon, 50, find, act, tries - 1)
  }

  function openTab(key) {
    if (!tabButton(key)) key = 'chat'
    const old = document.documentElement.dataset.tab
    document.documentElement.dataset.tab = key
    document.querySelectorAll('[role="tab"]').forEach(button => {
      const chosen = button.dataset.tab === key
      button.setAttribute('aria-selected', chosen)
      button.tabIndex = chosen ? 0 : -1
    })
    if (old !== key) document.dispatchEvent(new CustomEvent('pa-tab', { detail: key }))
  }

  // Marks source[start:end] below `root`: each [data-at] holds the source from that offset.
  function mark(root, start, end, kind = '') {
    const marks = []
    for (const block of root.querySelectorAll('[data-at]')) {
      let at = Number(block.dataset.at)
      for (const node of textNodes(block)) {
        const [a, b] = [Math.max(start - at, 0), Math.min(end - at, node.length)]
        at += node.length
        if (a < b) marks.push(wrap(node, a, b, kind))
      }
    }
    return marks
  }

  function textNodes(root) {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT)
    const nodes = []
    while (walker.nextNode()) nodes.push(walker.currentNode)
    return nodes
  }

  function wrap(node, a, b, kind) {
    const piece = node.splitText(a)
    piece.splitText(b - a)
    const made = document.createElement('mark')
    made.className = kind
    piece.replaceWith(made)
    made.append(piece)
    return made
  }

  function unmark(root, kind = '') {
    for (const made of root.querySelectorAll('mark')) {
      if (made.className !== kind) continue
      const parent = made.parentNode
      made.replaceWith(...made.childNodes)
      parent.normalize()
    }
  }

  // Opens the address `name` (a tab, a clause, a part); in the text, source[start:end] is marked.
  function go(name, start = 0, end = 0) {
    const before = document.documentElement.dataset.tab
    openTab(tabOf(name))
    const place = name !== tabOf(name) && document.getElementById(name)
    if (!place) {
      if (before !== name) window.scrollTo({ top: 0 })
      return
    }
    const text = document.getElementById('pa-text')
    unmark(text)
    const marks = mark(text, start, end)
    ;(marks[0] ?? place).scrollIntoView({ block: marks.length ? 'center' : 'start' })
    place.focus({ preventScroll: true })
    text.querySelectorAll('.pt-here').forEach(e => e.classList.remove('pt-here'))
    place.classList.add('pt-here')
  }

  function navigate(name, start, end) {
    if (location.hash !== `#${name}`) history.pushState(null, '', `#${name}`)
    go(name, start, end)
  }

  function openPanel(button) {
    const { clause, part, start = 0, end = 0 } = button.dataset
    const name = clause ? `clause-${clause}` : `part-${part}`
    const place = document.getElementById(name)
    const dialog = panel()
    if (!place || !dialog) return
    const body = dialog.querySelector('.pa-panel-body')
    body.replaceChildren(crumb(place.dataset.crumb), ...copy(place).childNodes)
    mark(body, Number(start), Number(end))
    const whole = dialog.querySelector('[data-whole]')
    whole.href = `#${name}`
    Object.assign(whole.dataset, { start, end })
    if (!dialog.open) narrow.matches ? dialog.showModal() : dialog.show()
    opener = button
    expand(button)
    document.documentElement.classList.add('pa-panel-open')
    body.scrollTop = 0
    const quote = body.querySelector('mark')
    if (quote) body.scrollTop = Math.max(0, quote.offsetTop - body.clientHeight / 3)
    body.querySelector('h2').focus({ preventScroll: true })
  }

  function crumb(words) {
    const made = document.createElement('p')
    made.className = 'pa-crumb'
    made.textContent = words
    return made
  }

  function copy(place) {
    const made = place.cloneNode(true)
    unmark(made)
    unmark(made, 'pt-hit')
    unmark(made, 'pt-hit pt-now')
    const heading = document.createElement('h2')
    Object.assign(heading, { id: 'pa-panel-title', tabIndex: -1 })
    const old = made.querySelector('h4')
    if (old.dataset.at) heading.dataset.at = old.dataset.at
    heading.append(...old.childNodes)
    old.replaceWith(heading)
    return made
  }

  function expand(button) {
    document.querySelectorAll('[aria-haspopup][aria-expanded]').forEach(b => b.removeAttribute('aria-expanded'))
    button?.setAttribute('aria-expanded', 'true')
  }

  function closePanel() {
    panel()?.close()
    document.documentElement.classList.remove('pa-panel-open')
  }

  function onClosed() {
    document.documentElement.classList.remove('pa-panel-open')
    expand(null)
    if (opener?.isConnected && opener.checkVisibility()) opener.focus({ preventScroll: true })
    opener = null
  }

  function onClick(event) {
    const plain = !event.ctrlKey && !event.metaKey && !event.shiftKey
    const place = event.target.closest('[aria-haspopup][data-clause], [aria-haspopup][data-part]')
    const link = event.target.closest('a[href^="#"]')
    const tab = event.target.closest('[role="tab"][data-tab]')
    if (place && plain) {
      event.preventDefault()
      openPanel(place)
    } else if (link && plain) {
      event.preventDefault()
      if (link.dataset.whole !== undefined) closePanel()
      navigate(link.hash.slice(1), Number(link.dataset.start ?? 0), Number(link.dataset.end ?? 0))
    } else if (tab) {
      closePanel()
      navigate(tab.dataset.tab)
    } else if (event.target.closest('[data-close]')) closePanel()
  }

  // The clipboard needs https or loopback; inside a closed network there is the older way.
  async function copyText(words) {
    if (navigator.clipboard && window.isSecureContext) return navigator.clipboard.writeText(words)
    const area = document.createElement('textarea')
    area.value = words
    area.className = 'pa-sr'
    document.body.append(area)
    area.select()
    const done = document.execCommand('copy')
    area.remove()
    if (!done) throw new Error('copy')
  }

  // Fetches a file and hands it to the browser to save; tells in Chinese when that fails.
  async function download(url, options = {}) {
    try {
      const response = await fetch(url, options)
      if (!response.ok) throw new Error(response.status)
      const named = /filename\*=UTF-8''([^;]+)/i.exec(response.headers.get('content-disposition') ?? '')
      const link = document.createElement('a')
      link.href = URL.createObjectURL(await response.blob())
      link.download = named ? decodeURIComponent(named[1]) : 'file'
      link.click()
      setTimeout(() => URL.revokeObjectURL(link.href), 10000)
      notify('已导出')
    } catch {
      notify('没有导出成功，请检查网络后再试一次。')
    }
  }

  let fading = 0
  function notify(words) {
    const note = document.getElementById('pa-note')
    if (!note) return
    note.textContent = words
    note.classList.add('pa-shown')
    clearTimeout(fading)
    fading = setTimeout(() => note.classList.remove('pa-shown'), 3500)
  }

  // Gradio tells of a lost connection in English only; shell.css hides that and shows .pa-lost.
  function watchConnection() {
    const show = () => {
      const lost = [...document.querySelectorAll('.toast-wrap')].some(t => t.textContent.includes('Connection'))
      document.documentElement.classList.toggle('pa-is-lost', lost || !navigator.onLine)
    }
    new MutationObserver(show).observe(document.body, { childList: true, subtree: true, characterData: true })
    window.addEventListener('online', show)
    window.addEventListener('offline', show)
  }

  // Arrow keys move between tabs, as readers of the screen expect of a tab list.
  function onKey(event) {
    if (event.key === 'Escape' && panel()?.open) closePanel()
    const tabs = [...document.querySelectorAll('[role="tab"][data-tab]')]
    const at = tabs.indexOf(event.target)
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: -1 }[event.key]
    if (at < 0 || to === undefined) return
    event.preventDefault()
    const tab = tabs.at(to % tabs.length)
    navigate(tab.dataset.tab)
    tab.focus()
  }

  document.addEventListener('click', onClick)
  document.addEventListener('close', event => event.target === panel() && !panel().open && onClosed(), true)
  document.addEventListener('keydown', onKey)
  window.addEventListener('popstate', () => go(address()))
  document.addEventListener('DOMContentLoaded', () => {
    watchConnection()
    soon(() => document.getElementById('pa-text') && document.getElementById('pa-panel'), () => {
      document.getElementById('pa-loading')?.remove()
      go(address())
    })
  })

  return { narrow, say, soon, go, navigate, mark, unmark, textNodes, wrap, closePanel, copyText, download, notify }
})()
