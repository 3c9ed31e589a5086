"""Where a message may go from one question to another: marks, numbers, words of going on."""

from __future__ import annotations

import re
from dataclasses import dataclass

ENDS = " ，,。；;！!、：:"
# 顺便问问, 还有, 另外: what stands behind it is another matter, or more of the same.
_ASK = r"请?问(?:问|一?下)?|打听一?下|请教一?下"
_THING = r"(?:[一另]?[个件](?:事儿?|问题)|[个件]?事儿?)"
_BESIDES = (
    r"[，,；;。？?！!\s]+(?:(?:顺便|顺带|捎带|顺道|另外(?![几两三])|此外|对了|再就是|再一?个|再者|还有(?!多少|[几哪谁]|什么|没)|以及)"
    rf"(?:就是|也|再|想|请|我|{_THING})*"
    rf"(?P<put>{_ASK})?|(?:我)?(?:再|还想|也想|最后)(?:想|请|再)*(?P<puts>{_ASK}))[，,：:\s]*(?=.{{6}})"
    r"|(?<=[吗呢没不谁何么])(?:另外|顺便问?问?)(?=.{6})"
)
# 一、…二、…; 1.…2.…; （1）…（2）…; 一是…二是…
_NUMBER = (
    r"(?:^|(?<=[：:；;，,。？?！!\s]))\s*(?:[一二三四][、.．]|第?[（(]?[1-4一二三四][）)]"
    r"|(?:第|问题|其)[一二三四][，、：:]|其?[一二三四]是(?=.{6}))(?!条|章)\s*"
    r"|(?<!\d)[1-4][.．、](?![\d一二三四])\s*|(?:^|(?<=\s))[1-4][.．](?=\d+[年个处家条座项])"
)
_BREAK = re.compile(rf"(?P<number>{_NUMBER})|(?:{_BESIDES})|(?<=[？?；;。])\s*(?=\S)")
SEVERAL = re.compile(
    r"^[^，。？：:]{0,8}(?:[两二三几2-4]个|[两二三几]件|以下|下面)[^，。？：:]{0,4}(?:问题|事儿?)[：:，,。]"
)
_COMMA = re.compile(r"[，,；;。？?！!\n]+|(?<=[\u4e00-\u9fff].{5}) (?=\S{5})")


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a message; ``put`` as a question by a number before it, or by 顺便问问."""

    text: str
    put: bool = False


def breaks(text: str) -> list[Stretch]:
    """The stretches of a message between its closing marks, numbers, and words of going on."""
    text = SEVERAL.sub("", text)
    found, at, put = list[Stretch](), 0, False
    for stop in [*_BREAK.finditer(text), None]:
        piece = text[at : stop.start() if stop else len(text)].lstrip(ENDS + "？?").rstrip(ENDS)
        asks = bool(stop and (stop["put"] or stop["puts"]))
        if piece:
            found.append(Stretch(piece, put or asks))
            put = False
        if stop:
            at, put = stop.end(), put or asks or bool(stop["number"])
    return found


def commas(text: str) -> list[Stretch]:
    """The stretches of a message between all its marks, and between spaces for marks."""
    return [Stretch(p.strip()) for p in _COMMA.split(text) if p.strip()]


# 这俩事分别, 这两件事都, 分别该: one asking for all that stands before it.
_OF_ALL = re.compile(
    r"^(?:请问|问一?下|我?想问问?|那么?|到底|都)*"
    r"(?P<these>(?:[这那](?:[两俩二三仨几]|些)|[两俩三仨])(?:个|件|样|桩|档子?|项|码)?(?:事儿?|问题|情况|毛病|活儿?)"
    r"|[这那](?:俩|仨|些|两[样个种])|它们|[两二三]者)?"
    r"(?P<each>(?:都|应该?|该|要|得|到底|究竟|需要|我)*(?:分别|各自)?)"
)


def of_all(text: str) -> str:
    """What a stretch asks of all that stands before it; "" when it asks of one."""
    match = _OF_ALL.match(text)
    pointed = match and (match["these"] or match["each"].endswith(("分别", "各自")))
    return text[match.end() :] if match and pointed else ""


# 餐饮油烟、噪声、黑臭水体分别归谁管: three and more in a row with one asking.
_ROW = re.compile(
    r"^(?:请问|问一?下|我?想问问?)*(?P<row>[^，。？；：]{4,60}?)[，,]?(?:这[几些三四][个件项]?(?:事儿?|工作)?)?"
    r"(?:都|该|应该)*(?:分别|各自|各)(?P<ask>(?:都|该|应该|要)*(?:归|由|找|是)?(?:谁|哪).*)$"
)
_IN_ROW = re.compile(r"、|以及|还有|[和与及跟](?=[^、]*$)")


def in_row(text: str) -> tuple[list[str], str]:
    """Matters set in a row and what is asked of each of them; no matters when it is no such row."""
    match = _ROW.match(text)
    return (_IN_ROW.split(match["row"]), match["ask"]) if match else ([], "")
