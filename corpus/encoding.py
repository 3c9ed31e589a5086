"""Bytes of a source file to text: UTF-8, UTF-16 and GBK are read, garbage is refused."""

from __future__ import annotations

import codecs
import unicodedata

from corpus.errors import PlanError, Problem

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_MIN_READABLE = 0.97
_MIN_COMMON_HAN = 0.6


def decode(data: bytes) -> str:
    """Text of a plan file.

    Raises:
        PlanError: the file is empty, binary, or in an encoding that cannot be told.
    """
    if not data.strip(b" \t\r\n\x00\xef\xbb\xbf\xff\xfe"):
        raise PlanError((Problem(0, "文件是空的。请提供含正文的文本文件（.txt）。"),))
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _strict(data[len(bom) :], encoding)
    candidates = ("utf-16-le", "utf-16-be") if b"\x00" in data else ("utf-8", "gb18030")
    # UTF-16 text of Han characters alone has no zero byte, so it is tried last as well.
    for encoding in (*candidates, "utf-16-le", "utf-16-be"):
        text = _try(data, encoding)
        if text is not None and _readable(text):
            return text
    binary = b"\x00" in data
    fault = "这是二进制文件，不是文本。" if binary else "认不出文件的编码。"
    raise PlanError((Problem(0, f"{fault}请另存为 UTF-8 编码的 .txt 文件后再试。"),))


def _strict(data: bytes, encoding: str) -> str:
    text = _try(data, encoding)
    if text is None or not _readable(text):
        message = f"文件标明为 {encoding}，但内容无法按此编码读出。请另存为 UTF-8。"
        raise PlanError((Problem(0, message),))
    return text


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return None


def _readable(text: str) -> bool:
    """Mostly letters, figures and punctuation, and its Han characters mostly everyday ones."""
    good = sum(c in "\r\n\t" or unicodedata.category(c)[0] in "LNPSZ" for c in text)
    if good < _MIN_READABLE * len(text):
        return False
    han = [c for c in text if "\u4e00" <= c <= "\u9fff"]
    return not han or sum(map(_is_common, han)) >= _MIN_COMMON_HAN * len(han)


def _is_common(char: str) -> bool:
    """Level-1 characters of GB 2312 (the 3,755 most used) make up nearly all of any real text."""
    try:
        first = char.encode("gb2312")[0]
    except UnicodeEncodeError:
        return False
    return 0xB0 <= first <= 0xD7
