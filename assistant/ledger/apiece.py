"""Indicators in a row as people put them: a shared end, and loose words for what is compared."""

from __future__ import annotations

import re

# 粪污、秸秆、受污染耕地这三个“利用率”: names that share their end.
_TAIL = re.compile(
    r"(?P<row>[\u4e00-\u9fff]{2,10}(?:[、和与][\u4e00-\u9fff]{2,10}?){1,4})这?(?:[两三四五2-5])个?[“\"]?"
    r"(?P<tail>[\u4e00-\u9fff]{1,6}(?:率|比例|占比|比重|面积|浓度))[”\"]?"
)
_BETWEEN = (
    r"(?:[，,]?(?:到|在)20\d\d年)?[，,]?[这那]?"
    r"(?:[两俩]个?(?:数[字值]?|率|指标|目标|者)|[两俩]者|[它俩]们?)?(?:之间)?的?"
)
# Loose words, each with what is meant.
_PLAINLY = tuple(
    (re.compile(form), said)
    for form, said in (
        # 这俩数隔了多远, 差距有多大
        (rf"{_BETWEEN}(?:[隔差离](?:[了开着])?多远|差距(?:有|是)?(?:多大|多少))", "，相差多少"),
        (r"[多少高低差]出?来?几(?:万?[亩户处条个]|万|公里|公顷|天|个?百分点|个?点)+", "相差多少"),
        (
            r"[，,]?(?:这)?[摆放搁凑][在到]?一[块起]儿?(?:[一来]?[比看排][一比]?[比看下]?)?[，,]?",
            "，",
        ),
        (r"(?:这)?[两三四五]项[里中]的?", "，"),
        (r"(?:门槛|底线|下限)(?=[定设]?得?[最更])", ""),
        (r"[，,](?:是|到底)?[高低]到(?:多少|几)", ""),
        (r"(?<!处)(?:垫底|殿后|排末位)", "最低"),
        (r"排个队", "排序"),
        (r"拢共", "一共"),
        (r"(?<=[共])[列写提报说]了(?=多少|几)", ""),
        (r"[”\"]?的?(?:亩|公顷|公里|[条处个户])数(?=[和与跟比、，差多少相]|$)", ""),
        (r"^[\u4e00-\u9fff]{2,3}[那这](?:一?块|边)儿?[，,]", ""),
    )
)


def apiece(text: str) -> str:
    """A text in which each name of such a row has the end, and loose words are put plainly."""
    for form, said in _PLAINLY:
        text = form.sub(said, text)
    return _TAIL.sub(_each, text)


def _each(match: re.Match[str]) -> str:
    """The names of a row, each with the end that all share."""
    return "、".join(f"{n}{match['tail']}" for n in re.split("[、和与]", match["row"]))
