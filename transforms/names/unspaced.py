"""Persons and organisations in Chinese: names with a middle dot, surnames after a title."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from transforms.analysis.recogniser import NamedSpan
from transforms.names.lexicon import load_lexicon, names_of

_HAN: Final = "\u4e00-\u9fff"
#: Characters that transcribe foreign names; others end one.
_TRANSCRIBING: Final = (
    "阿艾埃安奥巴贝本比彼宾波伯布查茨达丹德登迪蒂丁杜多厄恩尔法菲费芬弗福夫盖冈戈格根古哈海汉豪赫亨洪胡华霍基吉加贾杰金"
    "卡凯坎康考科克肯库夸拉莱赖兰朗劳勒雷里莉利列林琳隆卢鲁路伦罗洛吕马玛迈麦曼梅门蒙米密明莫默姆穆纳娜奈南内尼涅宁努诺欧帕"
    "潘佩彭皮珀平普奇恰乔切琴丘让热日荣瑞萨塞桑瑟沙莎尚绍舍申圣施什史舒斯丝苏索塔泰坦汤唐特提田廷通图托陀瓦万威韦维温沃乌武西希"
    "席夏香肖谢辛欣休许雅亚扬杨耶叶伊依因英尤约泽扎詹张珍朱茱兹佐连斐诸柴茜昆奎丽朵娃鲍柏勃昂阔泊庞曹蓬辉根钦伍黛霞嘉埔朴京岑楚戴窦范冯高郝贺霍江蒋柯孔黎梁廖凌刘孟倪聂彼浦秦芮萨石宋孙谭滕涂汪魏翁吴夏项邢徐严袁臧曾赵钟周邹桂宁丘"
)
_DOTTED: Final = re.compile(f"[{_TRANSCRIBING}]{{1,7}}(?:[·•・‧][{_TRANSCRIBING}]{{1,7}}){{1,3}}")
_GIVEN_CHARACTERS: Final = 2
_MAX_ORGANISATION: Final = 10


def find_unspaced(text: str) -> Iterator[NamedSpan]:
    """Names in text order, without overlap. Linear in the text."""
    found: list[NamedSpan] = []
    for pattern, label in ((_DOTTED, "PER"), (_titled(), "PER"), (_organisation(), "ORG")):
        for match in pattern.finditer(text):
            group = "name" if "name" in pattern.groupindex else 0
            found.append(NamedSpan(match.start(group), match.end(group), label))
    last = 0
    for span in sorted(found, key=lambda s: (s.start, -s.end)):
        if span.start >= last:
            yield span
            last = span.end


@cache
def _titled() -> re.Pattern[str]:
    """A Chinese surname and given name right after a title: 国家主席习近平."""
    titles = "|".join(sorted(load_lexicon("zh").titles, key=len, reverse=True))
    first = "".join(name for name in names_of("zh", "surnames.txt") if len(name) == 1)
    return re.compile(
        f"(?:{titles})(?P<name>[{first}][{_HAN}]{{1,{_GIVEN_CHARACTERS}}}?)"
        f"(?=[^{_HAN}]|[说表指在于和将称与向就对今昨访会强出]|$)"
    )


@cache
def _organisation() -> re.Pattern[str]:
    """Characters before a word that ends an organisation's name, from a mark on."""
    ends = "|".join(sorted(load_lexicon("zh").organisations, key=len, reverse=True))
    return re.compile(f"(?<![{_HAN}])(?P<name>[{_HAN}A-Za-z]{{2,{_MAX_ORGANISATION}}}?(?:{ends}))")
