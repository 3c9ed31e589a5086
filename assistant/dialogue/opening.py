"""The opening of a message: courtesies, words of a new topic, of a correction, of going back."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum

from corpus.numerals import to_int


class Opening(StrEnum):
    """What the first words of a message say of its relation to the turns before it."""

    NONE = "none"
    NEW = "new"
    CORRECTED = "corrected"
    BACK = "back"


@dataclass(frozen=True, slots=True)
class Opened:
    """A message without its opening; ``turn`` counts earlier turns: 0 the first, -1 the last."""

    kind: Opening
    rest: str
    turn: int | None = None


_MARKS = r"[，,。.：:！!；;、 ~…]*"
_COURTESY = re.compile(
    rf"^(?:(?:好的?|行|嗯+|哦+|噢|喔|OK|ok|可以|懂了|清楚了?|明白了?|了解了?|知道了?|收到|谢谢你?|"
    rf"扯远了|跑题了|跑偏了|说远了|岔开了|(?:没有|没写|不给|不行|不能)(?:那?就)算了|不闹了|不开玩笑了|"
    rf"多谢|感谢|辛苦了?|麻烦了|不错|太好了|你好|您好|在吗|在不在|有人吗|再见|拜拜|回见|没事了|没有了|不用了|就这些)+"
    rf"(?:啦|哈|了|的)?(?:{_MARKS}$|[，,。.！!、 ~…]+))+"
)
_NOISE = re.compile(r"^[？?！!。.，,~… ]*$")
# Words of a new topic: 换个话题, 另外问一下, 下一个问题, 对了, 不说这个了.
_ANOTHER = r"(?:另一?个?|别的?|其他的?|其它的?|新的?|下一个|一?个|件|一)"
_NEW = re.compile(
    rf"^(?:那|我|就|先|再|还|也|想|要|能|帮|请|咱们?|我们)*(?:"
    rf"(?:换|改|说|问|聊|讲|看|打听|请教|了解)(?:一?下|问)?(?:个|一?点|件)?{_ANOTHER}?(?:话题|问题|事儿?|方面)"
    rf"|(?:再|顺便|顺带|另外|还|额外)(?:再|还|也)*(?:想|要)?(?:请教|打听|咨询|了解|知道|问)"
    rf"(?:您|你)?(?:一?下|一?句|一?个|个?{_ANOTHER})?(?:问题|事儿?)?"
    rf"|(?:另外|还)(?:再)?(?:有)?(?:一|个|{_ANOTHER})*(?:问题|事儿?)"
    rf"|{_ANOTHER}问题"
    rf"|(?:先)?(?:不|别)(?:说|聊|问|管|谈|看|提)(?:这|那)(?:个|事|些|块)?(?:了|吧)?"
    rf"|(?:先)?(?:不|别)(?:说|聊|问|管|谈|看|提|扯)[^，,。！？]{{1,8}}了(?=[，,。！])"
    rf"|(?:先)?(?:放|搁|撂)(?:下|一下|开|一放)(?:这|那)(?:个|事|些|块|件事|头)?(?:不[说谈提管])?(?=了|吧|[，,。！])"
    rf"|(?:这个|那个|别的|其他的?)?(?:都)?先(?:放|搁)(?:一边|一[放搁]|着|这儿?|[放下])|言归正传|说正事|说回正事"
    rf"|对了|哎对|话说|(?:说|问)个别的|问别的"
    rf")(?:了|吧|啊|哈)?(?:{_MARKS}|(?=是))"
)
# Words that take back what was asked: 不是，我问的是; 我说错了，是; 更正一下.
_WANTED = (
    r"(?:我(?:刚才|刚刚|其实|本来|真正|原本|只)*(?:是)?(?:想|要)?(?:要)?(?:问|说|指|知道|看|了解|查|要)的?(?:其实)?"
    r"(?:是|的)?|(?:应该|其实|本来)(?:是|问)|改成|换成|是|要)"
)
_WRONG = (
    r"(?:不(?:是|对)(?:不(?:是|对))*(?:这个|的)?|不(?=[，,。.！!…])|(?:我)?(?:刚才|刚刚|刚|上面|前面)*(?:说|打|问|写|搞|弄|记|"
    r"输|看|数|念|抄|报)(?:错|岔|反|串|混|走眼)(?:行|字|年份|部门|城市|地方|名字?|区|市|指标|条|数)?[了啦]?|错[了啦]|更正(?:一下)?|纠正(?:一下)?|口误|手误|抱歉|不好意思)"
)
_CORRECTED = re.compile(
    rf"^(?:啊|哎|哦|呃|嗯)?[，, ]*(?:(?:不好意思|抱歉|对不起|sorry)[，,啊哈 ]*)?"
    rf"(?:(?:{_WRONG}[，,。.：:！! …]+)+{_WANTED}?|{_WRONG}{_WANTED}"
    rf"|不(?:是|要|问)[^，,]{{1,10}}[，,]我(?:是)?(?:想|要)?(?:问|说|指|要)的?(?:是)?"
    rf"|(?:我(?:又|可|根本|压根)?(?:没|不是|不)(?:有)?(?:想|要)?(?:问|说|指|要)(?:你|您)?的?(?:是)?(?:这|那)?个?[^，,]{{0,6}}|(?:你|您)?(?:答非所问|没(?:有)?答对|没(?:听|看)(?:懂|明白|清楚?)|理解错了?|跑题了?))"
    rf"[，,。！ ]+(?:我(?:是)?(?:想|要)?(?:问|说|指|要)的?(?:是)?)?"
    rf"|我(?:其实|本来|真正|只|刚才)*(?:是)?(?:想|要)?(?:问|说|指|要)的(?:其实)?是|我指的是|我是(?:想|要)?(?:问|说|指)(?:的是?)?|"
    rf"我(?:想|要)问的(?:是)?|我(?:其实)?(?:是)?(?:想|要)问(?=.{{1,12}}的[。！]*$)|应该是(?=[^\d]*$))"
)
_ASKS = r"(?:问(?!题)|提|说|讲|聊|查|谈|看)(?:到|过|起)?的?"
_BACK = re.compile(
    r"^(?:不(?:是|对)?[，,]+)?(?:算了[，,]*|不说了[，,]*|那|我们|咱们?|再|还是|我想|想|先|请|就|把|好[，,])*(?:(?:说|讲|聊|谈|看|问|绕|转|跳|返|退)?回到?(?!收|用|填)(?:去)?"
    r"|回过?头(?:来)?(?:再)?(?:说|看|讲|问)?|继续(?:说|讲|聊|问)|(?:接着|继续)(?=刚|前|上|最|说)|接着(?:说|讲)|还是说|"
    r"话说回来|重新说|"
    r"再(?:说|看|问|讲|答)(?:一?[遍次])?(?=刚|前|最|第一个|上一?个))(?:一?下|说)?[，, ]*"
)
_WHEN = r"(?:我|你|咱们?|我们)?(?:刚才|刚刚|前面|之前|上面|先前)?(?:的|那个)?"
_KIND = r"(?:那|这)?(?:个|一个|一?项|一?桩|条|次|件)?(?:问题|指标|话题|事儿?|目标|内容)?"
_FIRST = r"(?:最早|最先|最开始|一开始|最初|起初|开头|刚开始|最前面?|头一[个次件]|第一[个次件]|首先)"
_NTH = r"第(?P<n>[一二三四五六七八九十\d]+)(?:个|次|条(?![说讲谈提])|件)?"
_COUNTED = re.compile(
    rf"^{_WHEN}(?:(?P<first>{_FIRST})(?:的)?(?:我|你)?(?:{_ASKS})?|{_NTH}(?:我)?(?:{_ASKS}|(?=问题|件?事))|"
    rf"(?P<two>上上(?:一)?个|再上一个|再前面(?:那|一)个|前面那个(?=是|由|的|归|谁|什么|呢|，|有|多|[。！？?]?$)|前一个(?=问题|话题|[，,]))|"
    rf"(?P<one>上一?个(?=问题|话题)|"
    rf"(?:刚才?|刚刚|之前)(?:问|说)?的?(?:那个|这个)?(?=问题|话题)))的?{_KIND}的?(?:那个)?[，, ]*"
)
_SAID = (
    r"问|提|说|聊|查|最[早先初开前]|一开始|刚开始|起初|话题|(?:前面|刚才|刚刚|之前)(?:的|那)*第.件"
)


def is_noise(text: str) -> bool:
    """Whether a message only thanks or nods."""
    return bool(_NOISE.match(_COURTESY.sub("", text)))


def open_up(text: str) -> Opened:
    """``text`` taken apart into its opening and what is said after it."""
    rest = _COURTESY.sub("", text) or text
    new = _NEW.match(rest)
    if new and len(rest) - new.end() > 1:
        taken_up = open_up(rest[new.end() :])  # 不说垃圾了，回到噪声
        fresh = Opened(Opening.NEW, rest[new.end() :])
        return taken_up if taken_up.kind is Opening.BACK else fresh
    back = _BACK.match(rest)
    inner = rest[back.end() :] if back else rest
    counted = _COUNTED.match(inner.removeprefix("把"))
    inner = inner.removeprefix("把") if counted else inner
    if counted and (back or _of_turns(counted)):
        return Opened(Opening.BACK, inner[counted.end() :], _index(counted))
    if back and inner.strip(" ，,。？?"):
        return Opened(Opening.BACK, inner)
    corrected = _CORRECTED.match(rest)
    said = rest[corrected.end() :] if corrected else ""
    if corrected and _index_said(said):
        return open_up(said)  # 我问的是前面那个
    if corrected and (len(said) > 1 or to_int(said)):
        return Opened(Opening.CORRECTED, said)
    return Opened(Opening.NONE, rest)


def _index_said(said: str) -> bool:
    """Whether nothing but an earlier turn is pointed at."""
    found = _COUNTED.match(said)
    return bool(found and _of_turns(found))


def _of_turns(found: re.Match[str]) -> bool:
    """Whether 第一个 counts what was asked, not what was answered."""
    return bool(found["two"] or found["one"]) or bool(re.search(_SAID, found.group()))


def _index(found: re.Match[str]) -> int:
    if found["first"]:
        return 0
    if found["n"]:
        return (to_int(found["n"]) or 1) - 1
    return -2 if found["two"] else -1
