/* The page inside the widget's frame: asks the API that serves it, shows answers with references.
   All text goes in as text; nothing is ever parsed as HTML. */
"use strict";
const query = new URLSearchParams(location.search);
const talk = document.getElementById("talk");
const form = document.getElementById("form");
const box = document.getElementById("box");
const send = document.getElementById("send");
const live = document.getElementById("live");
const plan = query.get("plan") || document.body.dataset.plan;
const STEPS = { understand: "正在理解问题…", find: "正在查找原文…", write: "正在组织回答…", verify: "正在逐字核对…" };
const KINDS = { partial: "部分回答", not_in_plan: "方案没有写明", out_of_scope: "不在本方案范围内", unclear: "请把问题说得更具体一些", blocked: "无法回答" };
const ROLES = { lead: "牵头", shared: "分工" };
const PARTS = { news: "新闻稿（不是方案内容）", notice: "印发通知", title: "方案标题", preamble: "方案引言", closing: "方案结语" };
const RULE = /^\|(\s*:?-+:?\s*\|)+$/;
const KEPT = 20;
let asked = [];
let busy = false;

const theme = query.get("theme") || "auto";
const dark = matchMedia("(prefers-color-scheme: dark)");
const paint = () => (document.documentElement.dataset.theme = theme === "dark" || (theme === "auto" && dark.matches) ? "dark" : "light");
dark.addEventListener("change", paint);
paint();

function make(tag, props, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(props || {})) name in element ? (element[name] = value) : element.setAttribute(name, value);
  element.append(...children);
  return element;
}
const tell = (type) => parent !== window && parent.postMessage({ planAssistant: type }, "*");
const place = (c) => (c.clause === null ? PARTS[c.part] || c.part : `${c.chapter} ${c.label}${c.title}`);

async function* events(response) {
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  let rest = "";
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return;
    rest += value;
    const blocks = rest.split("\n\n");
    rest = blocks.pop();
    for (const block of blocks) {
      const name = /^event: (\w+)/m.exec(block);
      const data = /^data: (.*)/m.exec(block);
      if (name && data) yield [name[1], JSON.parse(data[1])];
    }
  }
}

async function ask(question) {
  question = question.trim();
  if (!question || busy) return;
  busy = send.disabled = true;
  box.value = "";
  const said = make("p", { className: "said small" }, STEPS.understand);
  const card = make("article", { className: "answer", "aria-busy": "true", "aria-label": "回答" }, said);
  talk.append(make("p", { className: "asked" }, make("span", {}, question)), card);
  card.scrollIntoView({ block: "end" });
  live.textContent = "正在查找…";
  try {
    await told(question, said, card);
  } catch {
    failed(card, "与服务的连接断开了，请稍后再问一次。");
  } finally {
    busy = send.disabled = false;
    card.removeAttribute("aria-busy");
    card.previousElementSibling.scrollIntoView({ block: "start" });
  }
}

async function told(question, said, card) {
  const response = await fetch("api/v1/ask/stream", {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify({ question, history: asked.slice(-KEPT), plan_id: plan }),
  });
  if (!response.ok) {
    const problem = await response.json().catch(() => ({}));
    failed(card, problem.detail || "服务没有给出回答，请稍后再问一次。");
    return;
  }
  let begun = false;
  for await (const [name, data] of events(response)) {
    if (name === "stage") said.textContent = STEPS[data.step] || "";
    if (name === "sentence") {
      if (data.text.startsWith("|")) continue; // a table is shown when it is whole
      if (!begun) said.textContent = "";
      begun = true;
      said.classList.remove("small");
      said.append(data.text);
    }
    if (name === "answer") {
      asked.push(question);
      show(data, card);
      return;
    }
    if (name === "error") {
      failed(card, data.detail);
      return;
    }
  }
  failed(card, "回答没有送完，请再问一次。");
}

const spoken = (text) => text.replace(/\[\d+\]/g, "").replace(/^\|[-:| ]+\|$/gm, "").replace(/ *\| */g, " ");

function failed(card, why) {
  card.replaceChildren(make("p", { className: "fault", role: "alert" }, why));
}

function show(answer, card) {
  const kind = KINDS[answer.status];
  const grounds = citations(answer);
  const parts = [
    kind && make("p", { className: "kind" }, kind),
    ...blocks(answer.answer, grounds),
    answer.notice && make("p", { className: "small" }, `提醒：${answer.notice}`),
    ...duties(answer),
    grounds,
    ...near(answer),
    ...next(answer),
    judge(answer),
  ];
  card.replaceChildren(...parts.filter(Boolean));
  live.textContent = `${kind ? kind + "。" : ""}${spoken(answer.answer)}`;
}

// A line of text stays text; lines that make a Markdown table become one.
function blocks(text, grounds) {
  const found = [];
  for (const line of text.split("\n")) {
    const last = found.at(-1);
    if (last && last[0].startsWith("|") === line.startsWith("|")) last.push(line);
    else found.push([line]);
  }
  return found.map((lines) =>
    lines.length > 1 && RULE.test(lines[1].trim()) ? table(lines, grounds) : make("p", { className: "said" }, ...marked(lines.join("\n"), grounds)));
}

function table(lines, grounds) {
  const row = (line, tag, props) =>
    make("tr", {}, ...line.trim().replace(/^\||\|$/g, "").split("|").map((cell) => make(tag, props, ...marked(cell.trim(), grounds))));
  const head = make("thead", {}, row(lines[0], "th", { scope: "col" }));
  const body = make("tbody", {}, ...lines.slice(2).map((line) => row(line, "td", {})));
  return make("div", { className: "table", tabIndex: 0, role: "region", "aria-label": "表格" }, make("table", {}, head, body));
}

function marked(text, grounds) {
  return text.split(/(\[\d{1,3}\])/).map((piece) => {
    const number = /^\[(\d+)\]$/.exec(piece);
    const item = number && grounds && grounds.querySelector(`[data-n="${number[1]}"]`);
    if (!item) return piece;
    return make("button", {
      type: "button", className: "cite", "aria-label": `看依据${number[1]}`,
      onclick: () => {
        grounds.open = true;
        grounds.querySelectorAll(".seen").forEach((other) => other.classList.remove("seen"));
        item.classList.add("seen");
        item.focus();
        item.scrollIntoView({ block: "nearest" });
      },
    }, piece);
  });
}

function citations(answer) {
  if (!answer.citations.length) return null;
  const items = answer.citations.map((c) =>
    make("li", { tabIndex: -1, "data-n": String(c.number) }, make("p", { className: "small" }, `[${c.number}] ${place(c)}`), make("blockquote", {}, c.quote)));
  return make("details", {}, make("summary", {}, `依据（${items.length}处原文）`), make("ol", {}, ...items));
}

function duties(answer) {
  if (!answer.departments.length) return [];
  const chips = answer.departments.map((d) => make("span", { className: "duty" }, make("b", {}, ROLES[d.role]), ` ${d.name} [${d.citation}]`));
  const all = answer.general_duty ? [make("p", { className: "small" }, answer.general_duty)] : [];
  return [make("h3", {}, "责任部门"), make("div", {}, ...chips), ...all];
}

function near(answer) {
  if (!answer.related.length) return [];
  const items = answer.related.map((r) => make("li", { className: "small" }, `${r.chapter} ${r.label}${r.title}`));
  return [make("h3", {}, "相近的条款（不是回答）"), make("ul", {}, ...items)];
}

function next(answer) {
  if (!answer.follow_ups.length) return [];
  return [make("h3", {}, "接着问"), make("ul", { className: "asks" }, ...answer.follow_ups.map((q) => make("li", {}, make("button", { type: "button", "data-ask": q }, q))))];
}

function judge(answer) {
  const row = make("div", { className: "judge" });
  const say = async (verdict) => {
    const body = { answer_id: answer.id, verdict, question: answer.question, answer: answer.answer, plan_id: plan };
    const sent = await fetch("api/v1/feedback", { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }).catch(() => null);
    row.replaceChildren(make("p", { className: "small", role: "status" }, sent && sent.ok ? "已记下，谢谢。" : "没有记下，请稍后再试。"));
  };
  row.append(...[["helpful", "有帮助"], ["wrong", "有误"]].map(([verdict, text]) => make("button", { type: "button", onclick: () => say(verdict) }, text)));
  return row;
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  ask(box.value);
});
box.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  ask(box.value);
});
talk.addEventListener("click", (event) => {
  const button = event.target.closest("[data-ask]");
  if (button) ask(button.dataset.ask);
});
document.addEventListener("keydown", (event) => event.key === "Escape" && !event.isComposing && tell("close"));
window.addEventListener("message", (event) => {
  if (event.source === parent && event.data && event.data.planAssistant === "focus") box.focus();
});
tell("ready");
