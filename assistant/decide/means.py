"""Whether a place tells the detail that is asked for: by what means, of what kind, how much."""

from __future__ import annotations

import re

from assistant.decide.finding import Finding
from assistant.decide.measure import FIGURE, asked_kind, kinds_in
from assistant.understand.question import Asked, Question

FULL_ENOUGH, _SPOKEN_OF = 0.8, 0.5
LISTED = re.compile(r"[\u4e00-\u9fff”]{2,}、[\u4e00-\u9fff“]{2,}|“[^”]+”|《[^》]+》")
# Means and things measured that are asked for, and how a text tells them one by one.
_MEANS = tuple(
    (
        re.compile(rf"(?:哪[些几]?[一个项种样]?|什么)[^，。？]{{0,4}}(?:{asked})(?:[？?。，]|$)"),
        told,
    )
    for asked, told in (
        ("设备|系统|手段|工具", re.compile("(?:系统|平台|监控|装置|[^有]机)(?:、|系统|建设)")),
        ("指标|污染物|物质|组分", re.compile("、|和")),
    )
)
# 主要用什么办法处理: told as 以焚烧为主, a mode, or by a name of its own.
_BY_WHAT = re.compile(
    r"(?:用|靠|采取|采用|通过|按照?|走|以)的?(?:是|主要)*(?:哪[些几]?[一个种样]?|什么样?的?|啥)"
    r"(?:办法|方式|方法|法子|路子|途径|模式|手段)"
)
# 靠什么系统盯住放射源: told by the name of one.
_BY_SYSTEM = re.compile(
    r"(?:用|靠|采取|采用|通过|借助)的?(?:是|主要)*(?:哪[些几]?[一个种样]?|什么样?的?|啥)(?:技术|监控|管理)?(?:系统|平台|设备)"
)
_SYSTEM = re.compile(r"[a-zA-Z\u4e00-\u9fff]{2,}(?:系统|平台|装置)")
_BY_SUCH = re.compile(r"以[^，。]{1,14}为(?:主|核心|重点)|模式|机制|“[^”]{2,}”")


def detailed(question: Question, finding: Finding, text: str) -> bool:
    """Whether a place that speaks of the question gives a figure of the kind asked for."""
    if _BY_WHAT.search(question.text) and _BY_SUCH.search(text):
        return True
    if _BY_SYSTEM.search(question.text) and _SYSTEM.search(text):
        return finding.coverage >= _SPOKEN_OF
    means = any(asked.search(question.text) and told.search(text) for asked, told in _MEANS)
    if means and finding.coverage >= FULL_ENOUGH and LISTED.search(text):
        return True  # 要配什么设备: told one by one
    told = question.asks(Asked.HOW_MUCH) and FIGURE.search(text)
    targets = finding.sentence.targets if finding.sentence else ()
    named = any(t.indicator in question.topic for t in targets)
    if told and (named or finding.coverage >= FULL_ENOUGH):
        return True
    return asked_kind(question.text) in kinds_in(text)
