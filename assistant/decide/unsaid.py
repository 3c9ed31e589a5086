"""Aspects that a place on the matter leaves unsaid: money, names, reasons, districts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from assistant.compose.phrase import alike, is_due, pieces
from assistant.decide.asking import BAR, SURE, Asking, asking_part
from assistant.decide.aspects import Aspect, aspects_of, reported, speaks_of, unexplained
from assistant.decide.complaints import is_complaint
from assistant.decide.figures import EXCEPT
from assistant.decide.find import Finder
from assistant.decide.finding import Finding
from assistant.decide.means import FULL_ENOUGH, LISTED, detailed
from assistant.decide.measure import FIGURE
from assistant.decide.naming import OF_OTHERS, all_of_them, listed_elsewhere, name_told, one_of_many
from assistant.decide.needed import abbreviated, asks_begin, unworded
from assistant.decide.sums import only_sum_asked, other_sum
from assistant.decide.things import names_district
from assistant.understand.question import Asked, Question
from corpus.asking import load_aspects
from corpus.patterns import Filed

_THEIR_NAMES = re.compile(
    r"(?:企业|公司|工厂|村庄?|小区|学校|河流|水源地|水库|项目|园区)[”」]?的?(?:名单|名录|名字|名称)|[厂村河镇店]名(?!录|单)|分别(?:都)?叫(?:什么|啥)|"
    r"(?:企业|公司|工厂|厂子|村庄|村子|小区|学校)(?:都|分别|具体)?(?:是|有)?(?:哪|什么)(?:几|些)?(?:家|个)|"
    r"(?:名单|名录|清单)(?:发|列|拿|传|贴|念)(?:我|给|出|到|一)|哪几?家(?:企业|公司|工厂|厂)|哪几?座|(?<!涉及的)(?:都)?有哪些(?:企业|公司|工厂)(?:[？?。，]|$)"
)
# What stands in a list is asked: 新污染物清单上有哪些物质.
_CONTENTS = re.compile(r"(?:清单|名录|目录|名单)(?:上|里|中)面?都?(?:有|列|包括)了?(?:哪|什么)")
_INCLUDED = re.compile(r"有没有|有无|包不包括|是否包括|在不在")
_NEXT = re.compile(r"十[五六七]五|下一?个五年")
_GOES_ON = re.compile(r"还|取消|作废|放松|继续|接着|后续|下一步|怎么办|什么")
# Kinds of things that a plan names where it has the word: 在公交和港口等领域.
_KINDS = re.compile(r"(?:哪[些几]个?|什么)(领域|行业|方面|环节|区域|范围|场景|部位|类型)")
_SO_MANY = re.compile(r"哪([二两三四五六七八九十][级层类种])")
_PLACES = re.compile(r"指的?是?哪[些几]个?(?:地方|地区|区域)")
# 绿色工厂（企业、产品、园区） tells kinds, not names.
_KINDS_OF = re.compile(r"（(?!即)[^（）]*、[^（）]*）")
_QUOTED = re.compile(r"“([^”]+)”")
_ALL = re.compile(
    r"哪(?:[一二三四五六七八九十]{2,3}|[三四五六七八九]|\d+)[个项]|^列出|挨个|逐个|逐一|逐项|一一|一个个|全部?(?:列|说|报|都)|都(?:是|有)(?:哪|什么|啥)"
)
_AND_MORE = re.compile(r"、[^，。、]+等[一二三四五六七八九十百\d]+[项个家处条类种]")
# Who is responsible is asked, whatever it is said of; people and offices are no answer to it.
_OWNER = re.compile(
    r"由谁|谁(?:来)?(?:负责|牵头|管|抓)|(?:哪|什么)个?(?:部门|单位|局)|哪家(?:负责|牵头|管)|责任单位|牵头"
)
_SET_BY = re.compile(r"谁(?:给)?(?:定|说|拍|想|提|选|挑)(?:的|出来|下来)")
_OF_PEOPLE = ("person", "office", "supplier", "contact", "payer", "award")
_NEVER = ("person", "contact", "office", "clock")
# So much of it done: what there is of it is no answer.
DONE = re.compile(
    r"(?:还剩|剩下|还有)(?:下|有)?(?:多少|几|哪).{0,8}(?:没|未)|(?:治理?|整治|做|办|修|建)(?:完成?|好|成)了?(?:多少|几)"
    r"|进展(?!.{0,2}要求)|进度(?:如何|怎|到哪)|(?:完成|落实)(?:情况|得怎)"
    r"|(?:有没有|是否|是不是)(?:都|全部?|按期|如期|已经?)*(?:完成|做完|办完|干完|达成|完工)了?(?=[？?。，]|$)"
    r"|(?:干|做|办|弄|搞|改|换|治|修|建)成了(?:几|多少)|实际上?(?:干|做|完成|落实|改|换|建|修|新增)"
    r"|(?:干|做|办|弄|搞|改|换|治|修|建)到(?:什么|啥|哪个?一?)(?:程度|步|地步|份上?)了"
)
_AIM = re.compile(r"目标(?!.{0,8}(?:完成|达成|实现))")
_JUDGED = ("opinion", "payment", "meaning", "own", "science", "procedure", "supplier", "street")
_REPORTED = ("progress", "baseline", "reason")
_TIMES = ("before", "after", "later")
# 过了2025年，还提吗: the time belongs to what is asked.
_TIMED = re.compile(r"(过了20\d\d年|20\d\d年(?:之|以|过)后)[，,]")
# Asked besides a wrong claim; the rest (why, since when, how far) is asked of the claim itself.
_BESIDES = (
    "money",
    "contact",
    "procedure",
    "office",
    "person",
    "penalty",
    "names",
    "district",
    "progress",
)
# What is allowed, or said, is no result.
_ALLOWED = re.compile(
    r"([让许准能])不\1|可不可以|还(?:让|准|能|许)[^，。？]{0,6}吗|想(\w)就能?\2|[提写说讲谈][到进及过][^，。？]+[吗没]|已经?是(?!否)|还是"
)
# 按街道还是按区市布局: the unit is asked for, no share of each.
_PER = re.compile(r"按[^，。？]{1,8}还是按?|(?:以|按)[^，。？]{1,4}为单位")
_KEPT = re.compile(
    r"(?:有没有|有无|是否有|有|建没建)(?:一?个|一?份)?(?:名单|名录|清单|台账)[^，。？]{0,6}(?:吗|没有?|[？?]|管)"
)
_KEPT_SO = re.compile("名录|名单|清单")
# Who it was that reported somebody.
_INFORMER = re.compile(
    r"(?:举报|投诉|告发|反映)[^。？]{1,14}(?:查|找|揪|问|打听|告诉)[^，。？]{0,6}(?:是谁|哪个|什么人)"
    r"|(?:查|找|揪|问|打听)(?:出来?|到|清楚?|一?下|着)[^，。？]{0,6}(?:是)?谁[^，。？]{0,3}(?:举报|投诉|告发)"
    r"|(?:是)?谁(?:把|在)?[^，。？]{0,8}(?:举报|投诉|告发)了?[^，。？]{0,4}[，]?[^，。？]{0,4}(?:查|告诉|说出)"
    r"|(?:举报|投诉)(?:我们?|咱们?|俺们?)?[^，。？的]{0,6}的?(?:人|者)(?:到底|究竟)?(?:是谁|叫什么|叫啥|的?(?:姓名|名字|信息|住址|电话|手机|身份))"
)
_AMONG = re.compile(r"全国|全省|省内|各市|城市[里中]|同类|名次|排名")
_HAVE_TO = re.compile("会不会被|[要用该得]不[要用该得]|是不是也?[得要]")
_PROGRESS = re.compile(r"进展|进度|完成情况|(?<!出)现在|目前")


class Unsaid:
    """Tells which aspect asked for a place of the plan does not speak of."""

    def __init__(self, finder: Finder) -> None:
        self._finder = finder
        self._plan = finder.dossier.plan
        self._home = (finder.dossier.place, *finder.dossier.districts)
        self._aspects = aspects = aspects_of(self._plan)
        self._filed = Filed((at, way) for at, aspect in enumerate(aspects) for way in aspect.ways)
        self._asking = Asking(finder)
        self._names = {a.kind: a.name for a in load_aspects()}

    def never_said(self, question: Question) -> str:
        """What no plan says of a department, or of who carries a clause: telephones, people."""
        if question.reference.clauses and other_sum(question.text, self._plan.source):
            return self._names["money"]  # 第三十八条规定举报奖励一万元，找谁领
        if only_sum_asked(question, self._plan):
            return self._names["money"]
        kinds = (*_NEVER, "place") if question.mentions else _NEVER
        return next((a.name for a in self._asked_in(question.text) if a.kind in kinds), "")

    def aspect(self, question: Question, finding: Finding) -> str:
        """The aspect asked for that a place leaves unsaid; "" when there is none."""
        if other_sum(question.text, self._finder.text_of(finding)):
            return self._names["money"]  # 每户罚200元，谁来收: there is no such sum
        if _INFORMER.search(question.text):
            return self._names["person"]
        if one_of_many(question, self._finder.text_of(finding)):
            return self._names["names"]
        if abbreviated(question.text, self._finder.text_of(finding)):
            return ""
        return self._unsaid(question, finding)[1]

    def unclaimed(self, question: Question, finding: Finding) -> bool:
        """Whether years and figures are no claims: what comes after 2025, 14条里有没有白沙河."""
        if one_of_many(question, self._finder.text_of(finding)):
            return True
        return self._unsaid(question, finding)[0] in _TIMES

    def judged(self, question: Question) -> bool:
        """Whether what is checked is no claim on the plan: 够不够花, 给不给补偿, 是…的意思吗."""
        claims = question.figures or question.years or question.mentions
        part = asking_part(question.plain)
        judged = (a.kind in _JUDGED for a in self._asked_in(part))
        return question.asks(Asked.CHECK) and not claims and any(judged)

    def besides(self, question: Question, finding: Finding) -> str:
        """The same, of those asked for besides a wrong claim, also one of who is responsible."""
        asked = replace(question, asked=question.asked - {Asked.WHO})
        kind, name = self._unsaid(asked, finding)
        plain = kind != "progress" or _PROGRESS.search(question.text)
        return name if kind in _BESIDES and plain else ""

    def place(self, question: Question, finding: Finding) -> str:
        """The place asked about that is not the plan's; "" when there is none."""
        text = self._finder.text_of(finding)
        outside = [p for p in question.places if p not in self._home and p not in text]
        whole = finding.clause.text if finding.clause else text
        known = self._finder.dossier.names_of
        apart = [
            d
            for d in question.districts
            if not any(names_district(whole, n, question.text) for n in known(d))
        ][:1]
        asked = outside or [d for d in apart if _asks_of(question.text, d)]
        return f"{asked[0]}的情况" if asked else ""

    def _asked_in(self, text: str) -> Iterator[Aspect]:
        """The aspects that a text asks for."""
        return map(self._aspects.__getitem__, sorted(set(self._filed.among(text))))

    def _unsaid(self, question: Question, finding: Finding) -> tuple[str, str]:
        """Kind and name of the aspect asked for in words that are known, else by its frame."""
        text = self._finder.text_of(finding)
        part = EXCEPT.sub("", asking_part(_TIMED.sub(r"\1", question.plain)))
        for aspect in self._asked_in(part):
            if aspect.asked.search(text):
                continue
            done = aspect.kind in _REPORTED and DONE.search(part)
            told = _nearest(question, text, FIGURE) if aspect.kind == "basis" else text
            if aspect.given.search(told) and not done and not unexplained(aspect.kind, part, text):
                continue
            of_people = aspect.kind in _OF_PEOPLE or OF_OTHERS.search(part)
            # 为啥定在那一年，谁定的: no owner is asked for.
            owned = aspect.kind != "reason" or _OWNER.search(part) or not _SET_BY.search(part)
            if question.asks(Asked.WHO) and not of_people and owned:
                continue
            if aspect.kind == "place" and question.asks(Asked.WHICH_CLAUSE):
                continue  # 在方案哪个位置
            if not self._answers(aspect.kind, question, finding, text):
                return aspect.kind, aspect.name
        kind = self._framed(question, finding, text)
        return kind, self._names[kind] if kind else ""

    def _framed(self, question: Question, finding: Finding, text: str) -> str:
        """The kind that the question's frame asks for, unless the place speaks of it."""
        asks = self._asking.read(question)
        kind, bar = asks.kind, BAR if finding.missing else SURE
        dated = not asks_begin(kind, question.plain)
        spoken_of = speaks_of(kind, text, self._plan, framed=dated)
        if asks.unsaid < bar or (spoken_of and not unexplained(kind, question.plain, text)):
            return ""
        owner = question.asks(Asked.WHO) or _OWNER.search(question.text)
        if owner and kind not in _OF_PEOPLE and not OF_OTHERS.search(question.plain):
            return ""
        if kind == "own" and (is_complaint(question) or _bound(question, finding)):
            return ""  # 我们村的污水有没有人管
        if kind == "contact" and question.asks(Asked.WHICH_CLAUSE):
            return ""  # 那条的序号是多少
        if kind == "meaning" and question.asks(Asked.ORIGINAL):
            return ""  # 原话是什么
        if kind == "progress" and _ALLOWED.search(question.text):
            return ""
        if unworded(kind, asking_part(question.plain)):
            return ""
        if kind == "detail" and detailed(question, finding, text):
            return ""
        return "" if self._answers(kind, question, finding, text) else kind

    def _answers(self, kind: str, question: Question, finding: Finding, text: str) -> bool:
        """Whether a place may tell the aspect that its words do not seem to speak of."""
        if kind in _REPORTED and finding.part:
            done = kind == "progress" and DONE.search(question.text)
            return reported(kind, text) and not done
        if kind == "progress":  # 目标超过95%了没有 asks of the aim, not of what is reached
            aimed = bool(question.figures and _AIM.search(question.text))
            return aimed or self._numbers(question, finding)
        if kind == "meaning":  # “弄虚作假”指哪些领域 asks for kinds of things, told as such
            noun = _KINDS.search(question.text)
            told = noun and f"等{noun[1]}" in text
            return bool(question.figures or told or self._spread(question, text))
        if kind == "after":
            # 2023年以后会不会被淘汰 asks of the plan's own year; 以后还治不治 of what comes after.
            later = question.years or _NEXT.search(question.text)
            lasting = question.asks(Asked.HOW_MUCH) and not later  # 以后一年最多几天
            return lasting or (question.asks(Asked.CHECK) and not _GOES_ON.search(question.text))
        if kind == "district":
            return bool(_PER.search(question.text) and "为单位" in text)
        if kind != "names":
            return False
        if name_told(question, text):
            return True
        kept = _KEPT.search(question.text) and _KEPT_SO.search(text)
        if kept or self._spelt_out(question, text) or all_of_them(question, text):
            return True
        theirs = _THEIR_NAMES.search(question.text) or OF_OTHERS.search(question.text)
        if theirs or _CONTENTS.search(question.text) or listed_elsewhere(question, text):
            return False
        owned = question.asks(Asked.WHO, Asked.WHICH_CLAUSE) or bool(question.mentions)
        return owned or self._enumerates(question, text)

    def _numbers(self, question: Question, finding: Finding) -> bool:
        """Whether the number of a clause is asked, by what its title names: 无废城市排在第几."""
        title = finding.clause.title if finding.clause else ""
        asked = question.asks(Asked.WHICH_CLAUSE) and not _AMONG.search(question.text)
        return asked and any(w in title for w in self._finder.strong(question.topic))

    def _spread(self, question: Question, text: str) -> bool:
        """Whether what is counted, or the places, are told one by one: 三级指哪三级."""
        if found := _SO_MANY.search(question.text):
            return bool(re.search(rf"[\u4e00-\u9fff）]、[^，。、]{{1,6}}{found[1]}", text))
        return bool(_PLACES.search(question.text) and LISTED.search(_KINDS_OF.sub("", text)))

    def _spelt_out(self, question: Question, text: str) -> bool:
        """Whether a short name in quotes, or part of one, is spelt out: “三线” of “三线一单”."""
        told = _QUOTED.findall(text)
        asked = any(q in t for q in _QUOTED.findall(question.text) for t in told)
        spoken_of = asked and speaks_of("meaning", text, self._plan)
        return spoken_of and not unexplained("meaning", question.text, text)

    def _enumerates(self, question: Question, text: str) -> bool:
        """Whether the piece of ``text`` nearest to the question lists names."""
        text = _KINDS_OF.sub("", text)
        best = _nearest(question, text)
        if _ALL.search(question.text) and _AND_MORE.search(best):
            return False  # 甲、乙等十二项 names two of twelve
        noun = _KINDS.search(question.text)
        if noun and (noun[1] in best or f"等{noun[1]}" in text):
            return True
        return bool(LISTED.search(best))


def _nearest(question: Question, text: str, held: re.Pattern[str] | None = None) -> str:
    """The piece of a text, among those that hold something, most like what is asked about."""
    told = (p.text for p in pieces(text, 0) if not is_due(p) and (not held or held.search(p.text)))
    return max(told, key=lambda piece: alike(question.topic, piece), default="")


def _bound(question: Question, finding: Finding) -> bool:
    """Whether it is asked if one has to, of a kind of people whom a place names: 印刷厂要不要查."""
    return bool(_HAVE_TO.search(question.text)) and finding.coverage >= FULL_ENOUGH


def _asks_of(text: str, district: str) -> bool:
    """Whether a question asks for what a district has; 我在… only tells where somebody lives."""
    wanted = rf"{district}.{{0,18}}(?:多少|几|哪|分|怎么|目标|任务|指标)|(?:分给|分到|给){district}"
    lives = rf"(?:[我俺咱].{{0,4}}|(?:[住家]|户口|来自|孩子)(?:就|都)?[在是]?){district}"
    asked = re.search(wanted, text) and not re.search(lives, text)
    return bool(asked or _INCLUDED.search(text))
