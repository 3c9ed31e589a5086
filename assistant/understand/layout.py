"""The layout asked for: table, JSON, points, one line; and the columns that it shall have."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from corpus.numerals import to_int
from corpus.patterns import branching


class Layout(StrEnum):
    """How the lines of an answer are set."""

    PLAIN = "plain"
    TABLE = "table"
    JSON = "json"
    CSV = "csv"
    OFFICIAL = "official"
    NUMBERED = "numbered"
    POINTS = "points"


class Only(StrEnum):
    """The one thing that an answer shall tell."""

    OWNERS = "owners"
    FIGURES = "figures"
    CLAUSES = "clauses"
    DATES = "dates"
    TITLES = "titles"


@dataclass(frozen=True, slots=True)
class Column:
    """A column asked for: the kind of thing in it, and the name that it was asked for by."""

    kind: str
    name: str


@dataclass(frozen=True, slots=True)
class Form:
    """The form of an answer; ``joint`` stands between lines that shall be one run of text.

    ``keys`` are names of the asker's own for the things told, in their order (greenRate);
    ``heads`` are headings of the asker's own, under which one clause is told.
    """

    layout: Layout = Layout.PLAIN
    columns: tuple[Column, ...] = ()
    only: Only | None = None
    joint: str = ""
    greeted: bool = False
    bold: bool = False
    boxed: bool = False
    keys: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()


PLAIN = Form()
_LONGEST = 400  # characters of a message that may name columns
_JOINTS = {
    "顿号": "、", "逗号": "，", "分号": "；", "斜杠": " / ", "竖线": " | ", "空格": " ",
    "、": "、", "；": "；", "/": " / ", "|": " | ",
}  # fmt: skip
_JOINED = re.compile(rf"[用以]“?({'|'.join(map(re.escape, _JOINTS))})")
_BETWEEN = (
    r"(?:\s*(?:、|，|,|/|｜|\||\+|＋|：|以及|及其?|和|与|或者?|—+|--?|→|；|[”\"]\s*[“\"])\s*)"
)
_TOLD = (
    r"(?:(?:整理|拆|分|做|列|排)?成?[两三四五六2-6](?=列|栏|个字段))?(?:(?:，|：|:|（|\(|。)?\s*(?:其?中?(?:字段|键名?|表头|列名?|栏目?|格式|字段名)|包含|包括|含有?|列出?|写(?:出|明|清楚?|上)|标[出明]|注明|要?有|分|按|用|以)"
    r"(?:分别|依次|名)?(?:为|是|有|包括|用|成|列|叫)?\s*(?:：|:)?\s*[“\"]?|(?:——|[：:，（(])\s*[“\"]?|[“\"])"
)
_END = (
    r"(?:[两三四五六2-6]?(?:列|栏|行|句|个?字段|项|个键))?(?:的?(?:格式|形式|顺序|分组|分?列(?!出)|分?栏))?"
    r"(?:来?(?:整理|列出|列|输出|呈现|展示|作答|回答))?[）)]?"
)
_KEY = r"[“\"]?[A-Za-z_][A-Za-z0-9_.]*[”\"]?"
# 键名greenRate、parkPerCapita: names for what is told, no matter of their own.
_KEYS = branching(
    rf"[，。；（(]?\s*(?:用|以)?(?:字段|键|key)s?(?:的?名称?|名字?)?(?:分别|依次|请|统一|就|要){{0,2}}"
    rf"(?:为|是|用|叫|取|设为|命名为|写)?\s*[：:]?\s*(?P<keys>{_KEY}(?:\s*(?:、|，|,|/|和|与|及)\s*{_KEY})*)[）)]?",
    re.I,
)
_OWNERS = re.compile(r"单位|部门|牵头方")
_DATES = re.compile(r"年份|时间|期限|时限|日期")
_CLAUSES = re.compile(r"条款?号|条款(?!标题|名)|条号|第几条")
_TITLES = re.compile(r"标题|题目|条款名|条名")
# 拆成“污水”“农村污水”“生活垃圾”三个小标题, 按扬尘、保洁、噪声三组: headings of one's own.
_HEADS = re.compile(
    r"[，,]?(?:请|并|再)*(?:按照?|分成?|分为|拆分?成|拆分?为|归成|归为|整理成|写成|用|以)"
    r"(?P<heads>(?:[“\"][^”\"]{2,40}[”\"][、和与，/]?){1,6}|[\u4e00-\u9fff]{2,8}(?:、[\u4e00-\u9fff]{2,8}){1,5}?)"
    r"这?(?P<n>[两三四五六2-6])个?(?:小?标题|栏|点|组|块|类|部分|方面|段|板块)(?:来)?"
    r"(?:分别)?(?:整理|列出?来?|写|概括|归纳|展示)?"
)
_HEAD_ENDS = re.compile(r"[”\"][、和与，/]?[“\"]|[、/]")
# 左边指标右边目标值: two columns.
_SIDES = re.compile(
    r"(?:[，,]?请?(?:整理|拆|分|做|列|排|写)成?为?[两2]个?[列栏](?:的?表格?)?)?[：，]?左(?:边|列|栏|侧)?(?:是|为|写|放)?[“\"]?(?P<a>[^，、右”\"]{2,8})[”\"]?[，、]?"
    r"右(?:边|列|栏|侧)?(?:是|为|写|放)?[“\"]?(?P<b>[^，。；”\"]{2,10})[”\"]?"
)
# “完成年份”和“对象”两列, 列：家数、级别、期限: columns of which some are the asker's own.
_NAME = r"[\u4e00-\u9fff]{2,8}?"
_OWN = re.compile(
    rf"[，,：:]?(?:请|并|再|都|要|分)*(?:用|按照?|以|(?:整理|列|做|排|写|分)成?|成|为)?(?P<a>[“\"]{_NAME}[”\"](?:[、，和与及/]?[“\"]{_NAME}[”\"])+)"
    r"(?:这)?[两三四五六2-6]?个?(?:列|栏|字段)(?:的?表格?)?"
    rf"|[，,：:]?(?:列名?|栏目?|字段|表头)(?:分别)?[为是：:]+(?P<b>{_NAME}(?:[、和与及/]{_NAME})+)(?=[，。；？]|$)"
)
_OWN_ENDS = re.compile(r"[“”\"、，和与及/]+")
_COUNTED = re.compile(r"[数量率值]$|面积|比例|规模")
_LISTED = re.compile(r"列个?表|清单|台账")
_FIGURES = re.compile(r"数字|百分[比数]|数目|个数|总数|数值|数据|目标值?|^数(?=$|[就即好吧])")
_UNITS = re.compile(r"(?<=[数字值])(?:和|与|及|带|加|跟|、)(?:计量)?单位")  # 数字和单位: no body's
_ONLY = re.compile(
    r"(?:(?:只|仅|光|单(?!位)|直接)(?:要|留|写|说|给|给出|列|列出|报|回|回答|答|讲|需要|需|用|保留|显示|看|告诉我?|提)*"
    r"|(?<!先)(?:回答?|报|给|答|说|告诉|写)(?:我|出)?(?:一?个)?(?:具体|准确)?的?(?=数)"
    r"|(?:^|[，。；？])(?=(?:部门|单位|条款?|年份)(?:名称?|名字|号)?(?:就行|即可|就好|就可以|就够)))(?P<what>[^，。；：？]{1,12})"
)
# Reply with the number only; only the year.
_ENGLISH = "clause|article|number|figure|year|date|department|agency"
_ENGLISH_ONLY = re.compile(
    rf"\b(?:the )?(?P<a>{_ENGLISH})s?(?: (?:number|name)s?)? only\b"
    rf"|\b(?:only|just) (?:with )?(?:the |an? )?(?P<b>{_ENGLISH})\b",
    re.I,
)
_RUN_OF = re.compile(
    r"(?:(?P<clauses>条款?号|条款编号|条款序号)|(?P<owners>(?:部门|单位)(?:名称?|名单|名字)?)|(?P<titles>标题))"
    r"(?:(?:之间|中间|都|全|再)*[用以]|$)"
)
_RUNS = ((Only.CLAUSES, "clauses"), (Only.OWNERS, "owners"), (Only.TITLES, "titles"))
_GREETED = re.compile(r"回复|答复|回信|复函|短信|群通知|通知|消息|邮件")
WITHOUT = re.compile(r"(?:不要|不用|不带|别|无需|去掉)[^，。：]{0,6}")
_BOXED = re.compile(r"方框|复选框|勾选框|打卡|□")
_BOLD = re.compile(r"加[粗黑]")
# 按牵头和配合分组, 分清牵头与分工, 将牵头单位和配合单位分两列: who leads apart from who shares.
_BY_ROLE = re.compile(
    r"[，,]?(?:请|要|并|再)*(?P<verb>将|把|按照?|分清楚?|分(?=牵头)|分开|区分(?:开|清楚?)?|分别列出?|标清楚?|写清楚?)"
    r"(?:牵头|责任)(?:单位|部门|方)?(?:、|和|与|及|/|还是)(?:配合|分工|参与|协办)(?:单位|部门|方)?"
    r"(?P<apart>(?:的?(?:分?(?:成|为|作)?[两2]?个?(?:栏|列|类|组)|分开|分组|分列))?)(?:来)?"
    r"(?:整理|列出?来?|归类|写|排)?(?=[，。；：！\s]|$|.{0,3}第)"
)
_ROLE_COLUMNS = (
    Column("content", "任务"), Column("lead", "牵头部门"), Column("shared", "分工部门"),
)  # fmt: skip


class LayoutReader:
    """Reads layouts and columns by the grammar of the form's file."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self._kinds = {k: re.compile(p) for k, p in data["columns"].items()}
        self._keys = {k: re.compile(p, re.I) for k, p in data["keys"].items()}
        self._layouts = {Layout(k): re.compile(p, re.I) for k, p in data["layout"].items()}
        name = f"(?<![印制]发)(?<!发文)(?:{'|'.join(f'(?:{p})' for p in data['columns'].values())})"
        self._names = re.compile(name)
        run = rf"{name}(?:{_BETWEEN}{name})+"
        self._run = re.compile(
            rf"{_TOLD}(?P<run>{run})(?:[”\"]{_END}|{_END}(?=[，。；：:？！\s]|$))"
        )
        self._quoted = re.compile(rf"(?:[用按以]|[排写做]成)[“\"](?P<run>{run})[”\"]{_END}")
        told = "|".join(f"(?:{data['columns'][k]})" for k in ("owner", "lead", "due"))
        self._one_more = re.compile(
            rf"(?<=[\u4e00-\u9fff])(?:和|及|与|以及)(?P<name>{told})(?=[，。；：:？！\s]|$|[做列整排制])"
        )
        more = rf"(?P<run>(?:{_BETWEEN}{name})+)"
        self._after = re.compile(rf"{name}{more}(?=[，。；：:？！\s]|$|[做列整排制])")

    def columns(self, text: str) -> tuple[Layout, tuple[Column, ...], str]:
        """The layout that a whole message asks for, its columns, and the message without those."""
        if len(text) > _LONGEST:  # a text pasted in asks for no columns
            return Layout.PLAIN, (), text
        layout = self._layout(text, (Layout.JSON, Layout.CSV, Layout.TABLE))
        role = _BY_ROLE.search(text)
        if role and (role["apart"] or role["verb"] not in ("将", "把")):
            rest = f"{text[: role.start()]}，{text[role.end() :]}".strip("，。： ")
            return Layout.TABLE if layout is Layout.PLAIN else layout, _ROLE_COLUMNS, rest
        in_list = layout is Layout.PLAIN and _LISTED.search(text)
        if in_list and (self._run.search(text) or self._after.search(text)):
            layout = Layout.TABLE  # 列表：任务、牵头单位、完成时间
        if layout is Layout.PLAIN:
            quoted = self._quoted.search(text)
            if not quoted:
                return layout, (), text
            rest = f"{text[: quoted.start()]}，{text[quoted.end() :]}".strip("，。： ")
            return Layout.POINTS, self._named(quoted["run"]), rest
        text = _SIDES.sub(r"，\g<a>、\g<b>", text)
        if (match := _OWN.search(text)) and (own := self._own(match)):
            return layout, own, f"{text[: match.start()]}，{text[match.end() :]}".strip("，。： ")
        if match := self._run.search(text):
            rest = f"{text[: match.start()]}，{text[match.end() :]}".strip("，。： ")
            return layout, self._named(match["run"]), rest
        if match := self._after.search(text):
            found = self._named(match.group())
            # 四条的条号、标题、责任部门: to be listed by their titles.
            listed = found[0].kind in ("clause", "title")
            head = f"{text[: match.start()]}标题" if listed else text[: match.start("run")]
            return layout, found, head + text[match.end() :]
        if match := self._one_more.search(text):  # 列出补偿的领域和责任单位
            found = (Column("content", "内容"), *self._named(match["name"]))
            return layout, found, text[: match.start()] + text[match.end() :]
        return layout, (), text

    def heads(self, text: str) -> tuple[tuple[str, ...], str]:
        """Headings of the asker's own, and the message without them; columns are none."""
        match = _HEADS.search(text)
        found = match and tuple(h.strip('“”"、和与，') for h in _HEAD_ENDS.split(match["heads"]))
        if not match or not found or all(map(self._names.fullmatch, found)):
            return (), text
        if len(found) != to_int(match["n"].replace("两", "二")) or not all(found):
            return (), text
        return found, f"{text[: match.start()]}，{text[match.end() :]}".strip("，。： ")

    def keys(self, text: str) -> tuple[tuple[str, ...], tuple[Column, ...], str]:
        """The asker's names for the things told, or for columns, and the message without them."""
        match = _KEYS.search(text) if self._layout(text, (Layout.JSON,)) else None
        if not match or self._layout(text, (Layout.JSON,)) is not Layout.JSON:
            return (), (), text
        names = tuple(re.findall(r"[A-Za-z_][A-Za-z0-9_.]*", match["keys"]))
        kinds = [next((k for k, p in self._keys.items() if p.fullmatch(n)), "") for n in names]
        rest = f"{text[: match.start()]}，{text[match.end() :].lstrip('，：: ')}".strip("，。： ")
        if {"role", "indicator"} <= set(kinds):  # name, role: of who is responsible
            kinds = ["owner" if k == "indicator" else k for k in kinds]
        if all(kinds):
            return (), tuple(Column(k, n) for k, n in zip(kinds, names, strict=True)), rest
        return names, (), rest

    def form(self, said: str, text: str, layout: Layout, columns: tuple[Column, ...]) -> Form:
        """The form that the requests ``said`` make, taken out of a message; ``text`` is left."""
        layout = layout if layout is not Layout.PLAIN else self._layout(said, tuple(self._layouts))
        joint = _JOINED.search(said)
        return Form(
            layout,
            columns,
            self._only(said, text),
            _JOINTS[joint[1]] if joint else "",
            bool(_GREETED.search(said)),
            bool(_BOLD.search(said)),
            bool(_BOXED.search(said)),
        )

    def only_in_english(self, raw: str, text: str) -> Only | None:
        """The one thing that an English message wants; which clause is asked for by its number."""
        match = _ENGLISH_ONLY.search(raw)
        what = (match["a"] or match["b"]).lower() if match else ""
        if what in ("clause", "article") or (what and "第几条" in text):
            return Only.CLAUSES
        if what in ("number", "figure"):
            return Only.FIGURES
        return {"year": Only.DATES, "date": Only.DATES}.get(what, Only.OWNERS) if what else None

    def _layout(self, said: str, among: tuple[Layout, ...]) -> Layout:
        said = WITHOUT.sub("", said)
        found = (k for k, p in self._layouts.items() if k in among and p.search(said))
        return next(found, Layout.PLAIN)

    def _only(self, said: str, text: str) -> Only | None:
        told = _ONLY.search(said)
        if not told:  # 条款号用逗号连起来
            run = _JOINED.search(said) and (_RUN_OF.search(said) or _RUN_OF.search(text))
            return next((o for o, group in _RUNS if run and run[group]), None)
        ways = (
            (_OWNERS, Only.OWNERS), (_CLAUSES, Only.CLAUSES), (_TITLES, Only.TITLES),
            (_DATES, Only.DATES), (_FIGURES, Only.FIGURES),
        )  # fmt: skip
        what = _UNITS.sub("", told["what"])
        found = [only for pattern, only in ways if pattern.search(what)]
        if "名" in told["what"] and _OWNERS.search(text):
            found = [Only.OWNERS]
        return found[0] if len(found) == 1 else None

    def _own(self, match: re.Match[str]) -> tuple[Column, ...]:
        """Columns of which some are the asker's own: told by the whole line, once; else none."""
        names = [n for n in _OWN_ENDS.split(match["a"] or match["b"]) if n]
        kinds = [next((k for k, p in self._kinds.items() if p.fullmatch(n)), "") for n in names]
        if not any(kinds) or (match["b"] and all(kinds)):
            return ()
        found = dict[tuple[str, str], None]()
        for kind, name in zip(kinds, names, strict=True):
            own = ("value", name) if _COUNTED.search(name) else ("content", "内容")
            found[(kind, name) if kind else own] = None
        return tuple(Column(*c) for c in found)

    def _named(self, run: str) -> tuple[Column, ...]:
        found = []
        for match in self._names.finditer(run):
            kind = next(k for k, p in self._kinds.items() if p.fullmatch(match.group()))
            found.append(Column(kind, match.group()))
        return tuple(found)
