"""A follow-up in plainer words: the year or the clause that it only points at."""

from __future__ import annotations

import re

from assistant.compose.document import ways
from assistant.dialogue.turns import Turn

# 也就是说民间的钱欢迎进: no figure is claimed.
_THAT_IS = re.compile(
    r"^(?:也就是说|就是说|换句话说|换言之|这么说来?|照这么说)[，,]?(?=[^\d]{5,}$)"
)
# 中间那年，就2024的呢
_THAT_YEAR = re.compile(
    r"^(?:那么?|要是)?(?:中间|当中|其中|前面|后面)?的?[那这]一?年[，,]*(?:也?就)?是?(?=20\d{2})"
)
# 同一年农村那边改造多少户: a year said before, of a matter named anew.
_SAME_YEAR = re.compile(
    r"^(?:那么?)?(?:在|到)?(?:同一?年|同年|当年|那一?年)的?(?=[^的，]{4,}(?:多少|几|什么|啥|哪))"
)
# 松材线虫也归他们？具体是谁
_THEY_THAT_IS = re.compile(
    r"(?<=[归由是]他们)(?:来?(?:管|负责|牵头))?[吗么吧]?[？?，,。]+(?:具体|到底|究竟)?(?:都)?是(?:谁|哪[几些]?家)[呢啊]?[？?。]*$"
)
# 负责制定“无废城市”建设方案的呢
_WHOSE = re.compile(
    r"^(?:那么?)?(?P<duty>负责|牵头)(?P<what>[^，。？]{4,}?)的(?:部门|单位)?(?:呢|是(?:谁|哪[个家些]?(?:部门|单位|局)?))[？?]*$"
)
# 也有具体个数吗: whether there is one is told by the figure.
_ANY_FIGURE = re.compile(
    r"(?:方案|文件)?(?:里面?|中)?(?:也|都|还|又)*(?:有没有|有无|(?<!没)有|写没写|给没给|定没定|[写给定]了)(?:写|给|定)?(?:一?个)?(?:具体|明确|确切|准确)?的?"
    r"(?P<what>数字|数值|数目|个数|数量|指标值|目标值|数)(?:吗|么|没有?|不)?[？?。]*$"
)
# 谁牵头，还是几家分工; 单独一家负责还是几家一起
_ALONE_OR_NOT = re.compile(
    r"(?:是|由|归)*(?:谁(?:来)?牵头|(?:单独|独自|由|归)*[一某](?:个|家)?(?:单位|部门|家)?(?:单独|独自|来)*(?:负责|牵头|管|干)?的?)[，,]?"
    r"还是(?:由|归|要)?(?:[几多]|好几|各|许多)(?:个|家)?(?:单位|部门|家)?(?:一起|共同|分工|分头|联合|都)*(?:负责|管|牵头|干|来)?的?[呢啊]?"
)
# 2025年呢，有变化吗: the figure tells.
_CHANGED = re.compile(
    r"(?<=年)(?P<ne>呢|的呢)?[，,？?]*(?:有没有|有无|有|是否有)?(?:什么|啥)?(?:变化|不同|变动|区别|变了?)(?:了|没有?|没|吗|么|不)*[？?。]*$"
)
# 说错了，十九
_NUMBER_ALONE = re.compile(r"^(?:那|换)?([一二三四五六七八九十]{1,3}|\d{1,2})条?(?=呢?[？?。]*$)")
_BARE_NUMBER = re.compile(r"^([一二三四五六七八九十]{1,3}|\d{1,2})条?(?=[，,。]|的|呢|$)")


# A noun alone for what is asked of it.
_NOUNS = (
    (
        re.compile(
            r"^(?:那么?)?(?:还有(?:没有|吗|别的)?[？?，,]*)?(?:是不是|难道)?(?:就|只|光)(?:只|有|是|由|归)*(?:它|他们?|[这那])?"
            r"(?:[一1][个家])(?:部门|单位|局)?(?:负责|管|牵头|在管)?(?:的|吗|么|吧|啊)*[？?。]*$"
        ),
        "除了它还有别的部门吗",
    ),
    (
        re.compile(r"^(?:那么?)?(?:责任|负责|牵头|主管)(?:人|方|主体)(?:是谁|呢)?[？?。]*$"),
        "由谁负责",
    ),
    (
        re.compile(
            r"^(?:那么?)?有(?:了|什么|啥)?(?:问题|事儿?|情况|疑问|毛病)(?:的话|了)?[，,]?(?:该|应该|得|要|可以|我|去|能)*"
            r"(?:找|问|联系)(?:谁|哪一?(?:个|家)?(?:部门|单位|局))(?:问|反映|解决|啊|呢|呀)*[？?。]*$"
        ),
        "由谁负责",
    ),
    (
        re.compile(
            r"^(?:那么?)?(?:它|[这那]个?)?的?(?:条款|条文|条目|条号|条款号|出处|来源|依据|章节|位置)(?:编?号)?"
            r"(?:是|在|呢|第|几|多少|什么|啥|哪[里儿个]?|标|注明?|写|给|发|说|我|一?下|来|吧|[，,。？?])*$"
            r"|^(?:那么?)?(?:是|写|在|规定|出现|放)*在?(?:方案|文件|原文|正文|里面?)*的?哪(?:里|儿|个?(?:地方|位置|部分))(?:写|有|规定|提)?的?[？?呢啊]*$"
            r"|^(?:那么?)?(?:我)?(?:要|想|得|如果|要是)?(?:引用|引|标注|注明|注)(?:出处|的话|时|它|一?下|该|要|得|应该?|，)*(?:写|标|注|填|引|说)?(?:成|为|明)?(?:是|第几|哪一?)条?(?:款)?[呢？?啊]*$"
        ),
        "在第几条",
    ),
    (
        re.compile(
            r"^(?:那么?|具体)?(?:这个?|这份|该)?(?:方案|文件|通知)(?:正文|原文|里面?|中|上|里头|上面)*(?:对此|具体|到底|究竟|又|都|是|有)*"
            r"(?:怎么|如何|咋|怎样)(?:写|说|讲|规定|要求|表述|提)的?[呢啊？?。]*$"
        ),
        "原文怎么说",
    ),
)


# 它所在的章叫什么
_ITS_CHAPTER = re.compile(
    r"^(?:那么?)?(?:它|[这那该]一?条)?(?:所在|所属|所处|属于|在)的?[那这]?一?章(?=[叫讲说管名标有都是一共])"
)


def restated(text: str, last: Turn, corrected: bool) -> str:
    """``text`` with the year that 同一年 means, and the clause that a bare number means."""
    text = _CHANGED.sub("呢", _ALONE_OR_NOT.sub("由谁负责", text))
    text = _WHOSE.sub(r"\g<what>由谁\g<duty>", text)
    text = _THEY_THAT_IS.sub("吗", text)
    text = _ANY_FIGURE.sub(lambda m: "一共多少个" if m["what"] == "个数" else "是多少", text)
    text = _ITS_CHAPTER.sub("这一章", text)
    text = _THAT_YEAR.sub("", _THAT_IS.sub("", text))
    if not ways().told["news"].search(last.question.text):  # 方案里怎么写的 turns from it
        text = next((said for noun, said in _NOUNS if noun.match(text)), text)
    if last.question.years:
        text = _SAME_YEAR.sub(f"{last.question.years[0]}年", text)
    if last.question.reference.clauses:
        text = (_BARE_NUMBER if corrected else _NUMBER_ALONE).sub(r"第\1条", text)
    return text
