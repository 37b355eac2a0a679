"""Pages for tests: a report of 90 words in several languages, and a site around it."""

PARAGRAPHS = (
    (
        "Columns of armoured vehicles were seen on Monday moving along the railway to the border, "
        "according to two officials who spoke on condition of anonymity."
    ),
    (
        "Satellite images taken at the weekend show tents, field kitchens and rows of howitzers "
        "near the village, where the ground had been empty in October, analysts said."
    ),
    (
        "The defence ministry denied that the units were preparing for anything but a planned "
        "exercise, and said that all of them would return to their garrisons before December."
    ),
    "Neighbouring countries have asked for an explanation under the Vienna Document.",
)
RUSSIAN = (
    (
        "Колонны бронетехники в понедельник двигались вдоль железной дороги в сторону границы, "
        "сообщили два чиновника на условиях анонимности."
    ),
    (
        "На спутниковых снимках, сделанных в выходные, видны палатки, полевые кухни и ряды гаубиц "
        "возле деревни, где ещё в октябре ничего не было, говорят аналитики."
    ),
    (
        "Министерство обороны заявило, что подразделения заняты на плановых учениях и что они "
        "вернутся в пункты постоянной дислокации до конца месяца."
    ),
    "Соседние страны запросили разъяснения в соответствии с Венским документом.",
)
ARABIC = (
    (
        "شوهدت أرتال من المدرعات يوم الاثنين وهي تتحرك على طول السكة الحديدية باتجاه الحدود، بحسب "
        "مسؤولين تحدثا بشرط عدم الكشف عن هويتهما."
    ),
    (
        "وتظهر صور التقطتها الأقمار الصناعية في نهاية الأسبوع خياما ومطابخ ميدانية وصفوفا من مدافع "
        "الهاوتزر قرب القرية التي كانت أرضها خالية في تشرين الأول، وفق محللين."
    ),
    (
        "ونفت وزارة الدفاع أن تكون الوحدات تستعد لأي شيء غير تدريب مخطط له، وقالت إنها ستعود "
        "إلى ثكناتها قبل نهاية الشهر."
    ),
    "وطلبت الدول المجاورة توضيحا بموجب وثيقة فيينا.",
)
CHINESE = (
    "周一有装甲车队沿铁路驶向边境，两名官员匿名透露了这一消息。",
    "周末拍摄的卫星图像显示，村庄附近出现帐篷、野战厨房和成排的榴弹炮。",
    "国防部否认部队有任何进攻计划，称一切只是例行演习，月底前将返回驻地。",
)
TITLE = "Armour moves towards the border"
URL = "https://www.example.com/world/armour-moves-towards-the-border"

JSON_LD = (
    '<script type="application/ld+json">{"@context": "https://schema.org", "@graph": ['
    '{"@type": "WebSite", "name": "The Example", "datePublished": "2001-01-01"},'
    '{"@type": "NewsArticle", "headline": "Armour moves towards the border",'
    ' "datePublished": "2026-11-16T09:30:00+02:00", "inLanguage": "en-GB",'
    ' "author": [{"@type": "Person", "name": "Ada Smith"}, {"name": "Reuters"}]}]}</script>'
)
NAVIGATION = (
    "<header><nav><ul>"
    + "".join(f"<li><a href='/{name}'>{name}</a></li>" for name in ("World", "Sport", "Money"))
    + "</ul></nav></header>"
)
COOKIES = (
    "<div id='cookie-banner' class='cookie-consent'><p>We use cookies and similar technology to"
    " measure our audience. By clicking accept you agree.</p><button>Accept all</button></div>"
)
COMMENTS = (
    "<section id='comments' class='comments-area'><h3>Comments</h3><ol class='comment-list'>"
    "<li class='comment'><p>First! What nonsense is this, shouted the reader from his chair.</p>"
    "</li><li class='comment'><p>I agree with the reader above me entirely.</p></li></ol></section>"
)
FOOTER = (
    "<footer><p>Copyright The Example. All rights reserved. Terms, privacy, contact.</p></footer>"
)


def body(paragraphs: tuple[str, ...] = PARAGRAPHS) -> str:
    """The paragraphs as an `<article>`."""
    return f"<article>{''.join(f'<p>{paragraph}</p>' for paragraph in paragraphs)}</article>"


def page(
    *, head: str = "", article: str | None = None, lang: str = "en", title: str = TITLE
) -> str:
    """A page of a news site around an article."""
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><title>{title} | The Example</title>{head}'
        f"</head><body>{NAVIGATION}{COOKIES}<main><h1>{title}</h1>"
        f"{body() if article is None else article}</main>{COMMENTS}{FOOTER}</body></html>"
    )
