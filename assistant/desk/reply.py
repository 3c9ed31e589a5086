"""The draft of a reply: verified statements in a frame of fixed courteous words."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer import Citation
from assistant.desk.routing import APPROVED, Routing
from assistant.verify.verifier import Verifier, split_statements
from corpus.catalog import Dossier
from corpus.model import Role

_MARKS = re.compile(r"(?:\[\d{1,3}\])+")
_OPENING = "您好！您反映的事项收悉。"
_CLOSING = "感谢您的来信来电，感谢您对我们工作的关心和支持！"
_PASSED = "我们将把您反映的情况转给上述部门，请保持联系方式畅通。"
_UNASSIGNED = "方案没有写明这件事由哪个部门负责，我们将进一步核实后回复您。"
_FRAME = (_OPENING, _CLOSING, _PASSED, _UNASSIGNED)


class Proof:
    """Tells what a wording says that its citations do not prove."""

    def __init__(self, verifier: Verifier) -> None:
        self._verifier = verifier

    def faults(self, text: str, citations: Sequence[Citation]) -> tuple[str, ...]:
        """What is not proved; empty when the wording may be approved."""
        marks = "".join(f"[{c.number}]" for c in citations)
        found = [
            fault.message
            for statement in split_statements(text)
            for fault in self._verifier.check(f"{statement}{marks}", citations)
        ]
        return tuple(dict.fromkeys(found))


class Replier:
    """Drafts replies about one plan."""

    def __init__(self, dossier: Dossier) -> None:
        self._document = dossier.plan.document
        self._contact = dossier.contact
        self._verifier = Verifier(dossier.plan, dossier.registry)
        self.proof = Proof(self._verifier)

    def draft(self, routing: Routing) -> str:
        """The reply to a message, to be read and edited by a person before it is sent."""
        answer = routing.answer
        if not answer.status.has_evidence:
            body = [_plain(answer.answer)]
            return "\n".join([_OPENING, *body, _CLOSING])
        source = f"根据《{self._document.title}》（{self._document.number}），答复如下："
        told = [_plain(s) for s in split_statements(answer.answer)]
        lines = [_OPENING, source, "".join(told)]
        lines += self._duties(routing, lines[-1])
        if answer.notice and answer.engine != APPROVED:
            lines.append(answer.notice)
        places = dict.fromkeys(f"{c.label}条“{c.title}”" for c in routing.citations)
        if places:
            lines.append(f"（依据：方案第{'、第'.join(places)}）")
        lines.append(_PASSED if routing.departments else _UNASSIGNED)
        return "\n".join([*lines, _CLOSING])

    def _duties(self, routing: Routing, told: str) -> list[str]:
        """Who is responsible, unless the answer told all of them; each line proved by its task."""
        lines = []
        for citation in routing.citations:
            mine = [d for d in routing.departments if d.clause == citation.clause]
            mine = [d for d in mine if d.name in citation.quote]
            leads = [d.name for d in mine if d.role is Role.LEAD]
            shared = [d.name for d in mine if d.role is Role.SHARED]
            said = [f"{'、'.join(leads)}牵头"] if leads else []
            said += [f"{'、'.join(shared)}按职责分工负责"] if shared else []
            if not said or all(d.name in told for d in mine):
                continue
            line = f"该项任务由{'，'.join(said)}。"
            if not self._verifier.check(f"{line}[{citation.number}]", routing.citations):
                lines.append(line)
        return list(dict.fromkeys(lines))


def _plain(statement: str) -> str:
    return _MARKS.sub("", statement)


def core(reply: str) -> str:
    """A reply without the frame of courtesy: what can stand as an answer."""
    frame = re.compile(rf"根据《.*》.*答复如下：|（依据：.*）|{'|'.join(map(re.escape, _FRAME))}")
    lines = (line.strip() for line in reply.splitlines())
    return "\n".join(line for line in lines if line and not frame.fullmatch(line))
