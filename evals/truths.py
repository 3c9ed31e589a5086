"""True drafts: sentences of the plan reworded, reordered, condensed. A gate must keep these."""

from __future__ import annotations

import re
from collections.abc import Iterator

from assistant.compose.phrase import headline, is_due, pieces, summary
from assistant.llm.passages import Passage
from corpus.catalog import Dossier
from corpus.model import Sentence
from evals.drafts import Drafted, all_passages, drafted
from evals.known import load_known

_PLAINER = ("提高到", "提升至")
_VERB = re.compile(
    r"^(?P<subject>[\u4e00-\u9fff（）A-Za-z0-9.]{3,24}?)"
    r"(?P<rest>(?:均)?(?:达到|控制在|提高到|不低于|不超过|稳定在|保持在|下降|稳定达到)\d.*)$"
)
_SOFT = re.compile(r"进一步|持续|不断|积极|大力|深入|扎实|加快|全力|切实")
_LEADS = ("方案提出，", "方案要求，", "根据方案，", "按照方案要求，")
_OPEN_LIST = re.compile(r"(?<=[\u4e00-\u9fff])、([^、，；。（）]{2,12})(?=等)")
_LIMIT = re.compile(r"(?:的|者|外|时|后)$|^(?:对|在|以|按|围绕|聚焦|剔除|依据|统一|其)")


def truths(dossier: Dossier) -> Iterator[Drafted]:
    """Every true draft, of every kind."""
    home = f"{dossier.place}市"
    sentences = {s.start: s for c in dossier.plan.clauses for s in c.sentences}
    for i, passage in enumerate(all_passages(dossier.plan)):
        sentence = sentences[passage.evidence.start]
        lead = _LEADS[i % len(_LEADS)]
        yield drafted("照抄", sentence.text, (passage,))
        yield drafted("加引语", lead + sentence.text, (passage,))
        for kind, text in _reworded(sentence, _due(passage, dossier), home):
            yield drafted(kind, text, (passage,))


def _due(passage: Passage, dossier: Dossier) -> str:
    return dossier.plan.quote(passage.due.start, passage.due.end) if passage.due else ""


def _reworded(sentence: Sentence, due: str, home: str) -> Iterator[tuple[str, str]]:
    text = sentence.text
    short = summary(sentence)
    limited = any(_LIMIT.search(p.text) for p in pieces(text, 0))
    if short.rstrip("。") != text.rstrip("。；") and not limited:
        yield "压缩", short
    if sentence.targets and not limited:
        yield "只说目标", headline(sentence)
    soft = _SOFT.sub("", text)
    if soft != text:
        yield "去掉修饰", soft
    listed = text if "除外" in text else _OPEN_LIST.sub("", text, count=1)
    if listed != text:
        yield "列举从简", listed
    for old, new in (*load_known().aliases, _PLAINER):
        if old in text:
            yield "换说法", text.replace(old, new)
    yield from _ordered(sentence, due, home)


def _ordered(sentence: Sentence, due: str, home: str) -> Iterator[tuple[str, str]]:
    """Its pieces one by one under their date, and in another order."""
    parts = pieces(sentence.text, sentence.start)
    plain = [p.text for p in parts if not is_due(p)]
    free = not any(_LIMIT.search(p) for p in plain)
    if len(plain) > 1 and free and not re.search(r"\d年", sentence.text):
        yield "调换次序", "，".join([plain[-1], *plain[:-1]]) + "。"
        yield "分成两句", f"{plain[0]}。{'，'.join(plain[1:])}。"
    for part in parts:
        if is_due(part):
            due = part.text
        found = _VERB.match(part.text)
        if not found or not free or "比2" in part.text:
            continue
        subject, rest = found["subject"], found["rest"]
        yield "加助词", f"{subject}要{rest}。"
        if due:
            yield "日期移位", f"{subject}{due}{rest}。"
            yield "单项目标", f"{due}，{part.text}。"
            yield "口语化", f"到{due.removeprefix('到')}，{home}{subject}应{rest}。"
            yield "日期后置", f"{subject}要{rest}，时间是{due.removeprefix('到')}。"
