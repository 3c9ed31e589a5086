"""Words of follow-ups: what marks them, and joining an earlier topic with a new question."""

from __future__ import annotations

import re
from functools import cache

from corpus.words import load_rows, load_words

# Words that say nothing of a subject: attributes of anything, and what is done to it.
EMPTY = frozenset(load_words("attributes"))
_ASK = (
    r"(?:是|要|该|会|得)?(?:由)?(?:多少|什么时候|啥时候|何时|对应哪一?年|哪一?年|几年|归?谁|"
    r"归?哪(?:个|些|几个?|两个?|一)?(?:部门|单位|家|局)|"
    r"怎么|如何|怎样|为什么|干[嘛吗]|(?:都)?(?:有|是|要|达到|做|干|管|包括|涉及)?(?:哪(?:些|[几两三四五六七八])|什么|啥)|"
    r"在?(?:第几|哪(?:一|几)?)条|几|有要求|有规定|有说法|有安排)"
)
_ENDING = re.compile(
    r"(?:这块|这方面|这一块|这个|这事)?(?:,|，)?(?:(?:目标|要求|任务)?(?:具体)?(?:是|定|有|要|到|"
    r"提|(?<!下)降|达)+(?:了|到)?)?" + _ASK + r".*$"
)
_FINAL = re.compile(r"(?:吗|呢|吧|啊|呀|来着|[？?。！! ，,的是])+$")
_DEFINED = re.compile(
    r"^(?:什么(?:是|叫)|(?:请问)?(?:谁|哪个部门|哪些部门|哪家)(?:来)?(?:负责|牵头|管|做|抓)|"
    r"为什么要?|怎么|如何|有没有|是不是)"
)
_LEADING = re.compile(
    r"^(?:(?:好的?|行|嗯+|哦+|明白了?|了解了?|知道了|谢谢|懂了)[，,。！! ]+|"
    r"那么?(?!个|些|条|项|一[条个项句段件章])|"
    r"就是说?(?=[^不]{2})|然后|还有(?!哪|什么|别|吗)|"
    r"再(?:说|讲|看|问)(?:一?下|说)?|再(?=[^上下生])|另外|而(?!且)|又|同样|(?:要是|如果是?|"
    r"假如)?(?:换|改)成|换(?=第)|要是换|(?:要是|如果)(?:是|到)?(?=.{1,8}呢)|[，,。 ])+"
)
_TRAILING = re.compile(
    r"(?:(?:再|重新)(?:说|讲|报|念|给|答)一?(?:遍|下|次)|看看|试试|(?:又|也)(?:怎么样|怎样|如何)(?=[呢？?]*$)|那块|这块|那边|这边|那些|方面|的话|"
    r"那种)?的?(?:同问|也问一下)?呢?[，,。？?！!—… ]*$"
)
_NE = re.compile(r"呢(?=[，,])")
# What is asked, in the order in which a question is read, and how to put it to another topic.
_AGAIN = (
    (r"(?:怎么|如何|怎样)(?:整治|治理|管(?:理|控)?|处理|推进|建设?|做|弄|搞|监管|保护|管理)", ""),
    (
        r"谁|(?:哪|几|多少)(?:个|些|几|两)?(?:个|家)?(?:部门|单位|局)|哪(?:一|几|两)?家|牵头|归",
        "由谁负责",
    ),
    (r"什么时候|何时|哪年|啥时候|期限|时限|多久", "什么时候完成"),
    (r"多少|(?<![哪第])几(?!乎)|比例|百分|达到什么|水平", "是多少"),
    (r"(?:率|浓度|面积|规模|总量|占比)[？?。 ]*$", "是多少"),
    (r"第几条|哪(?:一|几)?条", "在第几条"),
)
# An asking that stands before what is counted, after no more than a place.
_COUNTED = re.compile(
    r"(?:一共|总共|共)?(?:有|要|是)?(?:多少|几)(?:个|处|条|家|座|项|种|类|公里|亩|户)?(?=[\u4e00-\u9fff])"
)
_PLACE, _MATTER = 3, 4
_DATE = re.compile(r"(?:到|在)?20\d{2}年(?:年?底)?(?:[以之]?前)?[，,]?")
# 哪几类地方的地下水: of what is asked the name is left.
_ASKED_THING = re.compile(
    r"^(?:要|先|得)*(?:哪(?:些|几|两|三)?|什么|啥|多少|几)(?:个|类|种|项|条|家|处|户|万?千瓦|[万公]?[亩顷里])?(?:地方|东西|区域|单位|部门)?的?"
)
# 2025年力争新增多少家绿色工厂: what is done to a thing that stands behind the asking.
_DATED_ACT = re.compile(
    rf"{_DATE.pattern}(?:全市|力争|争取|计划|预计|至少|再|要|需|得)*(?:新增加?|新建|增加|建[成设]?|完成|关停|关掉|退出|淘汰|修复|治理|改造|整治|创建|培育)?"
)
_CLAIMED = re.compile(
    r"(?:总数|一共|总共)?(?:是|要|应该?|会|能|就|在|到|为|达到?|有|不是)*(?<![A-Za-z.\d])(?:20\d{2}年|\d).*$"
)
_COUNT = re.compile(
    r"(?<![第\d.])\d+(?:处|个|条|家|座|项)(?![月年]|百分)的?(?=[\u4e00-\u9fff]{2}|$)"
)
_KINDS = re.compile(
    r"(?:主要|具体|重点|都)?(?:是|有|防|管|指|包括|含|分)*(?:哪|几)(?:几|些|两|三)?(?:个|样|种|类|项|大类)+$"
)
# 有没有时间要求, 期限是啥时候, 到哪年: when, in more words.
_WHENCE = re.compile(
    r"(?:那|又|都|具体|大概|最晚|最迟|有没有|有无|有|是否有|规定|设|明确|给|定|截止|截至)*了?的?(?:完成)?"
    r"(?:时间|时限|期限|进度)(?:要求|限制|规定|节点|表|期限|点)?"
    r"(?:是|到|在|定在|写的|吗|么|没有?|呢|[啥什]么?时候?|何时|多久|多长|哪一?年|几时|为止)*"
)
# 那谁来抓这件事, 这事归谁管: who, in more words.
_WHOSE = re.compile(
    r"(?:[那这]|这件?事儿?|又|都|该|应该|具体|到底|究竟)*(?:是|归|由|让|靠|该)*(?:谁|哪个(?:部门|单位|局))(?:家)?"
    r"(?:来|去)?(?:负责|管|抓|做|干|弄|落实|操心|盯着?|出面)(?:这件?事儿?|[这那]个|它)?(?:的|呢|啊|呀)?"
)
_NO_LEADER = re.compile(
    r"(?:就|难道|那)?(?:没有?|有没有|有无)(?:明确|指定)?的?牵头的?(?:单位|部门|家)?(?:吗|么|呀)?"
)
_LEADER = re.compile(r"(?:明确)?牵头的?(?:是|归)(?:谁|哪.{0,3})")
_TAILS = "率度重积量例值"
_SCOPES = ("农村", "城市", "港口", "船舶", "海洋", "建成区", "工业")


def topic_of(text: str) -> str:
    """What an earlier question was about: its words before, or after, those of asking."""
    body = _FINAL.sub("", text)
    body = re.sub(
        r"(?:有|提|写)没(?:有)?|(?:有|提出|作出)?(?:没有|什么|明确)?(?:要求|规定)(?:吗|没)?$",
        "",
        body,
    )
    head = _DEFINED.sub("", body)
    cut = _ENDING.sub("", head)
    if _DATED_ACT.fullmatch(cut) and (rest := _ASKED_THING.sub("", head[len(cut) :])):
        return f"{cut}{_FINAL.sub('', rest)}"
    if len(cut) <= _PLACE and (whole := _around(head)):
        return whole
    cut = re.sub(r"(?:要不要|是不是|能不能|有没有|算不算)", "", cut)
    cut = _FINAL.sub(
        "",
        re.sub(
            r"(?:[，,]?(?:原文|原话|依据|出处)|[，,的]*(?:责任|牵头|主管|负责|主责)的?(?:单位|部门|局|家)|[放设落]在|打算|目标|总共|一共|归|由|[这那]些|在哪(?:里|儿)?[做搞办]?|[要需得]完成|(?<!主)要|来|做|定|得|到|需|的)+$",
            "",
            _FINAL.sub("", cut),
        ),
    )
    rest = _FINAL.sub(
        "", re.sub(r"^.*?(?:谁|哪[个些家].{0,2})(?:来)?(?:负责|牵头|管|做|抓)?", "", head)
    )
    return cut if len(cut) > 1 else rest if len(rest) > 1 else head


def without_asking(text: str) -> str:
    """A question without its words of asking, the rest as it stands."""
    return _FINAL.sub("", re.sub(_ASK, "", text)).strip("，, ")


def unclaimed(text: str) -> str:
    """What a claim is about, without the figure or the year claimed of it."""
    return _CLAIMED.sub("", text) or text


def uncounted(text: str) -> str:
    """What is talked about without how many of it there are (82处农村黑臭水体)."""
    return _COUNT.sub("", text)


def _around(head: str) -> str:
    """全市有多少处饮用水水源地: what is counted stands behind the asking; else ""."""
    found = _COUNTED.search(head)
    if not found or len(head) - found.end() < _MATTER:
        return ""
    return _FINAL.sub("", head[: found.start()] + head[found.end() :])


def stripped(text: str) -> str:
    """A follow-up without the words that only tie it to what was said."""
    return _NE.sub("", _TRAILING.sub("", _LEADING.sub("", text))).strip(" ，,？?")


def asking_of(text: str) -> str:
    """The words of asking of an earlier question, to be put to another topic."""
    for pattern, said in _AGAIN:
        found = re.search(pattern, text)
        if found:
            return said or found.group()
    return "有什么要求"


def asks_plainly(text: str) -> bool:
    """Whether the words of asking stand in ``text``."""
    return bool(re.search(_ASK, text)) or bool(
        re.search(
            r"吗|是不是|有没有|对不对|对吧|([提写说讲])没\1|([罚奖补要收给算管查报])不\2|是[^，。？]{1,8}还是|有[^，。？]{2,10}没(?:有)?[？?]*$",
            text,
        )
    )


def requests(text: str) -> bool:
    """Whether something is requested in words of its own, not named: 把电话给我."""
    return bool(re.search(r"^[把将]|给我|告诉|列给|发我|发给", text))


def join(topic: str, own: str) -> str:
    """A topic and what is asked of it as one question."""
    kind = "(?:个|事|项|条|块|件|些|几家)"
    pronoun = (
        rf"(?:刚才|刚刚|前面)?(?:说)?的?[这那]{kind}的?|刚才的?|它们?的?|其|该(?:项|任务|工作)"
    )
    own = re.sub(
        rf"^(?:{pronoun}|[这那]个?(?:数字?|数值|指标|目标)(?=[比是和跟与能要算]))(?=\S)", "", own
    )
    own = re.sub(
        r"^(?:谁|哪个(?:部门|单位)|哪些(?:部门|单位)|哪(?:几|两|一)?家)(?=.{0,3}(?:负责|牵头|管|"
        r"抓|做|干|弄|来)|$)",
        r"由\g<0>",
        own,
    )
    own = re.sub(r"^(?:由谁|谁)$|^(?:又)?(?:是|归|由)?哪(?:几|两|三|一)?家$", "由谁负责", own)
    if not re.search(r"谁|哪", own) and len(own) < 10:
        own = re.sub(r"(?:的)?(牵头|负责|配合)的?(?:单位|部门)?是?$", r"由谁\1", own)
    own = re.sub(r".*(?:主次|谁为主|谁主谁次).*", "由谁负责", own)
    own = re.sub(r"得到(?=几|多少|什么|哪)", "达到", own)
    own = re.sub(r"(?<!下)降(?=几个|多少)", "降低", own).replace("几个点", "多少")
    if re.match(r"(?:多少|几)(?!个?(?:月|年))", own):
        own = f"是{own}"
    plain = re.match(
        r"(?:的|由|是|归|在|有|要|到|怎么|如何|为什么|什么时候|何时|哪|啥时候|属于|第几|涉及)", own
    )
    return f"{topic}{'' if plain else '，'}{own}"


@cache
def _counterparts() -> tuple[tuple[tuple[str, ...], ...], ...]:
    """Rows of things of one kind; each thing with its synonyms."""
    return tuple(tuple(tuple(c.split("/")) for c in row) for row in load_rows("counterparts"))


def counterpart(before: str, own: str) -> tuple[str, tuple[str, ...]]:
    """``before`` with one term replaced by the counterparts that ``own`` names, and synonyms."""
    for row in _counterparts():
        matched = [w for words in row if (w := _first(words, own))]
        named = [c for c in row if (w := _first(c, own)) and not _part_of(w, matched)]
        old = next((w for words in row if words not in named and (w := _first(words, before))), "")
        if not named or not old:
            continue
        said = "、".join(_first(words, own) for words in named)
        if not any(_first(words, before.replace(old, "")) for words in named):
            return before.replace(old, said), tuple(w for words in named for w in words)
    return "", ()


def says_no_more(word: str, terms: tuple[str, ...], before: str) -> bool:
    """Whether a word says no more than the terms put in, and what was said before."""
    rest = next((word.replace(t, "") for t in terms if t in word), word)
    return rest in before or any(word in t for t in terms)


def synonyms(word: str) -> tuple[str, ...]:
    """Words for the same thing among the counterparts; the word itself when there are none."""
    return next((words for row in _counterparts() for words in row if word in words), (word,))


def _first(words: tuple[str, ...], text: str) -> str:
    return next((w for w in words if w in text), "")


def _part_of(word: str, others: list[str]) -> bool:
    """Whether a word is only part of another one said (营运 in 非营运)."""
    return any(word != other and word in other for other in others)


def is_scope(own: str) -> bool:
    """Whether ``own`` only says where: 农村, 城里."""
    scopes = (*_SCOPES, *(w for words in _counterparts()[0] for w in words))
    return re.sub("[地区的]+$", "", own) in scopes


def scope_before(own: str) -> str:
    """乡下 of 乡下的要治几处: the kind of place that words begin with; "" without."""
    kinds = (*_SCOPES, *(w for words in _counterparts()[0] for w in words))
    return next((k for k in kinds if own.startswith((f"{k}的", f"{k}那"))), "")


def is_tail(word: str, text: str) -> bool:
    """Whether a word is but the end of what a text names: 比率 after 优良天数比率."""
    return bool(re.search(rf"(?<=[\u4e00-\u9fff]){re.escape(word)}", text)) and word[-1] in _TAILS


def with_scope(before: str, own: str) -> str:
    """A short ``own`` topic with the kind of place that was spoken of (农村…垃圾)."""
    scope = next((s for s in _SCOPES if s in before), "")
    kinds = (*_SCOPES, *(w for words in _counterparts()[0] for w in words))
    return f"{scope}{own}" if scope and not any(k in own for k in kinds) else own


def parallel(before: str, words: tuple[str, ...], own: str) -> str:
    """``before`` with the one of its ``words`` that ends like ``own`` replaced: 丁字湾 → 崂山湾."""
    if not 2 <= len(own) <= 8 or own in before:
        return ""
    alike = (w for w in words if len(w) > 1 and w[-1] == own[-1] and w in before)
    old = next((w for w in alike if not own.endswith(w)), "")
    return before.replace(old, own) if old else ""


def plain_owner(own: str) -> str:
    """产业集群那块又是哪两家 → 产业集群由谁负责."""
    return re.sub(
        r"(?:[那这]一?(?:块|句话?|项|个|段|部分))?(?:又|也)?(?:是|归|由)(?:哪(?:几|两|三|一)?家|谁)$",
        "由谁负责",
        own,
    )


def plainly(own: str, bare: bool, who: bool) -> str:
    """Words of asking that bring nothing of their own, as a question is usually put."""
    if _NO_LEADER.fullmatch(own) or _WHOSE.fullmatch(own):
        return "由谁负责"
    if _WHENCE.fullmatch(own):
        return "什么时候完成"
    if who:
        return "由谁牵头" if bare and _LEADER.fullmatch(own) else own
    return _KINDS.sub("包括哪些", own)
