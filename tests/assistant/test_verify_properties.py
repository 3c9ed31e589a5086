"""The verifier on the whole plan: what it says passes, and every mutation of it fails."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.answer import Citation
from assistant.verify.verifier import Verifier
from corpus.catalog import load_dossier
from corpus.model import Clause, Role, Task
from corpus.numerals import to_int, to_label

DOSSIER = load_dossier()
PLAN = DOSSIER.plan
VERIFIER = Verifier(PLAN, DOSSIER.registry)
NAMES = [d.name for d in DOSSIER.registry.departments]
ONLY_DATE = re.compile(r"到?\d{4}年(?:年底)?前?")


@dataclass(frozen=True)
class Saying:
    """A statement that the plan makes, without its mark, and the evidence for it."""

    text: str
    citation: Citation

    def passes(self, text: str) -> bool:
        return not VERIFIER.check(f"{text}[1]", [self.citation])


def cite(start: int, end: int, clause: Clause) -> Citation:
    where = (clause.number, clause.label, clause.title, "")
    return Citation(1, PLAN.id, "clause", *where, PLAN.quote(start, end), start, end)


def sentences(task: Task) -> Iterator[tuple[int, int]]:
    """Offsets of the 。-sentences of a task."""
    for m in re.finditer(r"[^。]+。?", PLAN.quote(task.start, task.end)):
        text = m.group()
        start = task.start + m.start() + len(text) - len(text.lstrip())
        if text.strip():
            yield start, task.start + m.end()


def whole_sentences() -> Iterator[Saying]:
    for clause in PLAN.clauses:
        for task in clause.tasks:
            for start, end in sentences(task):
                yield Saying(PLAN.quote(start, end), cite(start, end, clause))


def pieces() -> Iterator[Saying]:
    """Every comma piece, alone and under the due date that stands before it."""
    for sentence in whole_sentences():
        due = ""
        for piece in re.split("[，；。]", sentence.text):
            if ONLY_DATE.fullmatch(piece):
                due = piece
            elif piece:
                yield Saying(f"{piece}。", sentence.citation)
                if due:
                    yield Saying(f"{due}，{piece}。", sentence.citation)


def targets() -> Iterator[Saying]:
    """Every target as the composer words it: due, scope, text."""
    for clause in PLAN.clauses:
        for task in clause.tasks:
            spans = list(sentences(task))
            for target in (t for s in task.sentences for t in s.targets):
                start, end = next((a, b) for a, b in spans if a <= target.start < b)
                due = f"{target.due}，" if target.due else ""
                scope = "" if target.scope in target.text else target.scope
                yield Saying(f"{due}{scope}{target.text}。", cite(start, end, clause))
                yield Saying(f"{due}{target.text}。", cite(start, end, clause))


def assigned(task: Task) -> str:
    lead = [d.name for d in task.duties if d.role is Role.LEAD]
    shared = [d.name for d in task.duties if d.role is Role.SHARED]
    parts = []
    if lead:
        parts.append(f"由{'、'.join(lead)}牵头")
    if shared:
        parts.append(f"{'' if lead else '由'}{'、'.join(shared)}按职责分工负责")
    return "，".join(parts) + "。"


def responsibilities() -> Iterator[Saying]:
    """Every bracket: bare, after its task, in a list line, and by clause number."""
    for clause in PLAN.clauses:
        for task in clause.tasks:
            bracket = task.responsibility
            if bracket is None:
                continue
            words = assigned(task)
            first = re.split("[，；。]", re.sub(r"^到\d{4}年，", "", task.text))[0]
            own = cite(bracket.start, bracket.end, clause)
            listed = "、".join(
                f"{d.name}（{'牵头' if d.role is Role.LEAD else '分工'}）" for d in task.duties
            )
            yield Saying(words, own)
            yield Saying(words, cite(task.start, bracket.end, clause))
            yield Saying(first + words, cite(clause.start, clause.end, clause))
            yield Saying(f"{clause.label}{clause.title}：{listed}", own)
            yield Saying(f"第{clause.number}条{words}", own)


STATEMENTS = tuple(dict.fromkeys((*whole_sentences(), *pieces(), *targets(), *responsibilities())))
SHORT = tuple(s for s in STATEMENTS if len(s.text) <= 80)

Mutation = Callable[[Saying], Iterator[str]]
# Not the 4 of O3, PM2.5 or a year.
FIGURE = re.compile(r"(?<![A-Za-z\d.第])\d+(?:\.\d+)?(?!年|\d|\.\d|-\d|条)")
YEAR = re.compile(r"20\d\d(?=年|-)")
UNITS = {
    "万千瓦": ["千瓦", "万千瓦时"], "%": ["个百分点", "‰", ""], "个百分点": ["%"],
    "万平方米": ["平方米", "亿平方米"], "平方米": ["万平方米", "平方公里"],
    "平方公里": ["公顷", "公里"], "公里": ["米", "海里"], "公顷": ["亩", "平方公里"],
    "万亩": ["亩", "公顷"], "万户": ["户"], "微克/立方米": ["毫克/立方米", "微克"],
    "万元/吨标准煤": ["元/吨标准煤", "万元"], "克标准煤/千瓦时": ["千克标准煤/千瓦时", "克标准煤"],
    "天": ["个月"], "家": ["个"], "个": ["家"], "处": ["条"], "条": ["处"],
}  # fmt: skip
SWAPS = {
    "不低于": ["不超过", "高于", "低于"], "不少于": ["不超过", "超过"],
    "不超过": ["不低于", "超过"], "以上": ["以下", "左右", ""], "以下": ["以上"],
    "提高到": ["降低到", "提高", "下降到"], "提高": ["降低", "提高到"],
    "降低": ["提高", "增加"], "下降": ["提高", "上升", "下降到"],
    "降至": ["提高到", "降低", "控制在"], "达到": ["控制在", "不低于", "不超过", "低于"],
    "控制在": ["达到", "不低于", "提高到"], "左右": ["以上", "以下", ""],
    "稳定在": ["达到", "不超过"], "保持在": ["达到"], "超过": ["不超过", "低于", "达到"],
    "至少": ["至多", ""], "减少": ["增加"], "增长": ["下降"], "增加": ["减少"],
    "新增": ["减少", "累计"], "基本": ["全部", "全面"], "全部": ["基本"], "力争": ["", "确保"],
}  # fmt: skip
ROLES = (("按职责分工负责", "牵头"), ("（分工）", "（牵头）"), ("（牵头）", "（分工）"))
NEGATIONS = ("严禁", "禁止", "没有", "不", "未", "无", "非")


def cut(text: str, m: re.Match[str], new: str) -> str:
    return text[: m.start()] + new + text[m.end() :]


def other_figures(s: Saying) -> Iterator[str]:
    """±1, swapped digits, a moved decimal point, another figure of the quote."""
    quoted = {m.group() for m in FIGURE.finditer(s.citation.quote)}
    for m in FIGURE.finditer(s.text):
        n = m.group()
        step = [f"{float(n) + d:.10g}" for d in (1, -1)]
        point = [n.replace(".", ""), n.split(".")[0]] if "." in n else [f"{n[:-1] or 0}.{n[-1]}"]
        changed = {*step, *point, f"{n}0" if "." not in n else f"{n}1", n[::-1], *quoted}
        for new in sorted(x for x in changed if x.strip(".") == x and float(x) != float(n)):
            yield cut(s.text, m, new)


def other_units(s: Saying) -> Iterator[str]:
    units = sorted(UNITS, key=len, reverse=True)
    for m in re.finditer(r"(?<=\d)(?:" + "|".join(map(re.escape, units)) + ")", s.text):
        for new in UNITS[m.group()]:
            yield cut(s.text, m, new)


def other_years(s: Saying) -> Iterator[str]:
    quoted = set(YEAR.findall(s.citation.quote))
    for m in YEAR.finditer(s.text):
        year = int(m.group())
        for new in sorted((quoted | {str(year + 1), str(year - 1)}) - {m.group()}):
            yield cut(s.text, m, new)


def other_departments(s: Saying) -> Iterator[str]:
    """Every department replaced, and one added behind it."""
    absent = [n for n in NAMES if n not in s.citation.quote]
    for mention in DOSSIER.registry.find(s.text):
        if mention.text in NAMES:
            for name in random.Random(s.text).sample(absent, 3):
                yield s.text[: mention.start] + name + s.text[mention.end :]
                yield s.text[: mention.end] + "、" + name + s.text[mention.end :]


def other_clauses(s: Saying) -> Iterator[str]:
    for m in re.finditer(r"第(\d+)条|^（([一二三四五六七八九十]+)）", s.text):
        own = to_int(m.group(1) or m.group(2))
        for number in {1, (own or 0) - 1, (own or 0) + 1, 39} - {own, 0}:
            label = to_label(number)
            for form in (f"第{number}条", label, f"第{label}条", f"第{label[1:-1]}条"):
                yield cut(s.text, m, form)


def other_roles(s: Saying) -> Iterator[str]:
    if DOSSIER.registry.find(s.text) and ("由" in s.text or "（" in s.text):
        for old, new in ROLES:
            if old in s.text:
                yield s.text.replace(old, new)
        if re.search(r"由.*牵头", s.text):
            yield re.sub("牵头", "按职责分工负责", s.text)


def other_comparators(s: Saying) -> Iterator[str]:
    words = sorted(SWAPS, key=len, reverse=True)
    for m in re.finditer("|".join(words), s.text):
        for new in SWAPS[m.group()]:
            yield cut(s.text, m, new)


def dropped_negations(s: Saying) -> Iterator[str]:
    for m in re.finditer("|".join(NEGATIONS), s.text):
        yield cut(s.text, m, "")


def added_negations(s: Saying) -> Iterator[str]:
    for i in range(0, len(s.text), 1 if len(s.text) < 30 else 5):
        word = NEGATIONS[(i + len(s.text)) % len(NEGATIONS)]
        yield s.text[:i] + "不" + s.text[i:]
        yield s.text[:i] + word + s.text[i:]


# kind → mutation and the least number of mutants that the plan must give rise to.
MUTATIONS: dict[str, tuple[Mutation, int]] = {
    "figure": (other_figures, 900),
    "unit": (other_units, 400),
    "year": (other_years, 400),
    "department": (other_departments, 2000),
    "clause": (other_clauses, 1000),
    "role": (other_roles, 250),
    "comparator": (other_comparators, 700),
    "negation dropped": (dropped_negations, 60),
    "negation added": (added_negations, 5000),
}


def test_what_the_plan_says_passes() -> None:
    failed = [s.text for s in STATEMENTS if not s.passes(s.text)]
    assert failed == []
    assert len(STATEMENTS) > 1000


@pytest.mark.parametrize("kind", MUTATIONS)
def test_every_mutation_is_caught(kind: str) -> None:
    mutate, least = MUTATIONS[kind]
    mutants = [(s, text) for s in STATEMENTS for text in mutate(s)]
    passed = [text for s, text in mutants if s.passes(text)]
    assert passed == []
    assert len(mutants) >= least


WITH_FIGURE = [s for s in SHORT if FIGURE.search(s.text)]
WITH_YEAR = [s for s in SHORT if YEAR.search(s.text)]


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.sampled_from(WITH_FIGURE), st.decimals(0, 9999, places=2), st.data())
def test_no_other_figure_passes(s: Saying, number: object, data: st.DataObject) -> None:
    m = data.draw(st.sampled_from(list(FIGURE.finditer(s.text))))
    new = f"{number:f}".rstrip("0").rstrip(".") or "0"
    if float(new) != float(m.group()):
        assert not s.passes(cut(s.text, m, new))


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.sampled_from(WITH_YEAR), st.integers(1990, 2060), st.data())
def test_no_other_year_passes(s: Saying, year: int, data: st.DataObject) -> None:
    m = data.draw(st.sampled_from(list(YEAR.finditer(s.text))))
    if str(year) != m.group():
        assert not s.passes(cut(s.text, m, str(year)))


@settings(max_examples=300, deadline=None, derandomize=True)
@given(st.sampled_from(SHORT), st.sampled_from(NEGATIONS), st.data())
def test_no_added_negation_passes(s: Saying, word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(s.text) - 1))
    assert not s.passes(s.text[:at] + word + s.text[at:])
