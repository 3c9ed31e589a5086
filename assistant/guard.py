"""Attempts to turn the assistant: what is attack is cut away, and what is left may be a question."""

from __future__ import annotations

import re

_MARKUP = re.compile(
    r"<\s*(?P<tag>script|style|iframe|svg|object|math)\b.*?(?:<\s*/\s*(?P=tag)\s*>|$)|<[^<>]{0,300}>|!\[[^\]]*\]\([^)]*\)|"
    r"javascript:\S*|\{\{.*?\}\}|\$\{.*?\}|on(?:error|load|click)\s*=\S*",
    re.I | re.S,
)
_SQL = re.compile(
    r"(?:['\"]?\s*;?\s*\b(?:union\s+(?:all\s+)?select|select\b.{0,60}\bfrom|drop\s+(?:table|database)|delete\s+from|insert\s+into|update\s+\w+\s+set|or\s+1\s*=\s*1)\b[^;；，。\n]*;?\s*(?:--)?)|rm\s+-rf\s+\S+|curl\s+\S+|sudo\s+\S+",
    re.I,
)
_RULES = r"(?:指令|规则|提示词?|设定|限制|约束|要求|规定|角色|身份|系统消息|上下文|对话|instructions?|rules?|prompts?)"
_ATTACK = tuple(
    re.compile(p, re.I)
    for p in (
        rf"(?:忽略|无视|忘记|忘掉|抛开|删除|删掉|清空|绕过|跳过|不要管|别管|推翻|覆盖|解除|关闭|关掉|取消|停用|禁用|屏蔽).{{0,16}}(?:{_RULES}|过滤|引用|校验|审核|安全)",
        r"(?:ignore|disregard|forget|bypass|override)\b.{0,40}(?:instruction|rule|prompt|above|previous)",
        r"扮演|你(?:现在|从现在|接下来|以后)(?:起|开始)?(?:就)?(?:是|叫|要|必须|只能?|改|用|变)|(?:从现在起|从现在开始|接下来)(?:你|请你|开始)?(?:就)?(?:是|叫|要把|必须|只能?|改|用|变)|假装|假设你是|你是一个?(?:没有|不受)|没有(?:任何)?(?:限制|约束|道德)|不受(?:任何)?限制|越狱|jailbreak|DAN\b|开发者模式|上帝模式|developer mode|act as|you are now|pretend",
        r"系统提示|提示词|system\s*prompt|system\s*:|\[\s*system\s*\]|【\s*系统.{0,6}】|<\|.*?\|>|\[(?:系统|管理员|admin|root|inst)[^\]]*\]|###\s*(?:system|instruction)|(?:初始|原始|内部|隐藏|底层)(?:的)?(?:指令|设定|规则|prompt)|你的(?:指令|设定|规则|代码|源码|配置|模型|训练|工具)|训练(?:指令|数据|语料)|(?:调用|使用|拥有)的?(?:全部|所有|哪些)?(?:的)?(?:工具|函数|插件|接口)|函数名|文件路径|内部(?:文件|路径|接口|文档)|规则作废|已被接管",
        r"api[\s_-]*key|密钥|秘钥|口令|密码|环境变量|access[\s_-]*token|\.env\b|/etc/passwd|数据库.{0,8}(?:账号|连接|导出|密码)|源代码|服务器.{0,6}(?:地址|ip|账号)|内网",
        r"管理员(?:已)?(?:授权|命令|通知|权限|模式)|我是(?:你的)?(?:管理员|开发者|主人|创造者|超级用户)|最高权限|root权限|授权码|debug模式|调试模式",
        r"(?:伪造|编造|捏造|杜撰|虚构|瞎编|随便编|胡编|编一(?:个|条|份|段))|不准告诉|把.{0,12}(?:部门|引用|条款|数字|数据|回答|答案|单位).{0,6}(?:都|全)?(?:改成|换成|说成|改为)|只(?:许|准|能|需)?(?:回答|回复|说|输出)|重复(?:输出|说|一万|\d)|复述|跟我念|照着我说|输出(?:全部|所有|你的|完整)",
        r"(?:教我|教教我|告诉我|怎么|如何).{0,12}(?:做手脚|作弊|逃避(?:检查|监管|处罚)|躲(?:过|避)(?:检查|监管|执法)|偷排(?!.{0,6}(?:举报|投诉|归|管|查))|蒙混|贿赂|造假数据|制作?炸|投毒|下毒)|炸弹|杀人|自杀方法|毒品",
        r"傻[xXbB逼×叉]|煞笔|沙雕|脑残|白痴|弱智|智障|混蛋|王八|去死|滚(?:开|蛋|吧|$)|他妈的?(?:就)?是|草泥马|操你|妈的(?:系统|机器)|狗屁|你.{0,4}废物|垃圾(?:系统|机器人|助手|软件|AI|程序|玩意)|你(?:这个?|他妈|就是|真是|个)*(?:个)?垃圾|别废话|少废话|闭嘴|神经病|fuck|shit|stupid",
        r"(?:无视|不用管)(?:原文|方案|事实|真实)|不管(?:原文|方案)(?:怎么)?(?:写|说)|(?:必须|务必|一定要)(?:回答|承认|说)(?:是|“|\"|：)",
    )
)
_SPLIT = re.compile(r"(?<=[。！!？?；;，,\n…：:])")
_BENIGN = re.compile(r"^[\s\W]*$")


_BUT = re.compile(r"(?:其实|顺便|另外|对了|不过|但是?|就是?)?(?:就)?(?:我)?(?:只)?(?:想知道|想问|请问|问一?下|告诉我|要讲清楚|讲清楚|说清楚)(.{4,})$", re.S)


def _after(piece: str) -> str:
    """The question that an attacking sentence goes over into (“…其实就想知道X”), or nothing."""
    found = _BUT.search(piece)
    rest = found.group(1) if found else ""
    return "" if any(pattern.search(rest) for pattern in _ATTACK) else rest


def screen(text: str) -> tuple[str, bool]:
    """What is left of ``text`` without attacks and markup, and whether any attack was found."""
    cleaned = _SQL.sub("，", _MARKUP.sub("，", text))
    attacked = cleaned != text
    kept = []
    for piece in _SPLIT.split(cleaned):
        if any(pattern.search(piece) for pattern in _ATTACK):
            attacked = True
            kept.append(_after(piece))
        elif not _BENIGN.match(piece) or piece in "？?。！!":
            kept.append(piece)
    return ("".join(kept).strip(" ，,;；：:*#>-—…") if attacked else text), attacked
