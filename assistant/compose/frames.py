"""Words of ours around the plan's own: a verdict before them, or what they leave out."""

from __future__ import annotations

YES, NO, AMISS, SAYS = "是的。", "不是。", "与方案不符。", "方案的表述是："
FRAMES = ("不是", "与方案不符", "没有", "方案的表述是")
