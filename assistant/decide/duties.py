"""Departments and roles that a question claims, held against those of a place."""

from __future__ import annotations

import re

from assistant.decide.finding import Finding
from assistant.understand.question import Asked, Question
from corpus.departments import Mention
from corpus.model import Duty, Role

_ALONE = re.compile(
    r"一家|独家|单独|独自|只归|只由|仅由|只有|全归|一个部门"
    r"|(?:所有|全部|一切)的?[^，。？]{1,12}(?:都|全|均)(?:是|由|归)"
)
# 只有一个部门管的…: no more than one.
_ONLY_ONE = re.compile(r"(?:只[有由归]?|仅[有由]?|就)(?:一|1)[个家](?:部门|单位|局)(?!吗|么)")
_DUTY = re.compile(
    r"负责|牵头|带头|主导|管|抓|承担|参与|参加|分工|责任|有份|有没有份|配合|保障|组织|推行|推|建|定|办|做|分"
    r"|任务|事|活|归|由|交给?|甩给|包括|其中|在内|介入|协助|防控|淘汰|培育|落实|关系|相干|沾边|搭界"
)
# 是公安牵头，不是环保局: one is said to have the part, and the other not to.
_NOT_BUT = re.compile(r"(?:(?<!是)不是|而非|并非|不归|不由|轮不到|没让)(?:由|归)?$")
_AND = re.compile("[、和与跟及同]{1,2}")
# How a department may take part; no matter of a plan beside one.
ROLE = re.compile("负责|牵头|参与|参加|配合|分工|承担|协助|协同")
# A department is said to have no part, and that is put as true: 公安没参与进来，是吧;
# 没有海事局的事，对吗; 跟水务局没关系吧; 轮不到农业局管. 没参与吗 only asks.
_PUT = (
    r"(?:[，,]?(?:是吧|对吧|对不对|是不是|对吗|是吗|没错|是?这样[吗吧]|(?:我|应该)?没[记说搞弄]错吧"
    r"|属实吗)|吧[？?。]*$|[。]$)"
)
_DENIED = re.compile(
    r"(?:(?<![有管参])(?:没有?|不|未|并未)(?:参与|参加|介入|承担|负责|管|牵头)(?!了|过|着)"
    r"|(?<!有)没有?[^，。？没]{2,10}?(?:什么|啥|任何|半点)?的?(?:事儿?|责任|份儿?|职责|任务|活儿?|分工)"
    r"|[跟和与同][^，。？]{2,12}?(?:没有?|无|不)(?:什么|啥|任何|半点)?(?:关系?|相干|干系|搭界|沾边)"
    r"|轮不[到着]|不[归由关]|用不[着上])"
    rf"[^，。？]{{0,8}}?{_PUT}"
    r"|是(?:不是|否)(?:就|都)?(?:没有?|不归)[^，。？没]{2,10}(?:的事|管|什么事|责任|份)"
)
_LEADING = r"(?:牵头|带头|主导)的?(?:部门|单位|方|局|那家|一方)?"
# 牵头还是配合, and the other way round; 是填埋还是焚烧，它牵头吗 asks of one role.
_WHICH_ROLE = re.compile(r"牵头[^，。？]{0,8}还是|还是[^，。？]{0,8}牵头")

_OWN_DUTY = re.compile(
    r"(?:(?<!部)分|领|摊|干|做|管|承担|负责|落)(?:了|到|着|些|上|的)?.{0,3}(?:什么|啥|哪些|哪项|哪几|几项)(?:任务|事|活|工作|职责|责任)?"
    r"|(?:负责|承担|做|干|有|管|担|起|扮演|发挥|履行|落实)(?:了|着)?(?:些|点)?(?:什么|啥|哪些|哪项|哪块|何)"
    r"|什么(?:职责|任务|责任|角色|作用|分工|工作)|(?:职责|任务|责任|分工)(?:是|有)(?:什么|哪些|啥)"
)

# 大数据局建的那个平台, 既然是公安局落实的，…: said of a matter in passing, which is asked about.
_DONE_BY = re.compile(
    r"(?:来|在|去)?(?:主?管|主?抓|建设?|搞|牵头|负责|推行|推广|落实|组织|编制?|制定|推|办|承担|实施)"
    r"(?:推行|推广|建设|实施|落实|组织|编制|制定|起来)?的"
    r"(?=，|(?:[那这]一?[个项套条])?(?!任务|工作|事|活|条|职责|项目|内容|目标|部分|有|是|几|哪|什么)[\u4e00-\u9fff“]{3})"
)
# A body that a text outside the clauses may name: it has no responsibility bracket.
_BODY = re.compile(r"委员会|办公室|党委|部门|单位|[厅院]|局(?![部面限势])")


UNOWNED = "由哪个部门负责"


def attributed(question: Question) -> bool:
    """Whether a matter is said in passing to be some department's: 大数据局建的那个平台."""
    return any(_DONE_BY.match(question.text, m.end) for m in question.mentions)


def part_denied(question: Question) -> bool:
    """Whether a department is said to have no part: 没有海事局的事，对吗."""
    return bool(_DENIED.search(question.text))


def asks_own_duty(question: Question) -> bool:
    """Whether it is asked what somebody's part in something is."""
    return bool(_OWN_DUTY.search(question.text)) and not attributed(question)


def own_duty_missing(question: Question, wrong: bool) -> str:
    """The duty asked for of a department that has none here (``wrong``); "" for claims."""
    if not wrong or question.asks(Asked.CHECK) or not asks_own_duty(question):
        return ""
    names = "、".join(dict.fromkeys(d.name for m in question.mentions for d in m.departments))
    return f"{names}在这项任务中的职责"


def owner_missing(question: Question, finding: Finding, text: str) -> str:
    """The departments asked for, when the place lies outside the clauses and names no body."""
    asked = question.asks(Asked.WHO) and not question.asks(Asked.WHAT)
    unnamed = finding.clause is None and not _BODY.search(text)
    return UNOWNED if asked and unnamed else ""


def duties_hold(question: Question, finding: Finding) -> bool | None:
    """Whether the departments named are responsible here, in their role; None where none is."""
    duties = finding.duties
    if _ONLY_ONE.search(question.text) and not question.mentions and duties:
        return len({d.name for d in duties}) == 1
    claims = _DUTY.search(question.text) or attributed(question)
    if not question.mentions or not claims:
        return None
    if not duties and finding.clause is None:
        return None
    said, denied = _sides(question)
    held = all(_holds(question.text, mention, finding, duties) for mention in said) and not any(
        _holds(question.text, mention, finding, duties) for mention in denied
    )
    if part_denied(question):
        return not held
    if not held:
        return False
    names = {d.name for d in duties}
    return not (_ALONE.search(question.text) and len(names) > len(question.mentions))


def _sides(question: Question) -> tuple[list[Mention], list[Mention]]:
    """The departments said to be responsible, and those said beside them not to be: 不是…."""
    denied = list[Mention]()
    for last, mention in zip((None, *question.mentions), question.mentions, strict=False):
        joined = last in denied and _AND.fullmatch(question.text[last.end : mention.start])
        if joined or _NOT_BUT.search(question.text[: mention.start]):
            denied.append(mention)
    said = [m for m in question.mentions if m not in denied]
    return (said, denied) if said else (denied, [])


def _holds(claim: str, mention: Mention, finding: Finding, duties: tuple[Duty, ...]) -> bool:
    """Whether a department named has a duty here, in the role claimed of it."""
    words = mention.text
    if finding.sentence and words in finding.sentence.text and not _assigned(claim, words):
        return True  # the plan itself speaks of it
    names = {d.name for d in mention.departments}
    roles = {d.role for d in duties if d.name in names}
    return bool(roles) and _role(claim, words) in (None, *roles)


def _assigned(claim: str, words: str) -> bool:
    """Whether the question makes a department named responsible: 由…, …负责."""
    name = re.escape(words)
    return bool(re.search(rf"(?:由|归|是){name}|{name}.{{0,4}}(?:牵头|负责)", claim))


def _role(claim: str, words: str) -> Role | None:
    """The role that is claimed of a department named; None when none is."""
    name = re.escape(words)
    if _WHICH_ROLE.search(claim):
        return None
    told = (
        rf"{name}(?:.{{0,8}}|[^，。；？]{{0,24}}(?:算|是|属于|担任|当|作为)的?)(?:牵头|带头|主导)"
    )
    # X是不是…的牵头部门, …的牵头单位是X
    named = rf"{name}[^，。；？]{{0,4}}[是算当为][^。；？]{{1,50}}的{_LEADING}"
    turned = rf"{_LEADING}[^，。；？]{{0,4}}[是为归由：][^，。；？]{{0,2}}{name}"
    if re.search(f"{told}|{named}|{turned}", claim):
        return Role.LEAD
    return Role.SHARED if re.search(rf"{name}.{{0,8}}(?:配合|协助)", claim) else None
