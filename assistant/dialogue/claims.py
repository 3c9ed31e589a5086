"""Follow-ups that claim something of what was answered: 所以是2024年对吧, 我记得是35."""

from __future__ import annotations

import re

from assistant.dialogue.topics import Topics, label, named
from assistant.dialogue.turns import Completed, Follow, Turn
from assistant.understand.question import Asked

# A claim is a value among words of nothing but believing, saying and asking whether.
_BELIEVED = (
    r"错了|难道|也就是|换句话说|所以|这么说|意思是|那|可|但|怎么|我们?|你|您|他们?|"
    r"人家|有人|跟|和|同事|领导|别人|别处|别的地方|网上|新闻[上里]?|报道|文件|资料|记得|记错|搞错|没有?|好像|似乎|以为|听|"
    r"看|印象[里中]?|说|写|讲|的|是|不|应该|应|真的|确定|肯定|对|吧|吗|么|呢|啊|呀|嗯|哦|咦|哈|来着|要|得|达|到|"
    r"数着有?|数下来|数了数?|数出来?|算着|算下来|加起来|一共|"
    r"总共|共|只|才|就|都|之前|刚才|[，,、。？?！!… ]"
)
_TAGS = (
    r"单位|部门|对吧|对吗|对不对|数?对了?没有?|是吧|是吗|没错|才对|吗|吧|么|呢|啊|呀|来着|的|了|啦|"
    r"哈|嘛|[，,。？?！!…~ ]"
)
_CLAIM = re.compile(
    rf"(?:{_BELIEVED})*(?P<value>(?:\d[\d.,]*|[一二两三四五六七八九十百]{{1,4}}(?=[家个处条项户亩]))[^，,、。？?！!\s是什怎哪]{{0,8}}?)(?:{_TAGS})*"
)
_TELLING = re.compile(
    r"也就是|就是说|所以|不是|难道|记得|以为|听说|印象|看到|好像|似乎|[说写讲]的?(?:是|要)|应该|确定|真的|没错|记错|搞错|是不是|"
    r"对吧|对吗|对不对|对了?没有?[？?]*$|是吧|是吗|[数算]着|(?:得|要|是|到).*(?:吗|么|吧)[？?。]*$"
)
_DOUBT = re.compile(r"^(?:这|那)?(?:是)?(?:真的|真|不会|不能|不是)(?:吗|吧|么)?[？?，,！!]+")
# 有人说是3天，哪个准
_WHOSE = re.compile(
    r"[，,。](?:我|这|那|到底|究竟|该)*(?:信)?(?:哪一?个|谁|哪边|哪种|哪一?头)(?:说)?(?:的|得)?(?:准确?|对|正确|为准|没错|有理|靠谱|是对的|说得对)?[呢啊呀]?[？?。]*$"
)
_FAMILIES = re.compile(r"(?:\d+|[一二两三四五六七八九十]{1,3})(?:家|个(?:部门|单位|局))")
_YEAR = re.compile(r"20\d{2}年?(?:年?底)?(?:之?前|以前)?")
_WHEN = re.compile(
    r"(?:到|在)?(?:哪一?年|几几年|几年|什么时候|啥时候|何时|几时)(?:年?底)?(?:之?前|以前)?"
)
_MUCH = re.compile(r"(?:百分之)?(?:多少|几)个?")
_BARE = re.compile(r"[\d.,]+|[一二两三四五六七八九十百]+")
# 是2025年完成吗: the year is what is claimed.
_DONE = re.compile(r"(?<=年|底|前)(?:就|要|得|能|会|该)*(?:完成|做完|弄完|搞定|办完|做到|达到)$")
_AGAIN = re.compile(
    r"^(?:啊|咦)?(?:不对吧|不会吧|不是吧|是吗|真假|真的假的|没搞错吧)[？?！!。]*$|"
    r"^(?:这|那|它)?(?:到底|究竟)?(?:是不是|是否|是)?真的?(?:假的?)?(?:吗|么|吧|啊)?[？?]*$|"
    r"^(?:你|您)?(?:真的|确定|当真|没错|属实|没搞错|没弄错|肯定)[^\d]{0,3}$|"
    # 你别瞎编, 凭什么这么说, 原文真这么写
    r"^(?:你|您)?(?:可|千万)?(?:别|不要|不会是?|不是|没在?)(?:在|给我)?(?:瞎|乱|胡|自己)?(?:编|蒙|说|扯|猜|糊弄|忽悠)(?:的|我|人|出来|造)*(?:吧|吗|啊|哦|呀)?[？?！!。]*$|"
    r"^(?:你|您)?(?:是)?(?:凭|靠)(?:什么|啥)(?:这么|这样)?(?:说|讲|认为|肯定)的?[呢啊？?]*$|"
    r"^(?:这|那|它|这话|这个|这些)?(?:都|真|真的|确实)?(?:是|就是)?(?:在|从)?(?:方案|文件|原文|正文|里面?)+(?:里|上|中)*(?:面|边|头)?(?:写|规定|说|讲|原)(?:着|了|话|文)?的?(?:吗|么|吧|啊)[？?]*$|"
    r"^(?:方案|文件|原文|上面|里面|里头|白纸黑字)*(?:里|上|中)*(?:真的?|确实|果真|当真|确定)(?:是|就)?(?:这么|这样|有这么?)?(?:写|说|规定|讲|要求|一句|回事)的?(?:吗|么|吧|啊)?[？?]*$|"
    r"^(?:你|您)?(?:这|这个|这话|这答案|它|说的)?(?:靠谱|靠得住|可信|可靠|准确?|准不准|属实)(?:吗|么|不|不靠谱)?[？?]*$|"
    r"^(?:请|麻烦|劳驾)?(?:你|您)?(?:再|重新)?(?:确认|核实|核对|核|查|看|检查)(?:一?下|一遍|一?看)[吧。！!？?]*$"
)

# 大概多少, after a figure was refused
_INSISTS = re.compile(
    r"(?:那么?|大概|大约|大致|估计|到底|究竟|总|一般|最[多少]|差不多|是|要|得|会|有|给个|呢|[，,])*(?:多少|几|数字?|范围)[个块]?(?:总)?(?:有|得|是)?[呢吧啊呀？?。]*$"
)


class Claims:
    """Puts a claimed value where the earlier question asks for it."""

    def __init__(self, topics: Topics) -> None:
        self._topics = topics

    def checked(self, follow: Follow, last: Turn) -> Completed | None:
        """The earlier question as one to be checked; as it was for 确定吗."""
        if _AGAIN.match(follow.text) or (not last.answered and _INSISTS.match(follow.text)):
            return Completed(last.question.text, last.focus)
        found = _CLAIM.fullmatch(_DOUBT.sub("", _WHOSE.sub("，对吗", follow.text)))
        if not found or not _TELLING.search(follow.text):
            return None
        value, before = _DONE.sub("", found["value"]), last.question
        tasks = self._topics.tasks(last)
        if before.asks(Asked.WHO) and len(tasks) == 1 and _FAMILIES.match(value):
            return Completed(f"{label(tasks[0])}共几个部门", last.focus)
        year = bool(_YEAR.fullmatch(value))
        slot = (_WHEN if year else _MUCH).search(before.text)
        if year and not slot and not before.asks(Asked.WHEN):
            return self._dated(value, last)
        measured = not year and (not slot or _BARE.fullmatch(value))
        if measured and (told := self._measured(value, last)):
            return told
        if not slot:
            return Completed(f"{self._topics.topic(last)}是{value}吗", last.focus)
        rest = before.text[slot.end() :].strip("？?。！! ")
        rest = next((rest[n:] for n in (3, 2, 1) if rest[:n] and value.endswith(rest[:n])), rest)
        return Completed(f"{before.text[: slot.start()]}{value}{rest}吗", last.focus)

    def _dated(self, value: str, last: Turn) -> Completed | None:
        """所以是2024年？ of what was told with a year, though nobody asked when."""
        told = self._topics.in_plan(last)
        if not told or not _YEAR.search(last.told):
            return None  # another year than the one asked about
        held = self._topics.cited(last)
        return Completed(f"{told}是{value}完成吗", last.focus, held=held)

    def _measured(self, value: str, last: Turn) -> Completed | None:
        """不是6181吗, with the indicator and the unit of the one figure that was told."""
        target, before = self._topics.target(last), last.question
        if not target or before.reference or before.mentions or before.asks(Asked.WHO):
            return None
        said, claimed = f"{target.value}{target.unit}", value
        if _BARE.fullmatch(value):
            claimed = f"{value}{target.unit}"
        text = target.text.rstrip("，；。")
        put = text.replace(said, claimed) if text.count(said) == 1 else ""
        held = self._topics.cited(last)
        return Completed(f"{put or f'{named(target)}是{claimed}'}吗", last.focus, held=held)
