"""Reading a question: what is asked, and the departments, numbers, years and places it names."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import lru_cache

from assistant.understand.names import named
from assistant.understand.question import Asked, Figure, Question
from assistant.understand.references import read_reference
from corpus.catalog import Dossier
from corpus.departments import Mention
from corpus.model import Role
from corpus.patterns import branching
from corpus.words import any_of

_KINDS: dict[Asked, re.Pattern[str]] = {
    Asked.WHO: branching(
        r"谁(?!家的(?![活事责])|当龙头)|牵头[？?]*$|(?:先)?说(?:清)?部门|(?:哪|什么|几|多少)(?:个|些|几个|几家|一个|一家|家)?(?:责任|牵头|主管)?(?:部门|单位(?!地区|面积|产品|能耗|产值)|机关|机构|局|委|衙门)|哪(?:几|一)?家(?!企业|工厂|公司|电厂|厂|医院|学校)"
        r"|(?:责任|牵头|主管|负责|配合|承办|主责|分工|参与|管事|对口|经办)的?(?:单位|部门|局|方(?!式|案|面|向)|主体|的?是哪)|(?:的|哪些|列|整理)单位(?!地区|面积|产品|能耗|产值)|哪[两二三四五六七八九十俩仨\d]{1,2}(?:个|家)?(?:(?:责任|牵头|市级)?(?:部门|单位|局)|(?<=家)(?:$|[？?]))|(?:部门|单位)(?:名称|名字|名单)|(?:部门|单位)(?:是|有|都有|分别是)(?:哪|谁|什么)|头上|归口|(?:问|找|告)(?:哪|谁)|(?:几|哪)(?:个|家|几个|些)?(?:单位|部门|局|衙门|家)?(?:管|把关|经手|负责|牵头)|把(?:着|住)?.{0,4}关的|说了算|上哪儿?(?:告|反映|投诉|说|去)|找.{1,8}还是找?.{1,8}[？?]?$|是.{1,8}的还是.{1,8}的|(?:单位|部门)(?:怎么写|名单|有几|呢)|各(?:部门|单位).{0,4}分工|归(?:谁|哪(?!一?[章条])|什么)|找哪|向哪(?:个|家|儿)?(?:部门|反映|投诉|举报)|投诉到哪|(?:打|跟)哪"
        r"|(?:由|归).{0,12}(?:牵头|负责|管)|职责分工|(?:怎么|如何)分工|责任分工|哪边管|哪儿管|哪个管|哪管|该哪|责任主体|转(?:给)?哪|派(?:给)?哪|哪些(?:部门|单位)|是.{0,12}牵头|哪个牵头|牵头的?是|牵头还是"
        r"|(?:归|由|属|找|是)那(?:些|个|几个|家|几家)(?:部门|单位|局)|(?<![各关级产])(?:部门|单位)(?:都?有)?[？?。]*$"
    ),
    Asked.HOW_MUCH: re.compile(
        r"多少|几(?!号|月|日|点|乎|条写|年|时)|百分之|多大|多高|多低|多长|多远|目标值|指标值|数值|数字|数量|占比|比例|什么(?:目标|水平|程度|标准|指标)|哪个水平|(?:目标|指标|要求|任务)(?:是|为|定|到|呢|有哪些)|目标$|达到什么|降到哪|提到哪(?![些几个条一])|量化"
    ),
    Asked.WHEN: re.compile(
        r"什么时候|什麼時候|何时|啥时候|啥时|哪(?:一)?年|几年|多久|期限|时限|截止|截至|时间(?:节点|要求|表)?|哪天|几号|几月|多长时间|年底前吗|什么年|年份|进度要求|到时候"
    ),
    Asked.WHERE: re.compile(
        r"哪里|哪儿|什么地方|啥地方|在哪|哪些(?:地方|区域|海湾|河|湾|领域|行业)|何处"
    ),
    Asked.WHAT: re.compile(r"什么|啥|怎么|怎样|如何|哪些|内容|要求|措施|做法|咋"),
    Asked.LIST: re.compile(r"哪些|列|清单|都有|全部列|逐条|一览|盘点|汇总|梳理"),
    Asked.COUNT: re.compile(
        r"(?:一共|总共|共有|合计|总计|共|有|是|写了|分(?:为|成)?|涉及|列了|提到|参与|承担|负责|牵头|下面|里|占)?(?:了)?(?:几|多少)(?:个|条|章|项|家|处|次|类|部分|件)|数量|总数|条数|个数"
    ),
    Asked.COMPARE: re.compile(
        r"最(?:多|少|高|低|大|小|早|晚|重|长|短)|哪个(?:更|多|高|低|大|小|早|晚)|谁(?:更)?(?:多|少|高|早)|更(?:多|少|高|低|早|晚)|相比|对比|比较|比一下|放一起比|区别|一样(?:吗|不|高|多)|相同吗|差多少"
    ),
    Asked.CHECK: re.compile(
        r"吗[？?。！!…]*$|吗[，,；;。]|(?<![什怎那这多])么[？?]*$|是不是|是否|对不对|对吗|对么|对吧|没错吧|是真的|属实|准不准|有没有|写没写|提没提|(?:写|提|讲|说|定|列|安排|要求)(?:了|到)?(?:没有|没)[？?]*$|([\u4e00-\u9fff])不\1|(?:有份|进去了?|有|写|提|定|安排|算)没(?:有)?[？?。]*$|一家管|真的|确实|(?<![算就行好])吧[？?。]*$"
        r"|能不能|会不会|要不要|可不可以|算不算|在不在|属不属于|正确|靠谱|(?:是|算|要)吗|这个有写|不是吗|\d(?:年|%|％|个|家|处|天)?[？?]$|^(?!.*(?:怎|什么|谁|哪|多少|几|啥|咋|如何)).*[局委厅的][？?]$|确定"
    ),
    Asked.WHICH_CLAUSE: re.compile(
        r"第(?:几|多少)(?:条|项|款|点)|哪(?:一)?(?:条|项条款|款)(?!河|路|江|街|线)|几条里|(?:写|规定|放|出现|提到|列)在(?:了)?(?:哪|第几)|哪几条|哪些条(?:款|目|文)?|见于|出自哪|(?:第几|哪(?:一)?|几)章|什么条款|依据是哪|条的?(?:编号|序号|条号)|(?:编号|序号|条号)(?:是)?(?:多少|几|什么|哪|查询|检索)"
    ),
    Asked.ORIGINAL: re.compile(
        r"原文|原话|原句|调出|调取|调阅|完整展开|翻出|贴出|怎么写|怎么说的|怎么表述|全文|照抄|摘录|表述"
    ),
    Asked.TITLE: re.compile(r"标题|题目|叫什么(?:名|标题)"),
    Asked.WHY: re.compile(r"为什么|为啥|为何|凭什么|怎么不是|原因"),
}
_STATED = re.compile(r"(?:是|要|得|都|由|归|能|会|须|应|全部|只有|必须|可以|不用).+[？?]$")
_INTERROGATIVE = re.compile(
    r"谁|哪|什么|啥|几|多少|怎|咋|如何|何|多(?:久|大|高|长|远)|为|呢|第|目标[？?]"
)
_QUOTED = re.compile(r"[“\"「《][^”\"」》]{2,12}[”\"」》]")
_YEAR = re.compile(r"(?<!\d)(20\d{2})(?:年|(?!\d))")
_FIGURE = re.compile(
    r"(?P<v>\d+(?:\.\d+)?)\s*(?P<u>%|％|个百分点|百分点|微克(?:每立方米|/立方米)?|万千瓦时?|千瓦|万户|户|万平方米|平方米|平方公里|公里|公顷|万亩|亩|克标准煤(?:/千瓦时)?|克(?:/千瓦时)?|"
    r"万元(?:/吨标准煤)?|亿元|元|万吨|吨|万辆|辆|天|条|个|家|处|座|项|倍|类|村|户|章|次|艘|台)"
)
_BASELINE = re.compile(
    r"(?:比|较|同|跟|与|相比|相对于|对照|以)20\d{2}年?(?:相比|基础|为基|来说|的水平)?"
    r"|在20\d{2}年?(?:的?基[础数准]|的?水平)|和20\d{2}年?(?:的?时候|那时)?(?:相比|比(?:较|起来)?)"
)
_UNWANTED = re.compile(r"(?:不(?:要|是|问|看|用|说)|别(?:给|说|提|拿)|而?非)(?:我)?20\d{2}年?的?")
_LEAD = re.compile(r"牵头|带头|挑头|主导|领头|主抓|总负责|lead")
_SHARED = re.compile(r"分工|配合|参与|共同|协同|协助|共同负责")
_NOISE = re.compile(
    r"请问一下|请问|麻烦问下|麻烦|你好|您好|谢谢|帮我|帮忙|我想问|我想知道|想问下|想问|想知道|问一下|问下|告诉我|查一下|查下|查查|说说|讲讲|介绍一下|介绍|解释一下|请|咨询|打听|"
    r"这个方案|该方案|本方案|实施方案|这份方案|方案(?:里|中|上|内)?(?:面)?|这份文件|文件(?:里|中|上)?(?:面)?|规定了?|提出了?|提到了?|里面|究竟|到底|具体|按照|根据"
)

# How strongly something is felt: 河臭得不行, 河特别臭, 太吵了.
_DEGREE = re.compile(
    r"得(?:不行|要命|要死|慌|很|不得了|厉害|够呛|受不了|没法[^，。？]{1,3})"
    r"|(?:太(?![阳湖平原行空])|特别|实在(?:是)?|那叫一个|贼拉|老是|总是|天天)(?=[\u4e00-\u9fff])|死(?:了|人了?)(?=[，。？！谁找归该有]|$)"
)
# What makes no difference to whoever asks: （算上头两条也行）.
_CONCEDED = re.compile(r"（[^（）]{1,14}(?:也行|也可以|也算|均可|都行|都可以|皆可|无所谓)）")
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
        own = (dossier.place, dossier.place + "市", *dossier.districts)
        self._body = _body(dossier)
        self._places = re.compile(any_of(p for p in places if p not in own))
        # 崂山湾 is a bay of the plan, not the district.
        self._districts = re.compile(f"(?:{any_of(dossier.districts)})(?![湾岛港])")

    def read(self, text: str) -> Question:
        """Understand one self-contained question."""
        text = _CONCEDED.sub("", text)
        mentions = self._mentions(text)
        # 法院, 公安: words of the plan's own sentences stay part of the topic.
        rest = _without(text, tuple(m for m in mentions if m.text not in self._body))
        reference, rest = read_reference(rest, self._plan)
        kinds = kinds_of(text)
        return Question(
            text=text,
            topic=self._topic(rest),
            asked=kinds,
            reference=reference,
            mentions=mentions,
            role=_role(text),
            years=_years(text),
            figures=_figures(rest),
            places=self._named(self._places, text),
            districts=self._named(self._districts, text),
        )

    def _mentions(self, text: str) -> tuple[Mention, ...]:
        return named(text, self._dossier.registry)

    def _named(self, pattern: re.Pattern[str], text: str) -> tuple[str, ...]:
        """Places in ``text`` that are words there, not parts of others (山上海里)."""
        found = dict.fromkeys(
            m.group()
            for m in pattern.finditer(text)
            if not _part(text, m) and not self._straddles(text, m)
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
            or (p[-1] in "市区" and p[:-1] in whole)
        )

    def _straddles(self, text: str, found: re.Match[str]) -> bool:
        """Whether a place ends one word of the plan and begins another (风河、北胶莱河)."""
        before, after = text[: found.end() - 1][-2:], text[found.end() - 1 : found.end() + 1]
        return len(before + after) > 3 and before in self._body and after in self._body

    def _topic(self, text: str) -> str:
        text = _DEGREE.sub("", _NOISE.sub(" ", text))
        return _SPACES.sub(" ", text).strip()


@lru_cache(maxsize=256)
def kinds_of(text: str) -> frozenset[Asked]:
    """What a text asks: who, how much, when …"""
    kinds = frozenset(kind for kind, pattern in _KINDS.items() if pattern.search(text))
    return kinds or (frozenset({Asked.CHECK}) if _claims(text) else kinds)


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


def _part(text: str, found: re.Match[str]) -> bool:
    """Whether a place is only part of a name: 崂山湾, “南阳实践”."""
    after = text[found.end() : found.end() + 1]
    quoted = any(
        m.start() < found.start() and found.end() < m.end() for m in _QUOTED.finditer(text)
    )
    return after in tuple("湾岛河湖滩") or quoted


def _role(text: str) -> Role | None:
    lead, shared = _LEAD.search(text), _SHARED.search(text)
    if lead and not shared:
        return Role.LEAD
    return Role.SHARED if shared and not lead else None


def _figures(text: str) -> tuple[Figure, ...]:
    found = [Figure(m["v"], m["u"].replace("％", "%"), m.group()) for m in _FIGURE.finditer(text)]
    return tuple(found)
