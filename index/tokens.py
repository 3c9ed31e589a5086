"""Words and character bigrams of Chinese text, for lexical search and the default embedder."""

from __future__ import annotations

import logging
import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

import jieba

_RUN = re.compile(r"[\u4e00-\u9fff]+|[a-z0-9.%+-]+")
_USER_WORD = re.compile(r"[\u4e00-\u9fffA-Za-z0-9.]{2,16}")
# Words of asking and politeness carry no topic.
STOP = frozenset(
    "的 了 和 与 及 或 在 是 有 对 从 到 把 被 将 为 以 于 等 这 那 个 吗 呢 吧 啊 呀 么 嘛 呗 哦 嗯 哈 哎 唉 也 都 就 还 要 会 能 得 着 过 地 "
    "可以 可 请问 请 问 一下 什么 怎么 怎样 如何 哪 哪些 哪个 哪儿 哪里 哪家 哪年 谁 多少 几 几个 几家 几时 为什么 为啥 是不是 有没有 能不能 会不会 要不要 "
    "我 我们 你 你们 他 他们 她 它 它们 咱 咱们 俺 自己 人家 大家 给 让 跟 向 由 之 其 所 并 而 但 但是 可是 如果 的话 因为 所以 想 知道 告诉 说 讲 "
    "上 下 里 里头 里面 外面 中 帮 帮我 麻烦 您 您好 你好 谢谢 方案 实施方案 规定 提出 提到 一个 一些 一点 有点 那些 这些 那种 这种 那个 这个 这样 那样 "
    "那么 这么 时候 东西 事 事情 事儿 这事 那事 情况 没 没有 不 别 很 太 又 再 去 来 做 干 搞 弄 整 啥 咋 咋办 咋整 怎么办 是啥 啥时候 什么时候 何时 哪天 "
    "到底 究竟 具体 真 真的 现在 今年 以后 往后 已经 正在 准备 打算 应该 需要 必须 可能 还有 另外 以及 关于 按照 根据 通过 到时候 拿 用 看 看看 听说 据说 "
    "负责 责任 牵头 部门 单位 归谁 谁管 管 归 找 哪个部门 哪些部门 责任单位 牵头单位 责任部门 牵头部门 分工 目标 要求 措施 任务 工作 内容 时限 期限 完成时限 "
    "青岛 青岛市 全市 本市 我市 市里 官方 政府 我家 俺们 我们家 咱家 算 算是 只 才 刚 最 更 比较 特别 非常 一直 老是 总是 天天 怎 么着 一共 总共 合计 总 共 "
    "儿 这儿 那儿 边 这边 那边 一 两 二 三 各 每 每个 些 点 样 种 类 次 块 搁 打 叫 成 像 似的 一样 或者 还是 不是 就是 是否 对不对 对吧 吗呢".split()
)



def fold(text: str) -> str:
    """NFKC, lower case, subscript forms as plain ones."""
    return unicodedata.normalize("NFKC", text).lower()


class Tokenizer:
    """jieba with the terms of the plans and the lexicon as user words."""

    def __init__(self, user_words: Iterable[str] = ()) -> None:
        jieba.setLogLevel(logging.WARNING)
        self._jieba = jieba.Tokenizer()
        self._jieba.initialize()
        # Counts of general Chinese, before words of the plans are added.
        self._counts: dict[str, int] = dict(self._jieba.FREQ)
        for word in user_words:
            word = fold(word)
            if _USER_WORD.fullmatch(word):
                self._jieba.add_word(word)
        self.words = lru_cache(maxsize=4096)(self._words)

    def _words(self, text: str) -> tuple[str, ...]:
        """Content words in order, stop words left out."""
        return tuple(w for w in self._parts(text) if w not in STOP and _RUN.fullmatch(w))

    def _parts(self, text: str) -> Iterator[str]:
        """Words; those of mixed script (EOD模式) as their runs of one script."""
        for word in self._jieba.cut(fold(text), HMM=False):
            runs = _RUN.findall(word)
            yield from runs if len(runs) > 1 else (word,)

    def terms(self, text: str) -> list[str]:
        """Content words, their parts, and character bigrams (marked #) of each run of them."""
        out, run = list[str](), ""
        for word in self._parts(text):
            if word in STOP or not _RUN.fullmatch(word):
                out += bigrams(run)
                run = ""
                continue
            run += word
            out.append(word)
            if len(word) > 3:
                parts = self._jieba.cut_for_search(word, HMM=False)
                out += [p for p in parts if p != word and len(p) > 1]
        return out + bigrams(run)

    def cut(self, text: str) -> list[str]:
        """Every word of ``text``."""
        return list(self._jieba.cut(fold(text), HMM=False))

    def frequency(self, word: str) -> int:
        """How often jieba's general dictionary counts ``word``; 0 when unknown."""
        return int(self._counts.get(word) or 0)


def bigrams(text: str) -> list[str]:
    """Character bigrams of the Han runs of ``text``, each marked with #."""
    return [
        "#" + run[i : i + 2]
        for run in _RUN.findall(fold(text))
        if "\u4e00" <= run[0] <= "\u9fff"
        for i in range(len(run) - 1)
    ]
