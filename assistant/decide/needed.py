"""Words without which a question does not ask for what its frame seems to ask for."""

from __future__ import annotations

import re

# Without a word of the time gone by no result and no starting value is asked for.
_BY_NOW = re.compile(
    r"(?<!出)现在|目前|如今|眼下|当前|至今|迄今|截[至止]|已|原|去年|前年|上[个季]|以前|之前|早先|此前|过去|历史|往年"
    r"|近几?年|这几?年(?![^，。？]{0,3}(?:还|要|打算|准备|能|会))|在册|现有|[还剩]有|还剩|剩下|现状|基数|底数|基准|基期|实际(?!上?(?:定|写|规定|要求|设))|进[展度]|[了过]没|[了过]吗"
    r"|了多少|完成得|落实得|成效|效果|排名|第几(?![条章款])|季度|半年|成绩单|起色|同[期比]|最新|近况|评估结果|收尾|了几[成年]"
)
_AFTER = re.compile(
    r"(?:[以之今往最年期]|结束|完成)后|后(?:续|来|几年|面(?!.{0,2}句))|下[一个轮年步]|未来|将来|[长远]期|长远|再|接下来|明年|到期|期满|[延继]续"
    r"|还|十[五六七]五|废|有效|放开|取消"
)
_PERSON = re.compile(
    r"名|姓|叫|位|领导|[局处科市区县院所村河湖林警组班]长|主任|书记|专家|院士|教授|成员|人员|同志|亲自|挂帅|个人|联[系络]|签|起草|执笔|写|拍板|批|举报"
    r"|带队|带头|经[办手]|(?:责任|负责|牵头|接待|主持)的?人|主官|干部|记者|发言|主意|操盘|专班|哪个人"
)
_MONEY = re.compile(
    r"[钱元费价资金补贴奖罚赔投款银债贷账赚领拿掏花拨亿块毛]|预算|成本|财政|造价|概算|决算|盘子|收益|效益|腰包|摊|报销|出多少|出几成|省(?:多少|下)|涨"
)
_PENALTY = re.compile(
    r"[罚责免撤刑判抓牢扣惩违]|处[分理置]|黑名单|[关停]|背锅|后果|怎么(?:办|样|着)|咋办|怎样|会怎|下台|挨|约谈|曝光|通报|强[制拆]|吊销|拘|收拾|官|犯法|法律|岔子|乱子|追究|起诉|检讨|说法|资格|拉黑|摘牌|征信"
)
_START = re.compile(
    r"开[始工]|启动|起|动[的了]?工|首[次场]|第一次|最早|提出|生效|[施执]行|实施|立项|工期|持续|多久|多长|几个?月|几号|几点|哪一?天|季度|半年|[日试效渡限]期|公布|发布|细则|轮到|多会儿|开的?会"
)
# Kinds that are asked for by a word of theirs only.
_NEEDED = {
    "progress": _BY_NOW,
    "baseline": _BY_NOW,
    "after": _AFTER,
    "start": _START,
    "person": _PERSON,
    "money": _MONEY,
    "penalty": _PENALTY,
}
_BEGUN = re.compile("开[始工]|启动|动工|起步|首[次场]|第一次|最早|生效|施行")


def unworded(kind: str, asking: str) -> bool:
    """Whether what is asked has no word of the kind that its frame seems to ask for."""
    return kind in _NEEDED and not _NEEDED[kind].search(asking)


def asks_begin(kind: str, asking: str) -> bool:
    """Whether the begin of something is asked for: the date of its end does not tell it."""
    return kind == "start" and bool(_BEGUN.search(asking))
