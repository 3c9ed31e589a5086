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
    r"[罚责免撤刑判抓牢扣惩违]|处[分置]|黑名单|[关停]|背锅|后果|[没不违偷乱超假].{0,12}(?:怎[么样]|如何|咋)|会怎|下台|挨|约谈|曝光|通报|强[制拆]|吊销|拘|收拾|官|犯法|法律|岔子|乱子|追究|起诉|检讨|说法|资格|拉黑|摘牌|征信"
)
_START = re.compile(
    r"开[始工]|启动|起|动[的了]?工|首[次场]|第一次|最早|提出|生效|[施执]行|实施|立项|工期|持续|多久|多长|几个?月|几号|几点|哪一?天|季度|半年|[日试效渡限]期|公布|发布|细则|轮到|多会儿|开的?会"
)
_NAMES = re.compile(
    r"哪[几些个家条座处里]|[名单清录册]|叫|列|都有谁|分别|逐[一个条]|一个个|挨[个着]|具体|明细|几(?:家|个|条|座)(?:公司|单位)"
)
_PROCEDURE = re.compile(
    r"[报申办批审证件填交递条材料格槛]|怎[么样]|咋|如何|流程|程序|手续|渠道|途径|步骤|网[站上址]|复核|登记|备案|几?天[之内]|多久|上哪|去哪|哪里|到哪"
)
_DETAIL = re.compile(
    r"什么|啥|怎[么样]|咋|如何|多[少大高长宽深久]|哪[种类个家些一]|[几第][级种类型]|工艺|技术|型号|参数|细则|标准|方法|频[次率]|精度|牌子|厂家|算法|原理|配[置方比]|规[格范]|限值|条件|材质|是.{1,6}的吗|(?:成分|浓度|比例)$"
)
_REASON = re.compile(
    r"为(?:什么|何|啥|了?什么)|何[苦必故]|缘何|因|怎么会|怎么[就不]|怎么来|[依根]据|原[因由]|动机|逻辑|背[后景]|凭|理由|道理|出发点|初衷|用意|干[吗么](?!的)|偏偏|咋[会就不]|干嘛(?!的)|图[啥什]|来[由历]|前因|造成|为的|目的|考虑|必要|意义|怎么[算得定]"
)
_OWN = re.compile(r"[我俺咱]|本[人村厂店]|自家|家里|这[家间个种栋]")
_OPINION = re.compile(
    r"好[不坏办]|[不没]好|合理|够不|够吗|觉得|认为|看[法待好]|怎么看|会不会|[行成灵值难易能]不[行成灵值难易能]|[得]了[吗么]|有[没无]?有?(?:用|效|必要|希望|特色|意义)|评价|打分|几分|优点|缺点|难|靠谱|可信|漂亮|容易|落地|安全|严[吗不]|高[吗不]|低[吗不]|[见成]效|吃力|费[劲力]|预[测计]|估计|未来|建议|最重要"
)
_OFFICE = re.compile(
    r"[处科股]室|哪个[处科股室]|[处科股]的?(?:人|负责|管)|外包|第三方|委托|中标|承[建包办担]|供[应货]|供的|设计院|公司|企业|机构|村委|街道|居委|物业|监理|银行|院[所校]|大学|运营|厂家|施工|工程队|保洁|环卫|具体|窗口|大队|分局|站"
)
_PLACE = re.compile(
    r"哪|什么地|啥地|位置|地[点址段图块]|[路街村镇]|坐标|四至|范围|边界|到那|怎么去|具体"
)
_DISTRICT = re.compile(r"[区县镇乡村市岛湾]|街道|各|分|摊|家[里门]|我们?这|本地|当地")
_MEANING = re.compile(
    r"什么|啥|何[谓为意]|意思|[指叫谓称]|含义|定义|概念|理解|口径|怎么[算说讲]|全称|解释|说明|哪[几一二三四五六七八九十]|算"
)
_CONTACT = re.compile(
    r"电话|联[系络]|热线|专线|[网地住]址|[微邮]|号码?|几点|[开关]门|[上下]班|周[末六日一]|节假|办公|公众号|网站|平台|小程序|窗口|扫码|二维码|在哪|哪里|哪儿|怎么走|路线|打|拨|找谁|投诉|举报|留言|传真|QQ|app"
)
# Kinds that are asked for by a word of theirs only.
_NEEDED = {
    "progress": _BY_NOW,
    "baseline": _BY_NOW,
    "after": _AFTER,
    "start": _START,
    "place": _PLACE,
    "district": _DISTRICT,
    "meaning": _MEANING,
    "contact": _CONTACT,
    "names": _NAMES,
    "office": _OFFICE,
    "reason": _REASON,
    "procedure": _PROCEDURE,
    "detail": _DETAIL,
    "own": _OWN,
    "opinion": _OPINION,
    "person": _PERSON,
    "money": _MONEY,
    "penalty": _PENALTY,
}
_BEGUN = re.compile("开[始工]|启动|动工|起步|首[次场]|第一次|最早|生效|施行")
# What letters stand for: EOD翻成中文是什么; the text has it where they stand in brackets.
_SPELT = re.compile(
    r"(?P<it>[A-Za-z][A-Za-z0-9.]+)[^，。？企公厂]{0,6}(?:缩写|字母[^。？]{0,12}(?:中文|全|意|什么|啥)"
    r"|(?:中文|全)(?:名|称|叫|是|翻))"
)


def unworded(kind: str, asking: str) -> bool:
    """Whether what is asked has no word of the kind that its frame seems to ask for."""
    return kind in _NEEDED and not _NEEDED[kind].search(asking)


def asks_begin(kind: str, asking: str) -> bool:
    """Whether the begin of something is asked for: the date of its end does not tell it."""
    return kind == "start" and bool(_BEGUN.search(asking))


def abbreviated(asked: str, text: str) -> bool:
    """Whether it is asked what letters stand for that a text has in brackets behind the words."""
    return any(f"（{match['it']}）" in text for match in _SPELT.finditer(asked))
