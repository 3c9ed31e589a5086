/* 问答组件：在任何网页上放一个提问按钮。
   <script src="https://服务地址/widget.js" data-title="方案问答" defer></script>
   对话在 iframe 里，与网页互不影响；样式在 shadow root 里。不向别处发任何请求。 */
(() => {
  "use strict";
  const script = document.currentScript;
  if (!script || window.planAssistant) return;
  const base = new URL(".", script.src);
  const told = (name, otherwise) => script.dataset[name] || otherwise;
  const title = told("title", "方案问答");
  const side = told("position", "right") === "left" ? "left" : "right";
  const address = new URL("embed", base);
  for (const name of ["plan", "theme"]) if (told(name)) address.searchParams.set(name, told(name));

  const STYLE = `
    :host { all: initial; }
    * { box-sizing: border-box; font-family: -apple-system, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
    button { cursor: pointer; font-size: 16px; line-height: 1.4; border: 0; }
    button:focus-visible { outline: 3px solid #ffb300; outline-offset: 2px; }
    .open { position: fixed; ${side}: 20px; bottom: 20px; z-index: 2147483000; display: flex; gap: 8px; align-items: center;
      padding: 12px 18px; min-height: 48px; border-radius: 24px; background: #0f5560; color: #fff; box-shadow: 0 4px 16px rgb(0 0 0 / .28); }
    .open:hover { background: #0b434c; }
    .open svg { width: 20px; height: 20px; }
    .panel { position: fixed; ${side}: 20px; bottom: 84px; z-index: 2147483000; display: flex; flex-direction: column;
      width: 400px; height: min(640px, calc(100vh - 108px)); overflow: hidden; border-radius: 12px; background: #fff;
      box-shadow: 0 8px 40px rgb(0 0 0 / .32); border: 1px solid #d5dddc; }
    .panel[hidden] { display: none; }
    .bar { display: flex; align-items: center; justify-content: space-between; padding: 6px 6px 6px 16px; background: #0f5560; color: #fff; font-size: 16px; font-weight: 600; }
    .bar button { min-width: 44px; min-height: 44px; background: none; color: inherit; border-radius: 8px; }
    iframe { flex: 1; width: 100%; border: 0; background: #f4f6f5; }
    .fault { margin: 0; padding: 24px; color: #17262b; font-size: 16px; line-height: 1.7; }
    .fault[hidden], iframe[hidden] { display: none; }
    @media (max-width: 480px) { .panel { inset: 0; width: auto; height: auto; border: 0; border-radius: 0; } .panel:not([hidden]) ~ .open { display: none; } }
    @media print { .open, .panel { display: none; } }`;

  const make = (tag, props = {}, ...children) => {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(props))
      name in element ? (element[name] = value) : element.setAttribute(name, value);
    element.append(...children);
    return element;
  };
  const drawn = (path) => {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const line = document.createElementNS(svg.namespaceURI, "path");
    svg.setAttribute("viewBox", "0 0 24 24");
    svg.setAttribute("aria-hidden", "true");
    line.setAttribute("d", path);
    line.setAttribute("fill", "currentColor");
    svg.append(line);
    return svg;
  };

  const fault = make("p", { className: "fault", hidden: true, role: "alert" },
    "问答没有打开：这个网站还没有获准使用，或服务暂时连不上。请稍后再试，或联系网站管理员。");
  const close = make("button", { type: "button", "aria-label": "关闭" + title }, "✕");
  const panel = make("div", { className: "panel", id: "panel", hidden: true, role: "dialog", "aria-label": title },
    make("div", { className: "bar" }, make("span", {}, title), close), fault);
  const button = make("button", { type: "button", className: "open", "aria-haspopup": "dialog", "aria-expanded": "false", "aria-controls": "panel" },
    drawn("M4 3h16a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2h-8l-5 4v-4H4a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2z"), title);

  let frame = null;
  let ready = false;
  const tell = (type) => frame.contentWindow.postMessage({ planAssistant: type }, base.origin);
  const check = () => {
    if (ready || fault.hidden === false) return;
    frame.hidden = true;
    fault.hidden = false;
  };

  function load() {
    frame = make("iframe", { title, src: address.href, referrerPolicy: "origin" });
    frame.setAttribute("sandbox", "allow-scripts allow-same-origin allow-forms allow-popups");
    frame.addEventListener("load", () => setTimeout(check, 2000));
    setTimeout(check, 15000);
    panel.append(frame);
  }
  function open() {
    if (fault.hidden === false) {  // try again from the start
      frame.remove();
      frame = null;
      fault.hidden = true;
    }
    panel.hidden = false;
    button.setAttribute("aria-expanded", "true");
    if (!frame) load();
    if (ready) tell("focus");
    else close.focus();
  }
  function shut() {
    panel.hidden = true;
    button.setAttribute("aria-expanded", "false");
    button.focus();
  }

  button.addEventListener("click", () => (panel.hidden ? open() : shut()));
  close.addEventListener("click", shut);
  panel.addEventListener("keydown", (event) => event.key === "Escape" && shut());
  window.addEventListener("message", (event) => {
    if (!frame || event.source !== frame.contentWindow || event.origin !== base.origin) return;
    const type = event.data && event.data.planAssistant;
    if (type === "close") shut();
    if (type === "ready") {
      ready = true;
      fault.hidden = true;
      frame.hidden = false;
      if (!panel.hidden) tell("focus");
    }
  });

  function show() {
    const host = make("div", {});
    const root = host.attachShadow({ mode: "open" });
    const sheet = new CSSStyleSheet();  // a style element could be forbidden by the page's CSP
    sheet.replaceSync(STYLE);
    root.adoptedStyleSheets = [sheet];
    root.append(panel, button);
    document.body.append(host);
  }
  window.planAssistant = { open, close: shut };
  document.body ? show() : document.addEventListener("DOMContentLoaded", show);
})();
