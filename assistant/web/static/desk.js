// The inquiry desk. Everything that people wrote is put on the page as text, never as markup.
const find = selector => element.querySelector(selector)
const login = find('.pd-login')
const body = find('.pd-body')
const card = find('.pd-card')
const waiting = card.innerHTML
const dialog = find('.pd-dialog')
const filter = find('.pd-filter')
const ranks = ['viewer', 'operator', 'reviewer']
let role = ''
let page = 1
let asked = 0

const may = needed => ranks.indexOf(role) >= ranks.indexOf(needed)

// h('p', {class: 'x', onclick: f}, 'text', node, …)
function h(tag, given = {}, ...children) {
  const made = document.createElement(tag)
  for (const [name, value] of Object.entries(given)) {
    if (name.startsWith('on')) made.addEventListener(name.slice(2), value)
    else if (name === 'value') made.value = value
    else if (value === true) made.setAttribute(name, '')
    else if (value !== false && value !== undefined) made.setAttribute(name, value)
  }
  made.append(...children.flat().filter(child => child !== null && child !== undefined && child !== false))
  return made
}

async function call(path, sent) {
  const options = sent === undefined ? {} : {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'X-Plan-Desk': '1' },
    body: JSON.stringify(sent),
  }
  let response
  try {
    response = await fetch(`/api/desk/${path}`, options)
  } catch {
    throw new Error('连不上服务，请检查网络后再试。')
  }
  if (response.status === 204) return null
  const told = await response.json().catch(() => ({}))
  if (response.ok) return told
  if (response.status === 401 && told.code === 'login_needed') show('')
  throw new Error(told.detail || '没有办成，请稍后再试。')
}

// Runs an action of a form or button: no second click meanwhile, and faults where they belong.
async function busy(where, fault, act) {
  const buttons = [...where.querySelectorAll('button')].filter(button => !button.disabled)
  buttons.forEach(button => { button.disabled = true })
  if (fault) fault.textContent = ''
  try {
    await act()
  } catch (error) {
    if (fault) fault.textContent = error.message
    else pa.notify(error.message)
  } finally {
    buttons.forEach(button => { button.disabled = false })
  }
}

async function start() {
  try {
    const me = await call('me')
    role = me.role
    find('.pd-who span').textContent = me.name ? `${me.name}（${me.role_text}）` : ''
    find('.pd-out').hidden = !me.session
    show(role)
  } catch (error) {
    pa.notify(error.message)
  }
}

function show(who) {
  role = who
  login.hidden = Boolean(who)
  body.hidden = !who
  if (!who && dialog.open) dialog.close()
}

login.addEventListener('submit', event => {
  event.preventDefault()
  const given = Object.fromEntries(new FormData(login))
  busy(login, login.querySelector('.pd-fault'), async () => {
    await call('login', given)
    login.reset()
    await start()
  })
})

find('.pd-out').addEventListener('click', () => busy(find('.pd-who'), null, async () => {
  await call('logout', {})
  clearCard()
  find('.pd-in').reset()
  find('[data-pane="list"] .pd-list').replaceChildren()
  find('.pd-wordings').replaceChildren()
  await start()
}))

// Views

find('.pd-views').addEventListener('click', event => {
  const view = event.target.closest('[data-view]')?.dataset.view
  if (view) openView(view)
})

function openView(view) {
  element.querySelectorAll('[data-view]').forEach(button => button.setAttribute('aria-pressed', button.dataset.view === view))
  element.querySelectorAll('[data-pane]').forEach(pane => { pane.hidden = pane.dataset.pane !== view })
  if (view === 'list') list(1)
  if (view === 'wording') wordings()
}

// A new message

const message = find('#pd-message')
const form = find('.pd-in')
form.addEventListener('submit', event => {
  event.preventDefault()
  const said = message.value
  const mine = ++asked
  busy(form, form.querySelector('.pd-fault'), async () => {
    card.replaceChildren(h('div', { class: 'pd-pending' }, '正在查阅方案…'))
    try {
      const routing = await call('route', { message: said })
      if (mine === asked) showRouting(said, routing)
    } catch (error) {
      clearCard()
      throw error
    }
  })
})
form.addEventListener('reset', clearCard)
message.addEventListener('keydown', event => {
  if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) form.requestSubmit()
})

function clearCard() {
  asked++
  card.innerHTML = waiting // our own words, see desk_view.py
}

function place(citation, quoted = true) {
  const marks = citation.end > citation.start ? { 'data-start': citation.start, 'data-end': citation.end } : {}
  return h('div', { class: 'pd-basis' },
    h('button', { type: 'button', class: 'pd-place', 'data-clause': citation.clause, 'aria-haspopup': 'dialog', ...marks },
      `${citation.label}${citation.title}`),
    quoted && citation.quote ? h('blockquote', {}, citation.quote) : null)
}

function departments(routing) {
  const chosen = ['sure', 'likely'].includes(routing.level)
  const boxes = kind => routing.departments.filter(d => d.role === kind).map(d =>
    h('label', { class: `pd-choice pd-${kind}` },
      h('input', { type: 'checkbox', name: 'department', value: d.name, checked: chosen, disabled: !may('operator') }), h('span', {}, d.name)))
  const groups = [['lead', '牵头'], ['shared', '分工']].map(([kind, title]) => {
    const found = boxes(kind)
    return found.length ? h('fieldset', { class: 'pd-role' }, h('legend', {}, title), found) : null
  })
  if (!routing.departments.length) return [h('p', { class: 'pd-nobody' }, routing.status === 'answered' ? '方案未分工' : '没有可转的部门')]
  return groups.filter(Boolean)
}

function showRouting(said, routing) {
  const fault = h('p', { class: 'pd-fault', role: 'alert' })
  const reply = h('textarea', { class: 'pd-text', rows: 11, id: 'pd-reply', maxlength: 8000, value: routing.reply })
  const note = h('input', { id: 'pd-note', maxlength: 500, autocomplete: 'off' })
  const share = routing.confidence ? `同类来件约${Math.round(routing.confidence * 100)}%转对` : ''
  const save = status => busy(card, fault, async () => {
    const names = [...card.querySelectorAll('[name=department]:checked')].map(box => box.value)
    const kept = await call('inquiries', { message: said, reply: reply.value, note: note.value, departments: [...new Set(names)], status })
    card.replaceChildren(h('div', { class: 'pd-saved', role: 'status' },
      h('p', {}, h('b', {}, `已登记 ${kept.number}`)),
      h('p', {}, `${kept.status_text}　${kept.passed_to || '方案未分工'}`),
      h('div', { class: 'pd-acts' },
        h('button', { type: 'button', class: 'pa-button pa-main', onclick: () => slip(kept.number) }, '下载转办单'),
        h('button', { type: 'button', class: 'pa-button', onclick: () => open(kept.number) }, '查看'),
        h('button', { type: 'button', class: 'pa-button', onclick: () => { form.reset(); message.focus() } }, '登记下一件'))))
  })
  card.replaceChildren(
    h('div', { class: `pd-level pd-is-${routing.level}` }, h('b', {}, routing.level_text), h('span', {}, share)),
    ...departments(routing),
    h('p', { class: 'pd-reason' }, routing.reason),
    ...[routing.general_duty && h('p', { class: 'pd-hint' }, routing.general_duty), routing.citations.length > 0 && h('h3', {}, '依据')].filter(Boolean),
    ...routing.citations.map(citation => place(citation)),
    ...(routing.citations.length || !routing.related.length ? [] : [h('h3', {}, '相近条款（不是依据）'), ...routing.related.map(r => place(r, false))]),
    h('h3', {}, h('label', { for: 'pd-reply' }, routing.approved ? '答复（审定口径）' : '答复草稿，请核对修改')),
    reply,
    h('div', { class: 'pd-acts' }, h('button', { type: 'button', class: 'pa-button', onclick: () => pa.copyText(reply.value).then(() => pa.notify('已复制'), () => pa.notify('没有复制成功，请选中文字后复制。')) }, '复制答复')),
    ...(may('operator') ? [h('label', { class: 'pa-field' }, '备注', note), h('div', { class: 'pd-acts' },
      h('button', { type: 'button', class: 'pa-button pa-main', onclick: () => save('transferred') }, '登记并转办'),
      h('button', { type: 'button', class: 'pa-button', onclick: () => save('draft') }, '先登记'))] : []),
    fault)
}

const slip = number => pa.download(`/api/desk/inquiries/${number}/slip`)

// The list

function wanted() {
  return new URLSearchParams([...new FormData(filter)].filter(([, value]) => value))
}

async function list(to) {
  page = to
  const mine = ++asked
  try {
    const query = wanted()
    query.set('page', page)
    const found = await call(`inquiries?${query}`)
    if (mine === asked) showList(found)
  } catch (error) {
    find('.pd-count').textContent = error.message
  }
}

function showList(found) {
  find('.pd-count').textContent = `共${found.total}件`
  const rows = found.items.map(one => h('li', {},
    h('button', { type: 'button', class: 'pd-row', onclick: () => open(one.number) },
      h('span', { class: 'pd-row-top' }, h('b', {}, one.number), h('span', { class: `pd-status pd-st-${one.status}` }, one.status_text), h('time', {}, one.created)),
      h('span', { class: 'pd-said' }, one.question),
      h('span', { class: 'pd-to' }, one.passed_to || '方案未分工'))))
  const none = h('li', {}, h('div', { class: 'pa-empty' }, h('p', {}, h('b', {}, '没有办件')), h('p', {}, wanted().size ? '换个条件再试。' : '在“新来件”中登记后，列在这里。')))
  find('[data-pane="list"] .pd-list').replaceChildren(...(rows.length ? rows : [none]))
  const turn = (words, to) => h('button', { type: 'button', class: 'pa-button', disabled: to < 1 || to > found.pages, onclick: () => list(to) }, words)
  find('.pd-pages').replaceChildren(...(found.pages > 1 ? [turn('上一页', page - 1), h('span', {}, `第${page}页，共${found.pages}页`), turn('下一页', page + 1)] : []))
}

let typing = 0
filter.addEventListener('submit', event => event.preventDefault())
filter.addEventListener('input', () => {
  clearTimeout(typing)
  typing = setTimeout(list, 300, 1)
})
element.querySelectorAll('[data-export]').forEach(button => button.addEventListener('click', () => {
  const query = wanted()
  query.set('format', button.dataset.export)
  pa.download(`/api/desk/export?${query}`)
}))

// One inquiry

async function open(number) {
  try {
    showInquiry(await call(`inquiries/${number}`))
  } catch (error) {
    pa.notify(error.message)
  }
}

function showInquiry(one) {
  const fault = h('p', { class: 'pd-fault', role: 'alert' })
  const fixed = !may('operator')
  const reply = h('textarea', { class: 'pd-text', id: 'pd-said-back', rows: 9, maxlength: 8000, value: one.reply, readonly: fixed })
  const note = h('input', { id: 'pd-remark', value: one.note, maxlength: 500, readonly: fixed })
  const status = h('select', { disabled: fixed }, h('option', { value: '' }, `${one.status_text}（不变）`), one.next.map(s => h('option', { value: s.value }, s.text)))
  const save = () => busy(dialog, fault, async () => {
    await call(`inquiries/${one.number}`, { version: one.version, reply: reply.value, note: note.value, status: status.value || null })
    pa.notify('已保存')
    await open(one.number)
    list(page)
  })
  const history = one.history.map(c => h('li', {}, `${c.at}　${c.operator}　${c.status ? `状态改为${c.status}` : `修改了${c.fields.join('、')}`}`))
  dialog.replaceChildren(
    h('div', { class: 'pa-panel-bar' }, h('h2', { id: 'pd-title' }, `办件 ${one.number}`),
      h('button', { type: 'button', class: 'pa-close', onclick: () => dialog.close() }, '关闭')),
    h('div', { class: 'pd-sheet' },
      h('h3', {}, '来件内容'), h('p', { class: 'pd-words' }, one.question),
      h('h3', {}, '转办'), h('p', { class: 'pd-words' }, one.passed_to || '方案未分工'),
      h('p', { class: 'pd-reason' }, one.reason),
      one.basis.length ? h('h3', {}, '依据') : null,
      one.basis.map(b => h('div', { class: 'pd-basis' }, h('b', {}, `${b.label}${b.title}`), h('blockquote', {}, b.quote))),
      h('h3', {}, h('label', { for: 'pd-said-back' }, '答复')), reply,
      h('div', { class: 'pd-pair' }, h('label', { class: 'pa-field' }, '状态', status), h('label', { class: 'pa-field' }, '备注', note)),
      fault,
      h('div', { class: 'pd-acts' },
        fixed ? null : h('button', { type: 'button', class: 'pa-button pa-main', onclick: save }, '保存'),
        h('button', { type: 'button', class: 'pa-button', onclick: () => slip(one.number) }, '下载转办单'),
        may('reviewer') && one.basis.length ? h('button', { type: 'button', class: 'pa-button', onclick: () => askApproval(one, fault) }, '定为口径') : null),
      h('h3', {}, '经过'), h('ol', { class: 'pd-history' }, history)))
  if (!dialog.open) dialog.showModal()
}

function askApproval(one, after) {
  if (dialog.querySelector('.pd-approval')) return
  const fault = h('p', { class: 'pd-fault', role: 'alert' })
  const words = h('textarea', { class: 'pd-text', id: 'pd-words', rows: 6, maxlength: 8000, value: one.core })
  const approve = () => busy(dialog, fault, async () => {
    await call(`inquiries/${one.number}/approve`, { reply: words.value })
    dialog.close()
    openView('wording')
    pa.notify('已定为口径')
  })
  after.after(h('div', { class: 'pd-approval' },
    h('h3', {}, h('label', { for: 'pd-words' }, '口径：以后问同一件事，就用这段话作答')), words,
    h('p', { class: 'pd-hint' }, '数字、日期、部门都要在依据原文里，否则不能定为口径。'), fault,
    h('div', { class: 'pd-acts' }, h('button', { type: 'button', class: 'pa-button pa-main', onclick: approve }, '审定'))))
  words.focus()
}

dialog.addEventListener('click', event => { if (event.target === dialog) dialog.close() })

// Approved wording

async function wordings() {
  try {
    const found = await call('phrasings')
    const items = found.map(p => h('li', { class: 'pd-wording' },
      h('p', { class: 'pd-row-top' }, h('span', { class: `pd-status pd-wd-${p.state}` }, p.state_text), h('span', {}, `${p.approver}　${p.approved}`)),
      h('p', { class: 'pd-said' }, p.question), h('p', { class: 'pd-words' }, p.reply),
      p.why ? h('p', { class: 'pd-fault' }, p.why) : null,
      h('div', { class: 'pd-acts' },
        p.inquiry ? h('button', { type: 'button', class: 'pa-button', onclick: () => open(p.inquiry) }, `办件 ${p.inquiry}`) : null,
        may('reviewer') ? h('button', { type: 'button', class: 'pa-button', onclick: event => withdraw(event.target, p.id) }, '撤下') : null)))
    const none = h('li', {}, h('div', { class: 'pa-empty' }, h('p', {}, h('b', {}, '还没有口径')), h('p', {}, '审核人员打开一件办件，点“定为口径”。')))
    find('.pd-wordings').replaceChildren(...(items.length ? items : [none]))
  } catch (error) {
    pa.notify(error.message)
  }
}

function withdraw(button, id) {
  busy(button.parentElement, null, async () => {
    await call(`phrasings/${id}/withdraw`, { reason: '审核人员撤下' })
    pa.notify('已撤下')
    await wordings()
  })
}

start()
