"""Reading a question: what is asked, and the departments, numbers, years and places it names."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable
from functools import cache, lru_cache

from assistant.understand.names import named
from assistant.understand.question import Asked, Figure, Question
from assistant.understand.references import read_reference
from assistant.understand.set_aside import without_aside, without_request
from assistant.understand.stepped import stepped
from corpus.catalog import HERE, Dossier
from corpus.departments import Mention
from corpus.model import Role
from corpus.numerals import to_han, to_int
from corpus.patterns import Filed, branching
from corpus.words import any_of, load_lines

_STATED = re.compile(
    r"(?:是|要|得|都|由|归|能|会|须|应|全部|只有|必须|可以|不用|(?<=[局委厅院])(?:也|有份|[管抓])).+[？?]$"
)
_INTERROGATIVE = re.compile(
    r"谁|哪|什么|啥|几|多少|怎|咋|如何|何|多(?:久|大|高|长|远)|为|呢|第|目标[？?]"
)
_QUOTED = re.compile(r"[“\"「《][^”\"」》]{2,12}[”\"」》]")
_YEAR = re.compile(r"(?<!\d)(20\d{2})(?:年|(?!\d))")
_FIGURE = re.compile(
    r"(?P<v>\d+(?:\.\d+)?)\s*(?P<u>%|％|个百分点|百分点|个点(?![位子])|微克(?:每立方米|/立方米)?|万千瓦时?|千瓦|万户"
    r"|户|万平方米|平方米|平方公里|公里|万公顷|公顷|万亩|亩|克标准煤(?:/千瓦时)?|克(?:/千瓦时)?|"
    r"万元(?:/吨标准煤)?|亿元|元|万吨|吨|万辆|辆|天|条|个|家|处|座|项|倍|类|村|户|章|次|艘|台)"
)
_WATERS, _SEAS = tuple("湾岛河湖滩"), tuple("湾")
_BASELINE = re.compile(
    r"(?:vs\.? ?|(?:比|对照)(?!20\d{2}年?[和与跟、及]20)|较|(?<!年)(?:同|跟|与)|相比|相对于?|以)"
    r"20\d{2}年?"
    r"(?:相比|基础|为基|来说|的水平)?|(?:同|跟|与)20\d{2}年?(?:相比|比|的水平)"
    r"|从20\d{2}年?(?:的[^，。？]{1,6})?(?=[到至]20\d{2})"
    r"|在20\d{2}年?(?:的?基[础数准]|的?水平)|和20\d{2}年?(?:的?时候|那时)?(?:相比|比(?:较|起来)?)"
)
_UNWANTED = re.compile(
    r"(?:不(?:要|是|问|看|用|说)|别|而?非)(?:再|老|总)?[给说提拿用]?(?:我)?20\d{2}年?的?"
)
_LEAD = re.compile(r"牵头|带头|挑头|主导|领头|主抓|总负责|lead")
_SHARED = re.compile(r"分工|配合|参与|共同|协同|协助|共同负责")
_NOISE = branching(
    r"请问一下|请问|麻烦问下|麻烦|你好|您好|谢谢|帮我|帮忙|我想问|我想知道|想问下|想问|想知道|问一下"
    r"|问下|告诉我|查一下|查下|查查|说说|讲讲|介绍一下|介绍|解释一下|请|咨询|打听|"
    r"(?:这个|这份|这)?计划(?:里|中|上)(?:面)?|这个方案|该方案|本方案|实施方案|这份方案|方案(?:里|中|上|内)?(?:面)?|这份文件"
    r"|文件(?:里|中|上)?(?:面)?|规定了?|提出了?|提到了?|里面|究竟|到底|具体|按照|根据|政策上"
    r"|除(?:了|开|去)?[\s、和与及]*\s(?:以外|之外|外)?[，,]?"  # 除 … 外: a name was taken out
    r"|(?:(?<=谁)|(?<=部门)|(?<=单位)|(?<=[家局]))家?的?(?:活儿?|事儿?|(?:一起|共同|一块儿?)[来去]?[干上抓弄])(?=[？?，。]|$)|(?<=\S{2})[，,的]?(?:原文|原话|原句)[里中]?(?=是?(?:怎么|如何|什么|啥))"
    # Whoever was asked in vain: 物业说管不了，跑了好几个地方都说不归自己管.
    r"|(?:物业|社区|居委会?|村委会?|街道|跑了?(?:好几|几|多少)[个家次趟](?:地方|部门|单位)?|打了?[^，。？]{0,6}电话)"
    r"[^，。？谁哪]{0,6}(?:管不了|不管|不归[^，。？谁哪]{1,4}管|没人[理管接]|推来推去|踢皮球)"
    r"|给(?:我)?个?(?:准|确切)的?(?:年份?|日子|数儿?|话儿?|信儿?)"
    r"|(?:我)?(?:这|手上)?[个张份]?工单(?:该|应该?|要|得)?(?:转|派|分)?(?:给|到)?"
    # Whether it is said firmly or tried out is told by the sentence itself: 铺开干还是摸着石头来.
    r"|[，,—]*(?:(?:方案|文件)(?:的)?)?(?:口气|说法|话)?(?:是|要|算)*[^，。？]{0,4}(?:铺开|推开|动真格|动手|上马|硬干|真干|真搞|定死|说死|重奖|许诺)(?:干|搞|来|了)*呢?[，]?"
    r"还是[^，。？]{0,4}(?:摸着石头|试[着点水]|探[着路索]|小打小闹|慢慢|余地|走一步看一步|含糊|活话|软话)[^，。？]{0,6}"
    r"|急{2,}|在线等(?:着)?(?:挺)?(?:急)?|^(?:逐条|按年份)?列[出举](?=[^，。]{4})"
)

# How strongly something is felt: 河臭得不行, 河特别臭, 太吵了.
_DEGREE = re.compile(
    r"得(?:不行|要命|要死|慌|很|不得了|厉害|够呛|受不了|没法[^，。？]{1,3})"
    r"|(?:太(?![阳湖平原行空])|特别|实在(?:是)?|那叫一个|贼拉|老是|总是|天天)(?=[\u4e00-\u9fff])"
    r"|死(?:了|人了?)(?=[，。？！谁找归该有]|$)"
    r"|(?:^|(?<=[，。；]))[\u4e00-\u9fff]{2,4}似的(?=[\u4e00-\u9fff])"  # 老爷车似的大卡车
)
# What is put as a question and asks nothing: 谁受得了, 这日子啥时候是个头.
_RHETORICAL = branching(
    r"[，,]?(?:这日子|这)?(?:(?:啥|什么)时候|何时|多会儿|哪天)(?:才|能|算)*是?个?头(?=[，。！？!?]|$)"
    r"|[，,]?(?:这|叫?人?)?(?:谁|哪个)(?:能|还能|也)?(?:受|顶|扛|熬|吃)得[了住消](?:[啊呀呢]|(?=[，。！？!?]|$))"
    r"|[，,]?(?:还)?让不让人(?:活|睡|过)了?|[，,]?(?:还)?有没有(?:天理|王法)了?|[，,]?招谁惹谁了?"
    r"|[，,]?(?:这)?(?<![的管责头各都又别件项])(?:叫|是|算)(?:什么|啥)(?:事儿?|世道|日子)(?:[啊呀嘛]|(?=[，。！？!?]|$))"
    r"|[，,](?:不要|别)(?:再|老|总)*[^，。？]{0,14}(?:糊弄|敷衍|应付|忽悠|搪塞|凑数|充数)(?:我|人|俺)?[了啊吧]*(?=[。！!?]|$)"
    # 我去找某局，人家说不归他: who was asked in vain is not asked about
    r"|[，,](?:我|俺|咱)?们?(?:去|跑去|又|先)?(?:找|问|打给|打电话给)[^，。？谁哪]{1,8}?[，,]?(?:人家|他们?|对方|那边)[^，。？]{0,2}说?(?:这|那|也)?不(?:归|属于?)(?:他|她|自己|那)们?[^，。？谁哪]{0,4}"
    r"(?:[，,]真的?不归(?:他们?)?[？?])?(?=[，。？！])|[，,]?凭(?:什么|啥)(?:[呀啊]|(?=[，。！？!?]))(?=.{6})"
)
# 来了几台车都没用，…: so many, told before what is asked.
_FEW = re.compile(
    r"(?:(?<=[了过])|^|(?<=[，。！]))几(?=[台辆回次趟天][^，。？]{2,14}[，。！][^，。？]{5})"
)
# From a clause on to the end.
_ONWARD = re.compile(
    r"从?(?P<from>第[一二三四五六七八九十\d]{1,3}条)"
    r"(?:(?:一直)?(?:到|至)(?:全文|方案)?(?:最后|末尾)(?:的)?一?条|(?<=条)(?:算起|数起|往后数?|起往后))"
)
_CLAUSES_OF = re.compile(
    r"(?:所?(?:在|涉及|有份|参与)?的|[那这])*(?P<n>[两二三四五六七八九十]{1,3}|\d{1,2})条(?!款|[河路街江线]|第)"
)
_SPACES = re.compile(r"\s+")


def _years(text: str) -> tuple[int, ...]:
    """Years asked about: not those compared with, and not 不要2025年的 beside another."""
    text = _BASELINE.sub("", text)
    found = _YEAR.findall(_UNWANTED.sub("", text)) or _YEAR.findall(text)
    return tuple(dict.fromkeys(map(int, found)))


class Reader:
    """Understands questions about one plan."""

    def __init__(
        self, dossier: Dossier, places: Iterable[str], cut: Callable[[str], Iterable[str]]
    ) -> None:
        self._dossier = dossier
        self._cut = cut
        self._plan = dossier.plan
        # A message is read again at every step of its way.
        self.read = lru_cache(maxsize=64)(self._read)
        own = (dossier.place, dossier.place + "市", *dossier.districts)
        self._body = _body(dossier)
        self._places = re.compile(any_of(p for p in places if p not in own))
        # 崂山湾 is a bay of the plan, not the district.
        self._districts = re.compile(f"(?:{any_of(dossier.districts)})(?![湾岛港])")

    def _read(self, text: str) -> Question:
        """Understand one self-contained question."""
        text = without_aside(_RHETORICAL.sub("", text))
        text = self._onward(stepped(_FEW.sub("多", text), self._plan))
        mentions = self._mentions(text)
        if (counted := self._so_many(text, mentions)) != text:
            text, mentions = counted, self._mentions(counted)
        # 法院, 公安: words of the plan's own sentences stay part of the topic.
        rest = _without(text, tuple(m for m in mentions if m.text not in self._body))
        reference, rest = read_reference(rest, self._plan)
        kinds = kinds_of(text)
        topic, told, called = self._topic(rest)
        whole, told_of, name = self._topic(text) if mentions else ("", "", "")
        in_story = [m for m in mentions if m.text in told_of and not _formal(m)]
        if in_story:  # a department of a story: 管环保的警察
            topic, told, called = whole, told_of, name
            mentions = tuple(m for m in mentions if m not in in_story)
        return Question(
            text=text,
            topic=topic,
            asked=kinds,
            reference=reference,
            mentions=mentions,
            role=_role(text),
            years=_years(text),
            figures=_figures(rest),
            places=self._named(self._places, text),
            districts=self._named(self._districts, text),
            told=told,
            called=called,
        )

    def _onward(self, text: str) -> str:
        """第三条到最后一条, 从第三条算起: up to the last clause by its number."""
        last = f"到第{to_han(self._plan.clauses[-1].number)}条"
        return _ONWARD.sub(lambda m: f"{m['from']}{last}", text)

    def _so_many(self, text: str, mentions: tuple[Mention, ...]) -> str:
        """城管局五条里负责啥: as many clauses as it stands in, and no clause of that number."""
        for mention in mentions:
            found = _CLAUSES_OF.match(text, mention.end)
            own = {
                t.clause
                for t in (self._plan.tasks() if found else ())
                if any(d.name == m.name for d in t.duties for m in mention.departments)
            }
            if found and to_int(found["n"].replace("两", "二")) == len(own) > 1:
                return f"{text[: mention.end]}的条款{text[found.end() :]}"
        return text

    def _mentions(self, text: str) -> tuple[Mention, ...]:
        return named(text, self._dossier.registry)

    def _named(self, pattern: re.Pattern[str], text: str) -> tuple[str, ...]:
        """Places in ``text`` that are words there, not parts of others (山上海里)."""
        found = dict.fromkeys(
            m.group()
            for m in pattern.finditer(text)
            if not _part(text, m, self._body) and not self._straddles(text, m)
        )
        if not found:
            return ()
        words = set(self._cut(text))
        whole = {*words, *(w + s for w in words for s in "市省区")}
        return tuple(
            p
            for p in found
            if p in words
            or p + "市" in words
            or p + "省" in words
            or any(p + sea in words for sea in _SEAS)
            or (p[-1] in "市区" and p[:-1] in whole)
        )

    def _straddles(self, text: str, found: re.Match[str]) -> bool:
        """Whether a place ends one word of the plan and begins another (风河、北胶莱河)."""
        before, after = text[: found.end() - 1][-2:], text[found.end() - 1 : found.end() + 1]
        return len(before + after) > 3 and before in self._body and after in self._body

    def _cuts_name(self, text: str, story: re.Match[str]) -> bool:
        """Whether a story begins with the last character of a water of the plan's (墨水河)."""
        begin = story.start()
        named = text[max(begin - 2, 0) : begin + 1]
        return text[begin] in _WATERS and len(named) > 2 and named in self._body

    def _topic(self, text: str) -> tuple[str, str, str]:
        """What a text is about, and the stretch of it that tells a story with its name."""
        text = _DEGREE.sub("", _NOISE.sub(" ", text))
        stories = map(_stories().__getitem__, sorted(set(_filed_stories().among(text))))
        found = ((story.search(text), name) for story, name in stories)
        own = ((m.group(), name) for m, name in found if m and not self._cuts_name(text, m))
        told, name = next(own, ("", ""))
        text = text.replace(told, name, 1) if told else text
        return _SPACES.sub(" ", text).strip(), told, name


_ANY_DATE = re.compile(
    r"有(?:没有|无)?(?:明确|具体|规定)?的?(?:完成)?(?:时间|时限|期限|进度)(?:要求|限制|规定|节点|表)?"
    r"(?:吗|么|没有?)?[？?。]*$"
)


@lru_cache(maxsize=256)
def kinds_of(text: str) -> frozenset[Asked]:
    """What a text asks: who, how much, when …"""
    kinds = frozenset(kind for kind, pattern in _asked().items() if pattern.search(text))
    if Asked.WHEN in kinds and _ANY_DATE.search(text):
        kinds -= {Asked.CHECK}  # 有没有时间要求 asks when
    plain = without_request(text)
    if plain and plain != text:
        return kinds - {Asked.CHECK} | kinds_of(plain)
    return kinds or (frozenset({Asked.CHECK}) if _claims(text) else kinds)


@cache
def _asked() -> dict[Asked, re.Pattern[str]]:
    """How people put each kind of question."""
    rows = tomllib.loads((HERE / "asked.toml").read_text("utf-8"))
    return {Asked(kind): branching("|".join(ways)) for kind, ways in rows.items()}


@cache
def _stories() -> tuple[tuple[re.Pattern[str], str], ...]:
    """What people tell in several words apart, and what plans call it."""
    return tuple((branching(told), called) for told, called in _told())


def _told() -> list[tuple[str, str]]:
    rows = (line.partition("\t") for line in load_lines("stories"))
    return [(told, called) for told, _, called in rows]


@cache
def _filed_stories() -> Filed[int]:
    """The stories by their numbers: most texts tell none."""
    return Filed((number, told) for number, (told, _) in enumerate(_told()))


def _formal(mention: Mention) -> bool:
    """Whether a department is named as the plan names it: no word of a story."""
    return any(mention.text == d.name for d in mention.departments)


def _claims(text: str) -> bool:
    """Whether a text puts a whole statement as a question: 所有企业都得做审核？"""
    return bool(_STATED.search(text)) and not _INTERROGATIVE.search(text)


def _body(dossier: Dossier) -> str:
    """The plan's sentences, responsibility brackets left out."""
    return "".join(s.text for c in dossier.plan.clauses for s in c.sentences)


def _without(text: str, mentions: tuple[Mention, ...]) -> str:
    for start, end in sorted({(m.start, m.end) for m in mentions}, reverse=True):
        text = f"{text[:start]} {text[end:]}"
    return text


def _part(text: str, found: re.Match[str], body: str) -> bool:
    """Whether a place is only part of a name: 崂山湾 of the plan, “南阳实践”; not 深圳湾."""
    after = text[found.end() : found.end() + 1]
    quotes = _QUOTED.finditer(text)
    quoted = any(m.start() < found.start() and found.end() < m.end() for m in quotes)
    whole = found.group() + after
    return quoted or (after in _WATERS and (whole in body or after not in _SEAS))


def _role(text: str) -> Role | None:
    lead, shared = _LEAD.search(text), _SHARED.search(text)
    if lead and not shared:
        return Role.LEAD
    return Role.SHARED if shared and not lead else None


def _figures(text: str) -> tuple[Figure, ...]:
    found = _FIGURE.finditer(text)
    return tuple(Figure(m["v"], m["u"].replace("％", "%"), m.group()) for m in found)
