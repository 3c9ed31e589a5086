"""Messages to be drafted for others to read: 编条发街坊群的微信，提醒大伙儿别烧秸秆."""

from __future__ import annotations

import re

_ASK = (
    r"(?:请|麻烦|劳驾|能不能|能否|可以|帮忙?|替|给|为|我们?|咱们?|你|您|俺|村里|社区|物业"
    r"|单位|再|先|想|要|需要)*"
)
_MAKE = (
    r"(?:代?(?:写|编|拟)|编写|起草|草拟|代拟|撰写|做|发|来|出|整|弄|搞|准备|琢磨)(?:出|个|上|一下)?"
)
_ONE = r"(?:一|小|短|简短的?|通俗的?|几|两|[条个份段则篇封张句通])*"
# What it is for: 发到村民群的, 贴在电梯里的, 能在大喇叭念的.
_USED = (
    r"(?:(?:能|可以?|要|准备|打算|用来|用于|拿去|好)*(?:在[^，。；：？的]{1,8}?)?(?:群?发|贴|挂|放|登|转发?|念|播|说|讲|读|用|看|张贴|广播)"
    r"(?:到|在|给|进|于|去|往|上)*(?:[^，。；：？的]{0,10}?)(?:里|上|中|用|看|听)*的)?"
)
_GENRE = (
    r"(?:微信|短信|消息|信息|提醒|提示|通知|公告|告示|通告|启事|倡议书?|文案|推文|朋友圈|广播[词稿]?|喊话|口号|标语|话术|留言"
    r"|文字|小文|宣传[语词]?|群公告|告知书|温馨提示|小作文|帖子|海报文字|横幅)(?:文案|内容|正文|文字)?"
)
_WHAT = (
    r"(?:主题|题目|内容|大意|意思|主旨|中心|要点|说的|讲的|事由)"
    r"(?:就|要|得)?(?:是|为|讲|围绕|[：:])+"
)
_TELL = (
    r"(?:用来|为了|去|来|要|好)*(?:提醒|告诉|告知|劝|劝说|劝劝|号召|呼吁|通知|动员|叮嘱|嘱咐|说给|告诫)(?:一下|一声)?"
    r"(?:大伙儿?|大家伙?儿?|各位|村民|居民|市民|业主|乡亲|街坊|邻居|群众|商户|商家|老板|司机|车主|农户|养殖户|渔民|企业|孩子|学生|家长|游客|工友|工人|食客|住户|老乡|他|她|人)"
    r"(?:家|们|朋友|邻居)*(?:注意|留意|一下|一声|千万)?[，：:]?"
)
_MESSAGE = re.compile(
    rf"^{_ASK}{_MAKE}{_ONE}{_USED}{_GENRE}[，,：:。]*(?:{_WHAT})?(?:{_TELL})?(?=[^，。；？]{{3,}})"
)
# With what it is for, or with what it shall tell: 写条短信 alone is a form like others.
_PLAIN = re.compile(rf"^{_ASK}{_MAKE}{_ONE}{_GENRE}[，,：:。]*$")


def message_asked(text: str) -> tuple[str, str]:
    """The request for a message that a text begins with, and its matter; "" and all for none."""
    match = _MESSAGE.match(text)
    if not match or _PLAIN.match(match.group()):
        return "", text
    return match.group(), text[match.end() :]
