"""Figures as written: numbers, ranges and units; the words that a pattern lists."""

from __future__ import annotations

import re


def any_word(*words: str) -> str:
    """An alternation that prefers the longest word: 个百分点 before 个."""
    return "(?:" + "|".join(sorted(" ".join(words).split(), key=len, reverse=True)) + ")"


_BASE_UNIT = any_word(
    "% ％ ‰ 个百分点 百分点 平方公里 平方千米 平方米 立方米 公里 千米 毫米 厘米 米 海里 公顷 亩",
    "千瓦时 兆瓦时 兆瓦 吉瓦 千瓦 千伏安 千伏 克标准煤 千克标准煤 吨标准煤 吨标煤 标准煤 蒸吨",
    "吨二氧化碳当量 吨二氧化碳 吨 千克 公斤 毫克 微克 克 毫升 升 分贝 元 美元 人次 人 名 辆次 辆",
    "个 家 户 台 套 座 处 条 项 艘 只 头 株 棵 所 起 宗 件 批 次 天 日 小时 分钟 倍 种 片 块 组",
    "标箱 张 ℃ 摄氏度 年 [a-zA-Zμ]+[0-9³]*",
)
UNIT = f"[十百千万亿]*{_BASE_UNIT}(?:/[十百千万亿]*{_BASE_UNIT})?"
# Not in PM2.5 or 第3; never a year, a date or a length of service (15年).
NUMBER = r"(?<![A-Za-z\d.．第])\d++(?:,\d{3})*+(?:\.\d++)?+(?!\s*[年月日号时])"
RANGE = rf"{NUMBER}(?:[%％]?[-—－~～至]{NUMBER})?+"
FIGURE = re.compile(rf"{RANGE}{UNIT}")
