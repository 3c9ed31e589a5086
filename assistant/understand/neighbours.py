"""Clauses by title or place: 柴油货车那条, 第十二条的下一条, 最后一条, 前五条."""

from __future__ import annotations

import re

from assistant.understand.ordinals import FIRST_N, N
from corpus.model import Plan
from corpus.numerals import to_int

_LAST = re.compile(
    r"(?:最后|(?<![”\"」字])(?:末尾|最末|收尾)|垫底|压轴|殿后|收官)(?:的)?(?:那|这)?一?(?:条|项条款|个(?:[带有]?(?:编号|序号)的?)?条款)|(?<![年月周期])末[那一]?条"
)
_FIRST = re.compile(
    r"(?:打头|开头|开篇|首|起头|领头|最前面?|(?<![牵带挑打领村街镇庄屯桥坡山田路巷口里外东西南北后前上下])头)(?:的)?(?:(?:那|这)(?:第)?一?|第?一)条(?!消息|新闻|报道|网讯)|首条"
)
# Of a chapter named, what stands first or last in it: 第六章打头的是哪条.
_WHICH = r"的?(?:是?(?:哪一?|什么|第几)条款?|[那这]一?条|[那这]?个?条款)"
_FIRST_WHICH = re.compile(
    rf"(?:打头阵?|头阵|排头|开头|开场|起头|起首|最前面?|最先|头一个|首个|第一个(?:出场|登场)?){_WHICH}"
    r"|(?:从|由|以|打)(?:哪一?|第几|什么)条(?:起头|开头|打头|开篇|开始|起步|起)"
)
_LAST_WHICH = re.compile(
    rf"(?:最后|最末|末尾|收尾|收官|压轴|垫底|殿后|断后)(?:一个)?{_WHICH}"
    r"|(?:到|至|由|以)(?:哪一?|第几|什么)条(?:收尾|收官|结束|结尾|为止|截止|压轴|止)"
)
_AS_CLAUSE = (
    r"[“\"「《]{0}[”\"」》]"
    r"|{0}[”\"」》]?(?:里|中|之下|下面|底下|(?:这|那)?一?(?:条|部分|块|节))"
)
_LOCATE = re.compile(r"第几|第多少|哪一?条|哪一?章|几条|编号|条号|(?:这|那)一?条")
# 三十八条排下来，正中间的两条: of as many as there are.
_MIDDLE = re.compile(
    r"(?:[正最]?中间|居中|正当中|正中)的?(?:那|这)?[一两二]?条(?!件)|(?:正|最|排在|位于|处在)(?:中间|当中)的?(?:那|这)?[^，。？一二两]{0,4}(?:哪|什么)[一两二]?条"
)
_NEXT_TO = r"(?:面|边|头)?(?:的|紧跟着?|紧接着?|紧挨着?|挨着|紧邻|相邻|着)*(?:那|这)?"
_IS_WHICH = r"[^，。？]{0,6}?(?:是|为|叫)?(?:哪一?|什么|第几)条"
_BEFORE = re.compile(rf"(?<![以之])(?:上|前){_NEXT_TO}一?条|(?:[之以]前|前[面头边]){_IS_WHICH}")
_AFTER = re.compile(
    rf"(?<![最末一])(?:下|后){_NEXT_TO}一?条(?!款?编?号)"
    r"|接(?:下去|下来|着|续)的?(?:[那这])?一?条(?!款)|(?<![前上])(?<![前上][面头边])紧[接跟挨]着?的(?:[那这])?一?条(?!款)"
    r"|(?:往|朝|向)[下后](?:一条|[^，。？条]{0,3}(?:是|叫|讲|说)[的是]*(?:啥|什么|哪一?条))"
    rf"|(?:[之以]后|后[面头边]){_IS_WHICH}"
)
# 紧接着“主要目标”的是哪条: the title is taken out by then.
_AT_ONCE = re.compile(
    r"紧[接跟挨]着?(?:在|于)?[\s“”《》]*(?:[这那]一?条)?[之以]?(?:后面?)?的?是?(?:哪一?|什么|第几|下一)条"
)
_AROUND = re.compile(
    r"前后(?:各|的|两)?一?条|上下(?:各|的|两)?一?条|前后两条|上下两条|相邻的?两?条|左右两条|左邻右舍|前后邻居"
    r"|在哪两条(?:款)?的?(?:中间|之间)"
)
# 往后数一条, 往前翻两条: so many clauses on from the one named.
_MOVED = re.compile(rf"(?:往|向|再往?)(?P<way>[前后上下])[^，。？]{{0,3}}?(?P<n>{N})条")
# 第20条之后两条: the next few.
_FEW = re.compile(r"(?:之|以)?(?P<way>[前后])(?:面|边|头)?的?(?P<n>[两二三四五]|\d)条")
# 上上条: two clauses on.
_TWICE = re.compile(r"(?P<way>上上|前前|下下|后后)(?:一|个|面)?条")
THAT = re.compile(
    r"(?P<w>[“”\u4e00-\u9fff]{2,10}?)(?:的?(?:那|这)一?条(?=[的里中后前之上下往向朝紧接既，、：。？?按各和与跟及又也都同除还共]|出现|讲|说|写|由|谁|有|是|在|编号|第|原文|全文|原话|照抄|完整|$)"
    r"|条(?=[里中](?!的河|的江))"
    r"|条款(?=的(?:核心|主要|量化|全部|具体|总体)*(?:目标|指标|内容|任务|要求|部门|责任|牵头|原文|措施|要点)))"
)
# 紧跟在臭氧后面的是哪条: beside the clause so called.
_BESIDE = re.compile(
    r"(?:紧跟|紧挨|紧接|挨|排|接|跟)(?:在|着|于)(?P<w>[“”\u4e00-\u9fff]{2,10}?)(?:这?一?条)?"
    r"(?=(?:之|以)?[前后](?:面|边|头)?的?(?:那一?条|[^，。？]{0,3}(?:哪一?|什么|第几)条))"
)
# What a title begins with and nobody says: 强化地下水污染协同治理.
_LEADING = re.compile(
    r"^(?:(?:深入|持续|着力|扎实|全面|稳步|有效|坚决|严密|切实|科学)?(?:加快|强化|加强|推进|推动|建立|健全|完善|构建|提升|巩固|实施|打好|形成|管控|遏制|防控|做好|开展|落实))+"
)
# What may stand before a nickname of two characters; 联合执法那条 is no clause on 执法.
_SAID_OF = re.compile(r"(?:^|[的那个是在于把看查问有讲说到写谈和与跟出])$")
_QUOTED = re.compile(r"[“《「]([^”》」]{4,})[”》」]")
_INNER = str.maketrans("‘’", "“”")  # “推进‘无废城市’建设”: quotes within quotes
_SHORT = 4  # characters of a title without its verb that name it


def take_titles(text: str, plan: Plan, clauses: list[int]) -> str:
    """Clauses named by their whole title, where the question asks for the clause as such."""
    inner = text.translate(_INNER)
    if any(c.title in inner and c.title not in text for c in plan.clauses):
        text = inner
    text = _take_nicknames(text, plan, clauses)
    beside = (
        _LOCATE.search(text) or _BEFORE.search(text) or _AFTER.search(text) or _AROUND.search(text)
    )
    if not clauses and beside:
        text = _take_quoted(text, plan, clauses)
    for clause in plan.clauses:
        names = _names(clause.title) if beside else (clause.title,)
        for name in names:
            if name != clause.title and _part_of_more(name, text, plan):
                continue
            if name in text and (beside or re.search(_AS_CLAUSE.format(re.escape(name)), text)):
                clauses.append(clause.number)
                text = text.replace(name, " ")
    return text


def _part_of_more(name: str, text: str, plan: Plan) -> bool:
    """Whether a title's name is but a part of what the plan names so (海洋环境风险源)."""
    at = text.find(name)
    around = (text[max(at - 1, 0) : at + len(name)], text[at : at + len(name) + 1])
    titles = "".join(c.title for c in plan.clauses)
    return at >= 0 and any(a != name and a in plan.source and a not in titles for a in around)


def _take_quoted(text: str, plan: Plan, clauses: list[int]) -> str:
    """写着“五个减量替代”的那条: words of one clause alone, whose neighbour is asked for."""
    if not (_BEFORE.search(text) or _AFTER.search(text) or _AROUND.search(text)):
        return text
    for said in _QUOTED.findall(text):
        held = [c.number for c in plan.clauses if said in c.text]
        if len(held) == 1 and all(said != c.title for c in plan.clauses):
            clauses += held
            text = text.replace(said, " ")
    return text


def _names(title: str) -> tuple[str, ...]:
    """A title, and the title without the verb that it begins with."""
    short = _LEADING.sub("", title)
    return (title, short) if len(short) >= _SHORT and short != title else (title,)


def _take_nicknames(text: str, plan: Plan, clauses: list[int]) -> str:
    """柴油货车那条: words of one clause's title alone, said of a clause."""
    for match in (*THAT.finditer(text), *_BESIDE.finditer(text)):
        found = nicknamed(match["w"], plan)
        if found:
            at, number = found
            clauses.append(number)
            text = text.replace(match.group()[match.start("w") - match.start() + at :], " ")
    return text


def nicknamed(words: str, plan: Plan) -> tuple[int, int] | None:
    """Where the words of one clause's title begin, and its number; in another order, too."""
    words = words.rstrip("”")  # 从“生物多样性”那条往后数
    for at in range(len(words) - 1):
        held = [c.number for c in plan.clauses if words[at:] in c.title]
        if not held and len(words) - at >= _SHORT:
            held = [c.number for c in plan.clauses if set(words[at:]) <= set(c.title)]
        if len(held) == 1 and (len(words) - at > 2 or _SAID_OF.search(words[:at])):
            return at, held[0]
    return None


def neighbours(
    text: str, plan: Plan, clauses: list[int], missing: list[str]
) -> tuple[list[int], str]:
    """第十二条的下一条: the clauses before or behind those named, in their place."""
    around = _AROUND.search(text)
    after = _AFTER.search(text) or _AT_ONCE.search(text)
    steps = [-1] * bool(around or _BEFORE.search(text)) + [1] * bool(around or after)
    if twice := _TWICE.search(text):
        steps = [-2 if twice["way"][0] in "上前" else 2]
    elif not steps and (moved := _MOVED.search(text)):
        size = to_int(moved["n"]) or 1
        steps = [size if moved["way"] in "后下" else -size]
    elif not steps and (few := _FEW.search(text)):
        size = to_int(few["n"].replace("两", "二")) or 1
        steps = list(range(1, size + 1) if few["way"] == "后" else range(-size, 0))
    found = [n + step for n in clauses for step in steps]
    if steps and not any(plan.clause(n) for n in found):
        missing.append(f"第{found[0]}条")
        clauses.clear()
    for pattern in (_TWICE, _AROUND, _BEFORE, _AFTER, _AT_ONCE, _MOVED, _FEW):
        text = pattern.sub(" ", text) if steps else text
    return [n for n in found if plan.clause(n)], text


def take_ends(text: str, plan: Plan, chapters: tuple[int, ...], clauses: list[int]) -> str:
    """最后一条, 打头的那条, 前五条: of the chapter named, else of the plan."""
    chapter = plan.chapter(chapters[0]) if len(chapters) == 1 else None
    pool = [c.number for c in (chapter.clauses if chapter else plan.clauses)]
    for match in FIRST_N.finditer(text):
        n = to_int(match["n"])
        if match["of"] == "条" and n and n <= len(pool):
            clauses += pool[:n] if match["way"] in "前头" else pool[-n:]
    text = FIRST_N.sub(" ", text)
    for pattern, number in ((_FIRST, pool[0]), (_LAST, pool[-1])):
        if not pattern.search(text) and chapter:
            pattern = _FIRST_WHICH if pattern is _FIRST else _LAST_WHICH
        if pattern.search(text):
            clauses.append(number)
            text = pattern.sub(" ", text)
    if not clauses and _MIDDLE.search(text):
        half = len(pool) // 2
        clauses += pool[half : half + 1] if len(pool) % 2 else pool[half - 1 : half + 1]
        text = _MIDDLE.sub(" ", text)
    return text
