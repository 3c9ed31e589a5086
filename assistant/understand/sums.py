"""Sums put as arithmetic, as people ask for them: A减去B，只给结果 is A和B相差多少."""

from __future__ import annotations

import re

_NAME = r"[^，。？；：、]{3,26}?"
_OF = (
    r"(?:的?(?:结果|得数|差值?|和|答案|数字?)?(?:等于|得|是|为)(?:多少|几)?个?(?:百分点"
    r"|万?亩|公顷|公里|处|条|个|家|户)?)?"
)
_LEAD = r"^(?:请|帮我|给我|你|来)*(?:算一?[下算]?)?[，：:]?(?:把|用|拿|将|以)?"
_LESS = re.compile(
    rf"{_LEAD}(?P<a>{_NAME})(?:，?[再去]?(?:减去|减掉|扣掉|扣去|扣除|减(?=[^，。？]{{3,26}}(?:等于|得|是)(?:几|多少))))(?P<b>{_NAME}){_OF}(?=[，。？；]|$)"
)
_MORE = re.compile(
    rf"{_LEAD}(?P<a>{_NAME})(?:，?再?(?:加上|加(?![强快大密入工油固重速]|起|一?块|一起|在一|到一|总|合|上|和)(?=[\u4e00-\u9fff\d]{{3,}})))(?P<b>{_NAME}){_OF}(?=[，。？；]|$)"
)
# 结果写成“××个百分点”, 只写得数: that a figure is to be worked out.
_RESULT = re.compile(r"结果|得数|等于|合计|总数|总和|差值?|答案|(?:得|是|共)(?:多少|几)")
_SO_MANY = re.compile(r"的(?:亩数|公顷数|公里数|平方米数|万?千瓦数)$")
_FORMED = re.compile(
    r"[，。]?(?:把|将)?(?:最后|最终)?的?(?:结果|得数|答案)(?:请|要|都|就)?(?:写成?|用|以|按|记作|表示为)“[^”]{0,12}”(?:的?(?:形式|格式|样子))?(?:表示|来写)?"
)
_ONLY = re.compile(
    r"[，。](?:请|就|你)*(?:只|仅|光|单|直接)(?:要|写|给|报|回|答|说)?(?:出|我|个)?(?:最后|最终)?的?(?:得数|结果|差值?|答案|和|总数)(?:就行|即可|就好|带上?单位|，?带单位)*[。！]?$"
)
# …，得数是几: what has been asked already.
_AGAIN = re.compile(
    r"[，。](?:最后|最终)?(?:得数|结果|答案|差值?|得|等于|是|总共)*(?:几|多少)个?(?:百分点|万?亩|公顷|公里|处|条|个|家|户)?[？。]?$"
)


def as_sums(text: str) -> str:
    """A question for the sum or the difference of two things; the same text where none is put."""
    less, more = _LESS.search(text), _MORE.search(text)
    match = less or more
    if not match or not (less or _RESULT.search(text)):
        return text
    rest = _FORMED.sub("", _AGAIN.sub("", text[match.end() :]))
    rest = _ONLY.sub("，只写数字", rest)
    names = (_SO_MANY.sub("", match[part]) for part in "ab")
    return f"{'和'.join(names)}{'相差' if less else '合计'}多少{rest}"
