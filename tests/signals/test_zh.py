"""Chinese news, simplified and traditional: what its lexicon reads, and leaves alone."""

from functools import partial

import pytest

from tests.signals.analysed import PUBLISHED, real_signals, told

_told = partial(told, "zh")


@pytest.mark.parametrize(
    ("signal_type", "actor", "text"),
    [
        ("force_buildup", "TR", "土耳其军队在叙利亚边界一线集结装甲车辆。"),
        ("deployment", "US", "美国将在菲律宾部署第二套中程导弹系统。"),
        ("naval_activity", "US", "美国海军驱逐舰驶入台湾海峡。"),
        ("border_violation", "RU", "三架俄罗斯战机侵犯爱沙尼亚领空。"),
        ("mobilization", "IL", "以军征召6万名预备役人员。"),
        ("weapons_test", "KP", "朝鲜向半岛东部海域发射多枚短程弹道导弹。"),
        ("ground_offensive", "UA", "乌军突入俄罗斯库尔斯克州。"),
        ("air_strike", "IL", "以军战机轰炸贝鲁特南郊。"),
        ("missile_strike", "IR", "伊朗向以色列发射180多枚导弹。"),
        ("shelling", "RU", "俄軍砲擊尼科波爾。"),
        ("territorial_control", "RU", "俄军占领尼乌约克镇。"),
        ("withdrawal", "RU", "俄军弃守赫尔松右岸。"),
    ],
)
def test_each_type_is_read_with_who_does_it(signal_type: str, actor: str, text: str) -> None:
    signal = _told(text, signal_type)
    assert signal.actors[0].country == actor
    assert signal.polarity == "affirmed"


@pytest.mark.parametrize(
    ("signal_type", "text"),
    [
        ("ceasefire", "俄方宣布复活节休战30小时。"),
        ("exercise", "美韩启动“乙支自由护盾”联合军演，为期11天"),
        ("alert_readiness", "波兰将防空系统调至最高战备等级。"),
        ("fortification", "俄军在克里米亚北部挖掘多道堑壕。"),
        ("ultimatum", "泰国军方要求柬埔寨在24小时内撤走全部武器。"),
        ("ground_combat", "俄乌两军在巴赫穆特市区逐街争夺"),
        ("air_defense", "俄防空部队一夜击落158架乌军无人机"),
        ("cyber_attack", "阿尔巴尼亚政府系统遭伊朗黑客入侵"),
        ("ceasefire_violation", "黎巴嫩军方指责以色列多次违反停火协议"),
        ("prisoner_exchange", "俄乌交换各205名战俘"),
        ("military_aid", "荷兰首批F-16战机交付乌克兰"),
        ("military_cooperation", "沙特与巴基斯坦签署共同防御协议"),
        ("martial_law", "尹锡悦深夜宣布紧急戒严"),
        ("sabotage", "貨輪涉嫌割斷台澎海纜"),
        ("deployment", "德国一个装甲旅进驻立陶宛"),
        ("air_activity", "国防部：侦获共机22架次 14架次逾越中线"),
        ("threat_of_force", "哈梅内伊：若遭攻击必将猛烈回击"),
        ("warning", "联合国忧南苏丹滑向内战"),
        ("territorial_control", "苏丹军方宣布收复喀土穆机场"),
        ("blockade", "快速支援部队围困法希尔逾五百天"),
        ("ceasefire", "印巴同意立即全面停火"),
        ("drone_strike", "乌军无人艇重创两艘油轮"),
    ],
)
def test_headlines_are_read_without_spaces(signal_type: str, text: str) -> None:
    assert _told(text, signal_type).type == signal_type


def test_a_colon_names_the_claimant_and_a_town_that_no_table_knows_is_a_place() -> None:
    signal = _told("哈尔科夫州州长：俄军占领尼乌约克镇", "territorial_control")
    assert signal.attribution[0].claimant == "哈尔科夫州州长"
    assert signal.locations[0].text == "尼乌约克镇"


def test_a_number_before_a_classifier_counts_the_dead() -> None:
    signal = _told("俄军导弹击中苏梅，造成11人死亡。", "losses")
    assert (signal.quantities[0].value, signal.quantities[0].unit) == (11, "killed")


@pytest.mark.parametrize(
    "text",
    [
        "国家主席抵达莫斯科进行国事访问",
        "春运大军返程 铁路部门增派列车",
        "台积电股价突破千元关口 市场强攻",
        "中国女排3比0横扫土耳其队，发起强力进攻",
        "多家车企打响价格战",
        "故宫推出抗战胜利80周年文物展",
        "台风“格美”登陆福建莆田，转移群众15万人",
        "神舟十九号航天员乘组顺利返回地球",
        "警方悬赏通缉枪击案嫌犯",
        "专家提醒：流感高发季谨防病毒入侵",
        "四川凉山发生森林火灾，直升机投水灭火",
        "军工板块走强，多股涨停",
        "立法院表决大战，朝野立委爆发肢体冲突",
        "国务院总理主持召开会议，部署稳外贸工作",
        "日本央行突袭加息，日元急升",
        "歌手演唱会门票秒空，粉丝攻陷售票网站",
    ],
)
def test_figures_of_speech_and_other_news_tell_nothing(text: str) -> None:
    assert not real_signals(text, "", PUBLISHED, "zh")
