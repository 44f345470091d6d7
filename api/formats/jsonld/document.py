"""A whole content as JSON-LD, by its type."""

from __future__ import annotations

from django.utils.functional import Promise

from editions.content import (
    Faq,
    FaqWords,
    Included,
    Publisher,
    Reference,
    Review,
    Section,
    Sheet,
    Term,
    Topic,
)
from editions.rendering import Rendering

from ... import links
from .. import labels
from ..addresses import safe
from ..json import dumps
from ..members import rendering_for
from ..shown import Shown
from .citations import work
from .nodes import Node, images, organisation, record, text, without_empty
from .vocabulary import AUDIENCES, LICENSES, aspect_of, subject_of

CONTEXT = "https://schema.org"
PAGE = "MedicalWebPage"
TERMS = "terms/"


def document(shown: Shown) -> str:
    """The node of the content. `<` is escaped, so that it can be put into a `<script>` as it is."""
    node = without_empty({"@context": CONTEXT, **_node(shown)})
    return dumps(node).replace("<", "\\u003c")


def _node(shown: Shown) -> Node:
    rendering = rendering_for(shown.content)
    match shown.content:
        case Sheet() as sheet:
            return _sheet(shown, sheet, rendering)
        case Faq() as faq:
            page = record(shown, PAGE)
            return {
                **page,
                "@type": [PAGE, "FAQPage"],
                "mainEntity": [_question(faq.title, faq, rendering)],
                "about": _topics(shown),
                **_frame(shown, faq.included, faq.review),
            }
        case Reference() as reference:
            return _reference(shown, reference)
        case Publisher() as publisher:
            principles = [publisher.disclaimer, publisher.acknowledgement, publisher.copyright]
            return {
                **organisation(publisher),
                "publishingPrinciples": [_passage(shown, each) for each in principles],
                "subjectOf": record(shown, "WebPage"),
            }
        case Topic() as topic:
            return _defined(shown, topic.title, topic.summary, "topics/")
        case Term() as term:
            return _defined(shown, term.title, term.definition, TERMS)


def _sheet(shown: Shown, sheet: Sheet, rendering: Rendering) -> Node:
    subject = subject_of(sheet.sections)
    names = list(sheet.alternative_titles)
    return {
        **record(shown, PAGE),
        "name": sheet.title,
        "alternateName": [] if subject else names,
        "description": sheet.summary,
        "about": [
            {"@type": subject, "name": sheet.title, "alternateName": names} if subject else {},
            *_topics(shown),
        ],
        "medicalAudience": [AUDIENCES[each] for each in sheet.audience if each in AUDIENCES],
        **_frame(shown, sheet.included, sheet.review),
        "license": LICENSES.get(sheet.license, ""),
        "relatedLink": [safe(each.url) for each in sheet.links],
        "hasPart": [
            *(_part(section, rendering) for section in sheet.sections),
            _questions(sheet.included.faqs, rendering),
            _passage(shown, sheet.disclaimer),
        ],
    }


def _frame(shown: Shown, included: Included, review: Review) -> Node:
    """What a sheet and a question have alike: who answers for it, what it rests on, where it stands."""
    publisher = included.publisher
    return {
        "lastReviewed": review.last_reviewed.isoformat() if review.last_reviewed else "",
        "reviewedBy": [{"@type": "Person", "name": each.name, "jobTitle": each.role} for each in review.reviewers],
        "publisher": organisation(publisher) if publisher else None,
        "publishingPrinciples": _passage(shown, publisher.disclaimer) if publisher else None,
        "copyrightNotice": publisher.copyright if publisher else "",
        "creditText": publisher.acknowledgement if publisher else "",
        "citation": [
            {**work(each.csl), "position": number, "creativeWorkStatus": each.standing}
            for number, each in enumerate(included.references, 1)
        ],
        "mentions": [
            {
                "@type": "DefinedTerm",
                "@id": links.for_ever("term", each.id),
                "name": each.term,
                "description": each.definition,
            }
            for each in included.terms
        ],
        "breadcrumb": _breadcrumb(shown),
    }


def _part(section: Section, rendering: Rendering) -> Node:
    return {
        "@type": "HealthTopicContent",
        "name": section.heading,
        "hasHealthAspect": aspect_of(section),
        "text": text(section.blocks, rendering),
        "image": images(section.blocks, rendering),
    }


def _questions(faqs: tuple[FaqWords, ...], rendering: Rendering) -> Node:
    return {"@type": "FAQPage", "mainEntity": [_question(each.question, each, rendering) for each in faqs]}


def _question(question: str, faq: Faq | FaqWords, rendering: Rendering) -> Node:
    answer = {"@type": "Answer", "text": text(faq.answer, rendering), "image": images(faq.answer, rendering)}
    return {"@type": "Question", "name": question, "acceptedAnswer": answer}


def _reference(shown: Shown, reference: Reference) -> Node:
    """The work, and beside it the page on which we say what it found."""
    return {
        **work(reference.csl),
        "creativeWorkStatus": reference.standing,
        "subjectOf": {**record(shown, "WebPage"), "text": reference.note},
    }


def _defined(shown: Shown, name: str, description: str, folder: str) -> Node:
    return {
        "@type": "DefinedTerm",
        "@id": links.for_ever(shown.content.type, shown.content.id),
        "name": name,
        "description": description,
        "inDefinedTermSet": links.resource(folder),
        "subjectOf": record(shown, "WebPage"),
    }


def _topics(shown: Shown) -> list[Node]:
    return [
        {"@type": "DefinedTerm", "@id": links.content("topic", each["slug"]), "name": each["name"]}
        for each in shown.members.get("topics", ())
    ]


def _breadcrumb(shown: Shown) -> Node:
    """All sheets, the first topic, and this one, which is where the reader is and leads nowhere."""
    is_sheet = isinstance(shown.content, Sheet)
    folder = "factsheets/" if is_sheet else "faqs/"
    label: Promise = labels.FACT_SHEETS if is_sheet else labels.QUESTIONS_ALONE
    topics = shown.members.get("topics", ())[:1]
    crumbs = [
        (shown.label(label).text, links.resource(folder)),
        *((each["name"], links.resource(f"{folder}?topic={each['slug']}")) for each in topics),
        (shown.content.title, ""),
    ]
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": address}
            for position, (name, address) in enumerate(crumbs, 1)
        ],
    }


def _passage(shown: Shown, words: str) -> Node:
    return {"@type": "CreativeWork", "text": words, "inLanguage": shown.language.tag} if words else {}
