"""Hypothesis strategies: official documents with what must be read from them."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from corpus.numerals import to_han, to_label

WORDS = ["修路", "架桥", "植树", "清淤", "建学校", "种果树", "办讲座", "查隐患", "送服务", "补短板"]
REMARKS = ["（VOCs）", "（含外电）", "（2031-2033年）", "（企业、产品）", "〔详见附表〕",
           "“甲；乙。丙”", "（即一、二类）", "《某条例（修订）》", "（占20%）", ""]  # fmt: skip
NAMES = ["市公安局", "市工业和信息化局", "市委办公厅", "人民银行某市中心支行", "市中级法院",
         "市总工会", "市自然资源和规划局", "团市委", "某集团", "市纪委监委"]  # fmt: skip
CLASSES = ["各区（市）党委、政府", "各县（市、区）人民政府", "有关部门", "市各相关单位"]


@dataclass
class Made:
    """A generated document and what must be read from it."""

    text: str
    chapters: list[tuple[int, str]]
    clauses: list[tuple[int, str, int]]
    tasks: list[tuple[int, list[str], list[tuple[str, str]]]]


@st.composite
def written_brackets(draw: st.DrawFn) -> tuple[str, list[tuple[str, str]]]:
    """A responsibility bracket in one of the ways officials write it, and its duties."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=4, unique=True))
    form = draw(st.integers(0, 4))
    cut = draw(st.integers(1, len(names)))
    first, rest = names[:cut], names[cut:]
    also = draw(st.sampled_from(["", *CLASSES]))
    if form == 0:
        text, roles = f"{'、'.join(names)}牵头", ["lead"] * len(names)
    elif form == 1:
        text, roles = f"{'、'.join([*names, *filter(None, [also])])}按职责分工负责", ["shared"] * 9
    elif form == 2:
        tail = "、".join([*rest, *filter(None, [also])])
        text = f"{'、'.join(first)}牵头" + (f"，{tail}配合" if tail else "")
        roles = ["lead"] * cut + ["shared"] * 9
    elif form == 3:
        text, roles = f"责任单位：{draw(st.sampled_from('、，')).join(names)}", ["shared"] * 9
    else:
        text = f"牵头单位：{'、'.join(first)}" + (f"；配合单位：{'、'.join(rest)}" if rest else "")
        roles = ["lead"] * cut + ["shared"] * 9
    if draw(st.booleans()) and form == 1:
        text += "，各区（市）负责落实。以下任务均需各区（市）落实，不再一一列出"
    opening, closing = draw(st.sampled_from(["（）", "〔〕"]))
    return opening + text + closing, list(zip(names, roles, strict=False))


@st.composite
def written_sentences(draw: st.DrawFn) -> str:
    words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4))
    figure = draw(st.sampled_from(["", "，到2033年达到90%以上", "，新增3万亩"]))
    return (
        "、".join(words) + draw(st.sampled_from(REMARKS)) + figure + draw(st.sampled_from("。；"))
    )


@st.composite
def documents(draw: st.DrawFn) -> Made:
    """Front matter, chapters, clauses with tasks, a closing paragraph."""
    made = Made(
        draw(st.sampled_from(["", "某市治理方案\n\n前言一段。\n", "新闻一则。\n\n"])), [], [], []
    )
    number = 0
    for chapter in range(1, draw(st.integers(1, 4)) + 1):
        title = draw(st.sampled_from(WORDS))
        made.chapters.append((chapter, title))
        made.text += f"\n{to_han(chapter)}、{title}\n\n"
        for _ in range(draw(st.integers(1, 3))):
            number += 1
            heading = draw(st.sampled_from(WORDS)) + draw(st.sampled_from(["", "（含“两区”）"]))
            made.clauses.append((number, heading, chapter))
            made.text += (
                to_label(number) + heading + draw(st.sampled_from(["。", "\n", "\n\n\u3000"]))
            )
            for position in range(draw(st.integers(1, 4))):
                body = draw(st.lists(written_sentences(), min_size=1, max_size=3))
                bracket, duties = draw(written_brackets())
                if position == 0 and draw(st.integers(0, 5)) == 0:
                    bracket, duties = "", []
                made.tasks.append((number, body, duties))
                made.text += "".join(body) + bracket
                if not bracket:
                    break
            made.text += "\n"
    made.text += draw(st.sampled_from(["", "\n结尾的话，抓好落实。\n"]))
    return made
