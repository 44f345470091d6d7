"""JSON-LD in the words of schema.org: types that fit, nothing empty, no passage twice, breadcrumbs from 1."""

import json

import pytest
from msgspec.structs import replace

from api.formats.jsonld.citations import work
from api.formats.jsonld.document import document
from api.formats.jsonld.nodes import without_empty
from api.formats.jsonld.vocabulary import HEALTH_ASPECTS, LICENSES
from editions.content import Paragraph
from editions.vocabulary import License, SectionKind
from tests.api.builders import (
    a_content,
    a_paragraph,
    a_section,
    a_sheet_with_everything,
    an_faq,
)
from tests.bibliography.sources import an_article, people

from .builders import a_shown, included_with

# Members of https://schema.org/HealthAspectEnumeration.
ASPECTS = {
    "Allergies", "Benefits", "Causes", "Contagiousness", "Effectiveness", "GettingAccess", "HowItWorks", "HowOrWhere",
    "Ingredients", "LivingWith", "MayTreat", "Misconceptions", "Overview", "PatientExperience", "Pregnancy",
    "Prevention", "Prognosis", "RelatedTopics", "RisksOrComplications", "Safety", "Screening", "SeeDoctor", "SelfCare",
    "SideEffects", "Stages", "Symptoms", "Treatments", "Types", "UsageOrSchedule",
}  # fmt: skip


def node(content, **translation):
    return json.loads(document(a_shown(content, **translation)))


def sheet(*kinds, **changed):
    sections = tuple(a_section(kind, kind, a_paragraph(kind, f"On {kind}.")) for kind in kinds)
    return a_content(sections=sections, **changed)


def values_in(value):
    if isinstance(value, dict):
        for each in value.values():
            yield from values_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from values_in(each)
    yield value


def whole():
    return replace(a_sheet_with_everything(), included=included_with())


@pytest.mark.parametrize(
    ("kinds", "subject"),
    [
        (["what-it-is", "procedure", "risks"], "MedicalProcedure"),
        (["preparation"], "MedicalProcedure"),
        (["how-it-works", "frequency"], "MedicalTherapy"),
        (["symptoms", "treatment", "how-it-works"], "MedicalCondition"),
    ],
)
def test_sheet_is_about_what_its_sections_tell(kinds, subject):
    (about,) = node(sheet(*kinds))["about"]
    assert about == {"@type": subject, "name": "Asthma", "alternateName": ["Wheezing"]}


def test_sheet_that_does_not_tell_is_about_nothing_in_particular():
    found = node(sheet("what-it-is"))
    assert "about" not in found
    assert found["alternateName"] == ["Wheezing"]


def test_question_is_a_page_of_questions():
    found = node(an_faq())
    assert found["@type"] == ["MedicalWebPage", "FAQPage"]
    (question,) = found["mainEntity"]
    assert question["acceptedAnswer"]["text"] == "Yes: it helps the medicine to reach your lungs."


def test_nothing_empty_is_in_it():
    for content in (whole(), a_content(), an_faq()):
        assert not [each for each in values_in(node(content)) if each in ("", None, [], {})]


def test_node_that_says_only_its_type_says_nothing():
    assert without_empty({"a": {"@type": "Person", "name": ""}, "b": {"@type": "Patient"}}) == {
        "b": {"@type": "Patient"}
    }


def test_no_passage_stands_twice():
    texts = [each for each in values_in(node(whole())) if isinstance(each, str) and " " in each and len(each) > 20]
    licences = [each for each in texts if each.startswith("https")]
    assert not licences
    assert len(set(texts)) == len(texts)
    alone = [block.text[0] for block in whole().sections[0].blocks if isinstance(block, Paragraph)]
    assert sum(alone[0] in text for text in texts) == 1


def test_breadcrumbs_begin_at_one_and_end_here():
    crumbs = node(whole())["breadcrumb"]["itemListElement"]
    assert [each["position"] for each in crumbs] == list(range(1, len(crumbs) + 1))
    assert crumbs[-1] == {"@type": "ListItem", "position": len(crumbs), "name": "Inhalers"}
    assert all(each["item"].startswith("http") for each in crumbs[:-1])


def test_parts_have_their_health_aspect():
    parts = node(sheet("risks", "preparation"))["hasPart"]
    assert parts[0]["hasHealthAspect"] == "https://schema.org/RisksOrComplicationsHealthAspect"
    assert "hasHealthAspect" not in parts[1]
    assert {each["@type"] for each in parts} == {"HealthTopicContent"}


def test_every_aspect_is_one_of_schema_org_and_every_kind_is_ours():
    assert set(HEALTH_ASPECTS.values()) <= ASPECTS
    assert set(HEALTH_ASPECTS) <= set(SectionKind)


def test_every_licence_but_the_reserved_one_has_an_address():
    assert set(License) - set(LICENSES) == {License.RESERVED}
    assert node(whole())["license"] == "https://creativecommons.org/licenses/by/4.0/"


def test_citations_are_works_with_their_numbers():
    first, second = node(whole())["citation"]
    assert (first["@type"], first["position"], first["@id"]) == (
        "ScholarlyArticle", 1, "https://doi.org/10.5555/spacers",
    )  # fmt: skip
    assert "creativeWorkStatus" not in first
    assert second["creativeWorkStatus"] == "retracted"


def test_article_stands_in_issue_volume_and_journal():
    found = without_empty(work(an_article(issue="1", pmid="19528028", doi="10.1136/x", authors=people("Yelland MJ"))))
    assert found["isPartOf"] == {
        "@type": "PublicationIssue",
        "issueNumber": "1",
        "isPartOf": {
            "@type": "PublicationVolume",
            "volumeNumber": "29",
            "isPartOf": {"@type": "Periodical", "name": "Spine"},
        },
    }
    assert found["sameAs"] == ["https://pubmed.ncbi.nlm.nih.gov/19528028/"]
    assert found["author"] == [{"@type": "Person", "familyName": "Yelland", "givenName": "MJ"}]


def test_review_and_publisher_are_told():
    found = node(whole())
    assert found["lastReviewed"] == "2026-03-01"
    assert found["reviewedBy"] == [{"@type": "Person", "name": "Dr A. Example", "jobTitle": "Nurse"}]
    assert found["publisher"]["name"] == "Example Lung Charity"
    assert found["medicalAudience"][0] == {"@type": "Patient"}


def test_translation_names_the_work_that_it_is_of():
    arabic = replace(whole(), language="ar", title="أجهزة الاستنشاق")
    found = node(arabic, status="outdated", notice="تغيّر", notice_language="ar")
    assert found["inLanguage"] == "ar"
    assert found["translationOfWork"] == {"@type": "MedicalWebPage", "inLanguage": "en"}
    assert found["creativeWorkStatus"] == "outdated"
    assert found["usageInfo"] == [{"@type": "CreativeWork", "text": "تغيّر", "inLanguage": "ar"}]
