"""The language of an article."""

from schemas.article import Article, Language
from transforms.language.detect import LanguageDetector
from transforms.language.tags import normalise_tag


def tell_language(article: Article, detector: LanguageDetector) -> Language:
    """What the input itself names, else what the detector says.

    What a feed declares is often its software's default: it may only break a tie.
    """
    if article.text_basis == "input" and article.declared_language:
        return Language(normalise_tag(article.declared_language), None, "input")
    return detector.detect(article.full_text, declared=article.declared_language)
