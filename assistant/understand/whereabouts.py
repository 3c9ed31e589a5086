"""Where a matter stands, asked for beside the matter itself: the clause, its title, the chapter."""

from __future__ import annotations

import re
from enum import Enum, auto

from assistant.understand.layout import WITHOUT


class Place(Enum):
    """How much of the place is asked for."""

    NONE = auto()
    CLAUSE = auto()
    CHAPTER = auto()


# 并附条号, 加个出处; 排在老几, 写在哪条; not 哪条河.
_CLAUSE = re.compile(
    r"(?:注明|标|写|带|给出|给个?|说明|讲清楚?|附|加)[^，。]{0,6}(?:条款?编?号|条款$|出处(?![理罚置])|(?:第几|哪一?)条)"
    r"|第几条|条款?编?号(?=各?是|[^，。]{0,4}(?:[？?，、]|$))|排在?第?(?:老几|几条)"
    r"|(?:写|放|列|出|提|说|讲|规定|排|属|归|在)(?:在|自|到|于)?的?是?[哪那]一?条(?=[？?。，啊呀呢里上]|$)"
)
_CHAPTER = re.compile(
    r"(?:写|放|列|出|提|说|讲|排|属|归|在|是)(?:在|自|到|于|入)?的?是?(?:哪一?个?|第几)(?:章|大?部分|大块|板块)(?=[？?。，啊呀呢里]|$)"
    r"|(?:章名|章号|章标题|章的标题|(?:第几|哪)一?个?大?章(?:下|里|中)?面?)(?=各?是|[^，。]{0,4}(?:[？?，、]|$))|换(?:了?一?章|章了)"
)


def place_asked(text: str) -> Place:
    """Whether ``text`` asks in which clause, or in which chapter, something stands."""
    text = WITHOUT.sub("", text)
    if _CHAPTER.search(text):
        return Place.CHAPTER
    return Place.CLAUSE if _CLAUSE.search(text) else Place.NONE
