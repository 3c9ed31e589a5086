"""The HTML document that Gradio serves, made ours: Chinese, styled at once, closed to other hosts.

Gradio inserts ``head=`` by script when its own scripts already run; that is too late for the
language, and the page would show unstyled first.
"""

from __future__ import annotations

import re
from html import escape

from starlette.types import ASGIApp, Message, Receive, Scope, Send

# Gradio compiles templates (unsafe-eval) and styles elements (unsafe-inline); all else stays here.
POLICY = (
    "default-src 'self' 'unsafe-inline' 'unsafe-eval' data: blob:; "
    "object-src 'none'; base-uri 'self'; form-action 'self'"
)
_FOREIGN = re.compile(rb'\s*<meta\s+(?:property="og:|name="twitter:)[^>]*>')
_CHARSET = b'<meta charset="utf-8" />'


class FirstPage:
    """Puts the script, the style and a loading state into the document at ``/``.

    The style stands in the body: it must come after Gradio's, whenever that is added to the head.
    """

    def __init__(self, app: ASGIApp, title: str, script: str, style: str) -> None:
        self.app = app
        shown = escape(title)
        self._head = f"{_CHARSET.decode()}<title>{shown}</title><script>{script}</script>".encode()
        self._loading = (
            f"<style>{style}</style>"
            f'<div id="pa-loading" role="status"><p>正在打开<b>{shown}</b></p></div>'
            "<noscript><p>本页面需要启用 JavaScript 才能使用。</p></noscript>"
        ).encode()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; of ``GET /`` the body is held back and rewritten."""
        if scope["type"] != "http" or scope["path"] != "/" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        start: Message = {}
        body = b""

        async def rewritten(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                start = message
                return
            body += message.get("body", b"")
            if message.get("more_body"):
                return
            told = self._ours(body)
            headers = [(k, v) for k, v in start["headers"] if k.lower() != b"content-length"]
            headers += [
                (b"content-length", str(len(told)).encode()),
                (b"content-security-policy", POLICY.encode()),
                (b"x-content-type-options", b"nosniff"),
                (b"referrer-policy", b"same-origin"),
            ]
            await send({**start, "headers": headers})
            await send({"type": "http.response.body", "body": told})

        plain = [(k, v) for k, v in scope["headers"] if k != b"accept-encoding"]
        await self.app({**scope, "headers": plain}, receive, rewritten)

    def _ours(self, document: bytes) -> bytes:
        document = document.replace(b'lang="en"', b'lang="zh-CN"', 1)
        document = _FOREIGN.sub(b"", document)
        document = document.replace(_CHARSET, self._head, 1)
        return document.replace(b"<gradio-app", self._loading + b"<gradio-app", 1)
