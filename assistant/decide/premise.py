"""Whether a question takes a wrong figure, year or department for granted, to be put right."""

from __future__ import annotations

import re

from assistant.decide.duties import asks_own_duty, attributed
from assistant.decide.find import Finder
from assistant.decide.finding import Finding, Search
from assistant.decide.judge import Verdict
from assistant.understand.question import Asked, Question
from assistant.understand.reader import kinds_of
from corpus.patterns import branching

_ASSUMING = branching(
    r"既然|都(?:要|定|说|已|拖)|据说|听说|不是说|明明|反正|居然|竟然|怎么(?:才|还|就|会)"
    r"|就(?:已经?|能)?(?:建成|完成|达到|实现|清零|整治|关停|淘汰)|为什么要|凭什么|就(?:要|得)|之后呢|了之后|以后呢|原计划"
    r"|写在哪|依据|哪条|这么|才|才能|太晚|太早|是不是太|还怎么|允许(?!有|出现|存在|[^，。？]{0,2}(?:几|多少|哪))|拖到|推迟|提前(?!透露|告诉|说|知道|问|讲|剧透)|原文|牵头的"
    r"|方案(?:里|中)?(?:说|写|讲|定|规定|要求)|文件(?:里|中)?(?:说|写|讲|定|规定|要求)"
    r"|为啥|为什么|为何|凭啥|以[^，。？]{2,10}为主[，、]|推行|选在|[放排]在|定在(?!多少|几|哪|什么|啥|何)|(?<!年)的话|要是|如果"
)
_CLAIMED = re.compile(
    r"[由归].{2,12}?[局委厅院会](?:来)?(?:主?管|主?抓|建设?|承担|组织|推进)"
    r"|[由归].{2,12}?(?:[牵挑带领]头|负责)|[局委厅院会](?:一家|单独|独家)?(?:[牵挑带领]头)(?!人(?:叫|姓|是谁|的?名))"
)
_RATHER = re.compile(r"而(?:不|非)|[，、](?:不|非|没)(?:是|定|设)?|还是")
_WANTED = re.compile(r"(?:要求|目标|任务|安排|规划|计划)(?:是|有|呢|如何|怎么样)?[？?。]*$|换成")
# Whether there is a target of its own for a year: without one there is nothing to correct.
_SET = re.compile(
    r"有(?:没有|无)?(?:单独|专门|另外|分别|分年度|年度)|分年度|逐年|单独(?:定|设|给)|年度目标"
)
_DECIDED = re.compile(
    r"(?:定|出台?|公布|下达|确定|明确|安排|写|提|设)(?:下来|出来)?(?:了|过)?(?:没有?|吗)[？?。]*$"
    r"|有(?:没有|无)(?:说|写|提|规定|定|讲|设)?[^，。？]{0,4}(?:20\d\d年|中间|阶段性?)"
    r"|20\d\d年有(?:没有|无)(?:中间|阶段|年度|单独)?|报道(?:了|过)?20\d\d年[^，。？]*吗"
    r"|还有(?:没有)?(?:后续|新的?|别的|其他|下一).{0,10}(?:吗|没有?)[？?。]*$"
    r"|有(?:没有)?(?:具体|明确|量化)的?(?:数字|数值|目标值?|指标|时间|年份)"
    r"|(?:有没有|有无|是否|是不是)(?:已经|都)?(?:定|出台?|公布|下达|确定|明确|设)"
)
_AIMED_AT = re.compile(
    r"(?:有|定|设)(?:了|没有?|下)?(?:个|一个)?(?:目标|指标)值?(?:了|没)?(?:吗|么|没有?)?[？?。]*$"
    r"|(?:有没有|有无|是否有|定没定|设没设)[^，。？]{0,4}(?:单独|专门|另外|独立)[^，。？]{0,6}(?:目标|指标|浓度|限值|标准|要求|数值?)"
    r"|(?:有没有|有无|写没写|给没给|定没定)[^，。？]{0,4}(?:具体|明确|量化|确切)的?(?:百分[比数]|数[字值目]?|比例|多少)"
)
_TELLS = re.compile(
    r"(?<!只)[能会就才](?!够)|可以|[要得](?=.{0,12}20\d{2}年)|了$"
    r"|全部(?:淘汰|清零|关停|完成|整治|消除|改造)"
    r"|(?:完成|达到?|实现|建成|降到|升到|消劣|清零|淘汰|治好|治完|做完)了?(?:以后|之后|后)?$"
)
_PART = re.compile(r"[，,。；;：:\n]")
_LONG = 2  # digits of a figure that hardly stands in the plan by chance
_AS_WELL = 0.8  # of what this place speaks of, another that is meant speaks of so much
_NAMED = 0.45  # share of the question that a place with another name for its matter speaks of
_SPOKEN_OF = 0.4  # share of the question that a place speaks of which can put it right


def assumes(question: Question) -> bool:
    """Whether a question takes something for granted: 既然, 为什么, 如果, or what a year brings."""
    return bool(_ASSUMING.search(question.text)) or states(question)


def claims_duty(question: Question) -> bool:
    """Whether a department is said to be responsible: 由/归…负责, 某局建的…."""
    return bool(_CLAIMED.search(question.text)) or attributed(question)


def asks_whether_set(question: Question) -> bool:
    """Whether it is asked if there is a target for a year, and none is claimed."""
    if _SET.search(question.text):
        return True
    return not question.figures and bool(_DECIDED.search(question.text))


class Premises:
    """Tells wrong premises about a matter of the plan from questions that it does not answer."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder

    def wrong(self, question: Question, search: Search, finding: Finding, verdict: Verdict) -> bool:
        """Whether a place puts right what a question takes for granted of its matter."""
        if verdict.years and (asks_whether_set(question) or verdict.undated):
            return False  # what the plan gives no year for it cannot put right
        if question.asks(Asked.WHY) and verdict.figured and _RATHER.search(question.text):
            return False  # 为什么是5%而不是10% takes no wrong figure for granted
        if not question.figures and not question.years and _AIMED_AT.search(question.text):
            return False  # 给PM10定目标了吗 claims nothing of another thing
        taken = verdict.figured or question.asks(Asked.CHECK) or assumes(question)
        taken = taken or (verdict.renamed and finding.coverage >= _NAMED)
        if verdict.things and taken:
            return True
        if question.places or verdict.holds is not False or finding.coverage < _SPOKEN_OF:
            return False
        if question.asks(Asked.CHECK) or verdict.figures:
            return not self._told_elsewhere(question, search, finding)
        if verdict.duties:
            return not asks_own_duty(question) or claims_duty(question)
        wanted = bool(_WANTED.search(question.text)) or not question.asked
        plain = question.asks(Asked.HOW_MUCH, Asked.LIST) or wanted
        return verdict.years and (assumes(question) or not plain)

    def _told_elsewhere(self, question: Question, search: Search, finding: Finding) -> bool:
        """Whether a telling figure of the question stands at another place found, not here."""
        near = (f for f in search.findings if f.coverage >= _AS_WELL * finding.coverage)
        texts = [self._finder.text_of(f) for f in near if f.span != finding.span]
        here = self._finder.text_of(finding)
        figures = [f.text for f in question.figures if len(f.value) > _LONG]
        return any(t not in here and any(t in o for o in texts) for t in figures)


def states(question: Question) -> bool:
    """Whether a part of the question tells what comes about in a year, and asks nothing."""
    return any(
        any(str(y) in part for y in question.years) and _TELLS.search(part) and not kinds_of(part)
        for part in _PART.split(question.text)
    )
