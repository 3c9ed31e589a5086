"""What the news says beside what the plan or its notice says: 两个数各是多少, 一致吗."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.answer import Status
from assistant.compose.document import DOCUMENT_FRAMES, document_facts, ways
from assistant.compose.draft import Draft, Evidence, Statement
from assistant.compose.frames import FRAMES, NO, YES
from assistant.compose.phrase import join, pieces
from assistant.compose.sought import only_there
from assistant.decide.find import Finder
from assistant.decide.measure import FIGURE, kinds_in
from assistant.understand.question import Asked, Figure, Question, Reference
from corpus.model import PartKind

_DOC = (
    "(?:这份|那份|本|印发的?|红头|(?:污染防治)?攻坚战?的?|实施)*(?:通知|方案|正文|条款|文件|落款)"
)
_NEWS = "(?:新闻|报道|网讯|消息|稿)"
# 报道的…和通知落款的…; 方案要求…，报道里…: the half that is not the news.
_OTHER = (
    re.compile(
        rf"(?:[，,]?(?:和|与|跟|同|比|对比|相比|对照)|[，,](?:而|那|到)?)(?:那|在)?{_DOC}[^，。？]*"
    ),
    re.compile(rf"^{_DOC}[^，。？]*?(?:和|与|跟|同|[，。？])(?=[^，。？]{{0,4}}{_NEWS})"),
)
# The same half by its name alone, where the matter stands behind both: 新闻和方案的供热数字.
_NAMED = re.compile(rf"[，,]?(?:和|与|跟|同)?(?:那|在)?{_DOC}(?:里面?|中|上|写|说|讲)*的?")
_SAME = (
    r"一致|一字不[差落]|雷同|重[复样]了?|(?<!不)一样|(?<!不)相同|对得上|对上|同一(?:个|回|码|家|天|件)|一回事|一码事|吻合|相符"
    r"|也(?:是|写|叫|这|那)|也(?:就是)?有这|都[有写提是]|哪[个边](?:写|提|有|说)"
)
_APART = (
    r"不一致|不一样|不相同|不同|矛盾|冲突|打架|出入|差[别异多在了几]|区别|对不上"
    r"|哪个(?:为准|准|对|是)|谁为准"
)
_EACH = (
    r"又(?:是|写|叫|说)|各(?:是|为|自|写|多少)|分别|两个?(?:数|者|边|处|家|单位)"
    r"|哪个(?:更|大|多|高)"
)
COMPARED = re.compile(f"{_EACH}|{_SAME}|{_APART}")
_AGREE, _DIFFER = re.compile(_SAME), re.compile(_APART)
# 是方案里的还是新闻里的: which of them says it.
_DOCS = "(?:方案|正文|条款|文件|通知|第[^，。？]{1,4}条)"
_WHERE = re.compile(
    rf"(?:是|出自|来自|在|写在|属于|算)*(?:{_NEWS}[^，。？]{{0,5}}还是[^，。？]{{0,3}}{_DOCS}"
    rf"|{_DOCS}[^，。？]{{0,5}}[，,]?还是[^，。？]{{0,4}}{_NEWS})[^，。？]{{0,5}}"
)
# 方案里有没有这个数: of what only the news gives; and what names no matter of a question.
_FRAME = re.compile(rf"{_NEWS}(?:里面?|中|上|说|讲|写)*的?|出自[^，。？]*|多少")
_SAID = re.compile(
    r"[，,]?(?:在)?(?:实施)?(?:方案|正文|条款)(?:正文|原文)?[里中上]?(?:也|真的|到底)?"
    r"(?:(?:写|提|讲|出现)[了过到]?|有)(?:没有?|不|(?=[^，。？]{0,6}[吗么]))?"
    r"(?:写|提到?|这|那|个|数字?|说法|提法|指标|吗|么)*"
)
# 在方案里搜不到13.07万户，哪儿来的: where that stands is asked.
_LOST = re.compile(
    r"[搜找查翻]不[到着]|没[搜找查翻][到着]|没有?(?=“[^”]+”[^。？]{0,6}(?:哪|从何|出处))"
)
_LEAST = 0.5  # share of the matter that the place of the plan must speak of
_UNSAID = "没有。"
_QUOTED = re.compile("“[^”]+”")
_IN_NEWS = "写在新闻报道里："
_DAY = re.compile(r"\d+[日号]|日期|时间|[这哪那同]一?[天日]")
_SIZE = re.compile(r"\d[\d.]*(?![\d.]|年|月|日)[^，。；、\d]{0,3}")


def halves(question: Question, finder: Finder) -> list[Question]:
    """What asks the news alone in a question that asks it beside the plan or the notice."""
    text = question.text
    quoted = [q for q in _QUOTED.findall(text) if _unplanned(_asking(question, q), finder)]
    if quoted and (_WHERE.search(text) or _LOST.search(text)):
        return [replace(_asking(question, f"新闻里{quoted[0]}"), figures=(), districts=())]
    if _WHERE.search(text):
        return [_asking(question, f"新闻里{_WHERE.sub('', text)}")]
    if lost := _LOST.search(text) and [f for f in question.figures if _told(f, question, finder)]:
        return [_asking(question, f"新闻里{lost[0].text}是什么")]
    if (said := _SAID.search(text)) and _unplanned(question, finder):
        return [_asking(question, f"新闻里{text[: said.start()]}{text[said.end() :]}")]
    other = next((m for p in _OTHER if (m := p.search(text))), None)
    if not other or not COMPARED.search(text):
        return []
    half = f"{text[: other.start()]}{text[other.end() :]}"
    whole = COMPARED.sub("", _NAMED.sub("", text))
    return [_asking(question, half), _asking(question, whole)]


def _asking(question: Question, text: str) -> Question:
    """The same for other words, which ask nothing to be checked."""
    figures = tuple(f for f in question.figures if f.text in text) or question.figures
    years = tuple(y for y in question.years if str(y) in text) or question.years
    return replace(
        question,
        text=text,
        topic=text,
        asked=question.asked - {Asked.CHECK, Asked.COMPARE},
        reference=Reference(),
        figures=figures,
        years=years,
    )


def with_the_other(draft: Draft, question: Question, finder: Finder) -> Draft | None:
    """The news, then the document's own fact or the plan's figure of the same measure."""
    asked = question.text
    which = bool(_WHERE.search(asked) or _LOST.search(asked))
    unsaid = (which or _SAID.search(asked)) and _unplanned(question, finder)
    if which and unsaid:
        first, *rest = draft.statements
        told = (replace(first, text=f"{_IN_NEWS}{first.text}"), *rest)
        return replace(draft, statements=told, frames=(*draft.frames, _IN_NEWS))
    facts = document_facts(asked, finder.dossier, _of_the_notice(asked))
    more = tuple(facts) or _figures(draft, question, finder)
    if not (more or unsaid or question.asks(Asked.CHECK)):
        return None
    first, *rest = draft.statements
    opening = _UNSAID if unsaid else _verdict(question, draft.statements, more, bool(facts))
    told = (replace(first, text=f"{opening}{first.text}"), *rest, *more)
    frames = (*DOCUMENT_FRAMES, *FRAMES)
    return replace(draft, status=Status.ANSWERED, statements=told, lines=True, frames=frames)


def _unplanned(question: Question, finder: Finder) -> bool:
    """Whether a figure that is told stands in no clause."""
    return only_there(question, finder.dossier.plan, PartKind.NEWS)


def _told(figure: Figure, question: Question, finder: Finder) -> bool:
    """Whether a figure stands in the news alone."""
    return _unplanned(replace(question, text=figure.text, figures=(figure,)), finder)


def _of_the_notice(asked: str) -> list[str]:
    """What a notice is set against, where no attribute is named: 落款也是这天吗."""
    if not re.search("通知|落款|署名", asked):
        return []
    body, day = ways().claim["body"].search(asked), _DAY.search(asked)
    return [k for k, m in (("issuer", body), ("date", day)) if m] or ["issuer", "date"]


def _verdict(
    question: Question, news: Sequence[Statement], more: Sequence[Statement], facts: bool
) -> str:
    """Whether two figures are the same, where that is asked; "" when they do not tell."""
    if (
        facts
        or not more
        or question.asks(Asked.WHICH_CLAUSE)
        or not _AGREE.search(question.text)
        or _DIFFER.search(question.text)
    ):
        return ""
    own, other = (frozenset(_SIZE.findall("".join(s.text for s in t))) for t in (news, more))
    if own & other:
        return YES if own <= other or other <= own else ""
    return NO


def _figures(draft: Draft, question: Question, finder: Finder) -> tuple[Statement, ...]:
    """The sentence of the plan that speaks most of the matter, told by figures of the measure."""
    news = "".join(s.text for s in draft.statements)
    kinds, sizes = kinds_in(news), set(_SIZE.findall(news))
    matter = _FRAME.sub(" ", COMPARED.sub(" ", question.topic))
    found = finder.search(matter).findings
    spoken = ((f.clause, f.sentence) for f in found if f.coverage >= _LEAST)
    shared = (
        (c, s)
        for c in finder.dossier.plan.clauses
        for s in c.sentences
        if sizes & set(_SIZE.findall(s.text))
    )
    for clause, sentence in (*spoken, *shared):
        parts = pieces(sentence.text, sentence.start) if clause and sentence else ()
        told = tuple(p for p in parts if FIGURE.search(p.text) and kinds & kinds_in(p.text))
        if told and clause and sentence:
            mark = Evidence(sentence.start, sentence.end, clause.number)
            return (Statement(join(told), (mark,)),)
    return ()
