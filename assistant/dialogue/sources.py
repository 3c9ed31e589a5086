"""Follow-ups about where something is said: in which clause, or in the news and not in the plan.

那方案里呢, 新闻里那条呢, 依据是哪条.
"""

from __future__ import annotations

import re

from assistant.compose.document import ways
from assistant.dialogue.topics import Topics
from assistant.dialogue.turns import Completed, Follow, Turn
from assistant.dialogue.wording import asks_plainly, join, topic_of, unclaimed
from corpus.numerals import to_han

_PLAN = re.compile(
    r"^(?:那么?|可是?|但是?)?(?:在|看|到)?(?:这个?|这份|该|本|市里的?)?(?:实施)?(?:方案|文件)(?:正文|原文|本身)?"
    r"(?P<in>(?<=正文)|(?<=原文)|(?<=本身)|里面?|中|上)?(?:的|自己)*[，,]?"
)
# Nothing but whether, or how, the plan says it.
_BARE = re.compile(
    r"(?:是|有没有|有|也|又|还|提|写|说|讲|规定|要求|怎么|咋|如何|到|了|数字?|数值|这个|这条|这一?条|同样|一样|的|没有?|吗|么|呢|"
    r"[，,。？?])*"
)
_TOLD = re.compile(r"(?:里面?|中|上|报道)*的?(?:说|讲|提|写|称)*(?:到|过)?(?:的是?)?[，,]?")
_YEAR = re.compile(r"(?:到|在)?(?<!\d)(?:20)?\d{2}年(?:到20\d{2}年)?(?:底|前)?")
# The plan as a whole is asked about, whatever was said before: 方案里一共几条.
_WHOLE = re.compile(
    r"(?:一共|总共|共|全部)?(?:有|分)?(?:几|多少)个?(?:条|章|项|部分|字)"
    r"|.*(?:印发|发布|生效|文号)"
)
_SOURCE = re.compile(
    r"(?:[你您这那它]们?|[这那]一?[个项件条]|都|分别|说|讲|给|的|是|有|在|写|定|规定|文件|方案|原文|正文|里面?|中|出自|依据|出处|来源|来自|源自|呢|一下|"
    r"[，,])*(?:第几|哪)(?:一|几)?(?:条|款|章|里|儿|句|段|个地方|处)?(?:[呀啊呢的吗]|写|说|讲|规定|提到?|定|里|上)*[？?。]*"
)
_SAID = re.compile(r"依据|出处|来源|出自|来自|源自|条|款|章|写|规定")
_PARTS = re.compile(r"[，,。；;]")
_PUBLISHED = re.compile(r"网站|媒体|记者|作者|谁写的|(?:发|刊登|发布|报道)的|标题")
_LEAD = 8  # characters before the news are no matter of their own
_NOTICE = re.compile(r"通知|印发|文号|抬头|主送|落款|发文")
_BODY = re.compile(
    r"(?:正文|内容|里面?|信里|通知)[^，。？]{0,6}(?:讲|说|写|提|嘱咐|交代|要求)了?(?:些)?(?:什么|啥)|(?:让|叫|要求?|嘱咐)(?:人家|他们|大家|各单位|下面|收文的?|各部门|对方)[^，。？]{0,4}(?:做|干|办|怎么)"
)
_IN_NAME_OF = re.compile(
    r"(?:是)?(?:以|用)(?:的是)?(?:谁|哪一?(?:个|家)(?:单位|部门|机关)?|什么单位)的?(?:名义|名头|口吻)(?:印?发的?|下发的?|出的?)?"
)
_NEWS_ITEM = re.compile(r"^(?:[那这]|一)*(?:条|篇|则|段|句)?(?:的|里|中)*[，,]?")


class Sources:
    """Completes follow-ups that ask for a source, or turn from one to the other."""

    def __init__(self, topics: Topics) -> None:
        self._topics = topics

    def asks_source(self, follow: Follow) -> bool:
        """依据是哪条, 文件里哪一条写的: nothing is asked but where it is said."""
        *aside, own = _PARTS.split(follow.own)  # 我写材料要注明出处，是第几条
        plain = not follow.subject or not aside
        return bool(plain and _SOURCE.fullmatch(own) and _SAID.search(follow.own))

    def source(self, follow: Follow, last: Turn) -> Completed | None:
        """In which clause the matter talked about stands."""
        if not self.asks_source(follow) or last.question.reference or last.question.mentions:
            return None
        held = self._topics.held(last)
        if last.answered and len(last.clauses) == 1:
            place = f"第{to_han(last.clauses[0])}条在哪一章"
            return Completed(place, last.focus, matter=f"{self._topics.topic(last)}在第几条")
        return Completed(f"{self._topics.topic(last)}在第几条", last.focus, held=held)

    def _letter(self, follow: Follow, last: Turn) -> Completed | None:
        """正文让人家干什么, 以谁的名义, after the notice itself was asked about."""
        spoken = _NOTICE.search(last.question.text)
        if not spoken or last.clauses or follow.question.mentions or follow.question.reference:
            return None
        if _BODY.search(follow.own):
            return Completed("通知正文讲了什么")
        name = _IN_NAME_OF.search(follow.own)
        return Completed(f"通知是{_IN_NAME_OF.sub('由谁印发的', follow.own)}") if name else None

    def turned(self, follow: Follow, last: Turn) -> Completed | None:
        """The earlier question, or what is asked anew about its matter, put to the other source."""
        if told := self._letter(follow, last):
            return told
        if follow.subject or follow.question.mentions or follow.question.reference.clauses:
            return None
        news, text = ways().told["news"], follow.text
        said = news.search(last.question.text)
        if said and (found := _PLAN.match(text)):
            rest, asked, source = text[found.end() :], _without(said), "方案正文里"
        elif not said and (found := news.search(text)) and found.start() <= _LEAD:
            after = text[found.end() :]
            rest, asked, source = _NEWS_ITEM.sub("", after), last.question.text, "新闻里"
        else:
            return None
        rest = rest.strip("，,？?。 ")
        if _PUBLISHED.search(rest):
            return Completed(text)
        if _BARE.fullmatch(rest):
            return Completed(f"{source}{asked}")
        inside = source == "新闻里" or found["in"] is not None
        if not asks_plainly(rest) or not inside or _WHOLE.match(rest):
            return None
        topic = unclaimed(topic_of(asked))
        topic = _YEAR.sub("", topic) if follow.question.years else topic
        return Completed(f"{source}{join(topic, rest)}")


def _without(news: re.Match[str]) -> str:
    """An earlier question without the words that put it to the news."""
    told = _TOLD.match(news.string, news.end())
    end = told.end() if told else news.end()
    return (news.string[: news.start()] + news.string[end:]).strip("，,")
