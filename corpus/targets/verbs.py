"""Words that relate an indicator to a figure, and actions whose object is counted."""

from __future__ import annotations

import re

from corpus.targets.figures import any_word

HEDGE = any_word("力争 争取 确保 计划 预计 原则上 努力 至少 最少")
_HOW = any_word("均 都 分别 各 共 稳定 总体 全部 现有 剩余 每年 累计 合计 精准 约 近")
_RELATION = any_word(
    "达到或优于 达到或好于 达到 达 优于 好于 提标到 提标至 控制在 控制到 保持在 稳定在 维持在",
    "不低于 不少于 不高于 不超过 不大于 不小于 不多于 低于 高于 超过 大于 小于 突破 为 到 至",
    *(f"{verb} {verb}到 {verb}至" for verb in ("提高", "提升", "降低", "下降", "减少")),
    *(f"{verb} {verb}到 {verb}至" for verb in ("增加", "增长", "上升", "压减", "削减")),
    "降至 降到 增至 增到 ≥ ≤",
)
_ACTION = (
    "(?:"
    + any_word(
        "新增 净增 新建 改建 扩建 建立 修复 整治 治理 改造 关停 退出 淘汰 压减 削减 推广",
        "创建 培育 打造 购置 更新 种植 布设 设立 配备 植树 绿化 拆除 清理 处置 消纳 回收",
    )
    + "|建设(?!用地)|建成(?!区)|完成)++(?!率|面积|覆盖|规模|能力|总?量|户数)"
)
# Behind its object such a verb is a noun: 节能改造233万平方米.
_NOUNS = any_word("改造 修复 整治 治理 绿化 更新 种植 植树 处置 回收 清理 消纳 拆除 建设")
COMPARATOR = re.compile(f"(?:{HEDGE}|{_HOW}|{_RELATION}|{_ACTION})+$")
NOUN_LAST = re.compile(f"{_NOUNS}$")
ACTION_FIRST = re.compile(f"(?:{HEDGE}|每年|累计)*{_ACTION}")
HAS_ACTION = re.compile(_ACTION)
