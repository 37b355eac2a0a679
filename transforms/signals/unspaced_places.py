"""Places that no table knows in a script without spaces or capitals: Chinese news.

Two things tell a place there: letters that transcribe foreign names, and the kind of place that
ends its name ("镇", "州"). Either counts only beside a word of place or at a clause's head.
"""

import functools
import re
from collections.abc import Iterator

from transforms.signals.passage import Passage

#: Letters that news agencies transcribe foreign names with, common words' letters left out.
_LETTERS = (
    "阿埃艾昂奥巴拜邦鲍贝比彼毕宾波伯博布茨达戴丹德登邓迪蒂丁杜顿多厄恩尔法凡菲费芬冯夫弗福盖甘冈戈格根贡古圭哈汉豪"
    "赫亨侯胡霍基吉加贾杰捷金津喀卡凯坎康考柯科克肯孔库昆拉莱赖兰朗劳勒雷里黎利列林隆卢鲁伦罗洛吕马玛迈麦曼芒梅蒙米"
    "密姆摩莫穆纳娜奈尼涅宁纽努诺欧帕潘庞佩彭皮坡珀普奇齐恰乔切钦丘琼萨塞赛桑瑟沙绍舍森什施舒斯松苏梭索塔泰坦陶特腾"
    "廷图托瓦旺维韦温沃乌西希锡夏谢辛逊雅亚叶耶伊尤约赞泽扎詹哲祖佐兹腊戍昌楚狄伽葛惠朔滕翁奎慕瑙圣迦汶钦孟素"
)
_NAME = rf"[{_LETTERS}][{_LETTERS}\-－]{{1,9}}"
#: What ends the name of a place.
_KINDS = (
    "州|省|市|县|镇|村|邦|府|郡|岛|礁|机场|森林|口岸|高地|山口|河谷|半岛|地区|区|港|山|谷地|海峡|水坝|大区|"
    "油田|难民营|方向|市中心|海域|水域"
)
#: What stands right behind a place that opens its clause.
_BEHIND = (
    "遭|被|附近|周边|一带|以[东西南北]|方向|市中心|城内|郊外|"
    "爆发|发生|失守|沦陷|陷落|战斗|上空|外海"
)
_WORD_LISTS = ("place_at", "place_near", "place_from", "place_to", "place_through")


def unspaced_places(passage: Passage) -> Iterator[tuple[int, int]]:
    """Spans of places in the passage that no table need know, in text order of each kind."""
    last = passage.start
    yield from _behind_states(passage)
    for found in _pattern(
        *(passage.lexicon.words[name] for name in (*_WORD_LISTS, "place_modifiers"))
    ).finditer(passage.scan.lowered, passage.start, passage.end):
        span = found.span(found.lastgroup or 0)
        if span[0] >= last:
            yield span
            last = span[1]


def _behind_states(passage: Passage) -> Iterator[tuple[int, int]]:
    """Places right behind the state that they lie in: "俄罗斯萨马拉州"."""
    leaders = {hit.start for hit in passage.under("leader:")}
    for entity in passage.entities:
        if entity.label != "GPE":
            continue
        found = _BEHIND_STATE.match(passage.scan.lowered, entity.end, passage.end)
        if found is not None and found.start() not in leaders:
            yield found.span()


_BEHIND_STATE = re.compile(rf"{_NAME}(?:{_KINDS})?|[^\W\d_]{{1,5}}?(?:省|州|邦|府|县)")


@functools.cache
def _pattern(*lists: frozenset[str]) -> re.Pattern[str]:
    """The pattern for a language's words of place, list by list, modifiers last."""
    before = _any_of(frozenset[str]().union(*lists[:-1]))
    modifiers = _any_of(lists[-1])
    return re.compile(
        rf"(?:{before})(?:{modifiers}){{0,2}}"
        rf"(?:(?P<named>{_NAME}(?:{_KINDS})?)|(?P<kind>(?![第该其一两多数各本这])[^\W\d_]{{1,5}}?(?:{_KINDS})))"
        rf"|(?P<inner>{_NAME}(?:州|省|市|镇|村|邦|府|机场|地区|森林|方向))"
        rf"|(?:^|(?<=[，。；：:,\s]))(?P<head>{_NAME})(?={_BEHIND})"
    )


def _any_of(words: frozenset[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))
