"""What our closed lists are called by schema.org."""

from __future__ import annotations

from editions.bibliography.csl import SourceType
from editions.content import Section
from editions.vocabulary import Audience, License, SectionKind

SCHEMA = "https://schema.org/"

# Members of HealthAspectEnumeration. A kind that is not here has no counterpart, and its section no aspect.
HEALTH_ASPECTS: dict[str, str] = {
    SectionKind.WHAT_IT_IS: "Overview",
    SectionKind.CAUSES: "Causes",
    SectionKind.SYMPTOMS: "Symptoms",
    SectionKind.TREATMENT: "Treatments",
    SectionKind.HOW_IT_WORKS: "HowItWorks",
    SectionKind.WHO_IT_IS_FOR: "MayTreat",
    SectionKind.WHO_SHOULD_NOT_HAVE_IT: "Safety",
    SectionKind.EVIDENCE: "Effectiveness",
    SectionKind.PROCEDURE: "HowOrWhere",
    SectionKind.FREQUENCY: "UsageOrSchedule",
    SectionKind.BENEFITS: "Benefits",
    SectionKind.RISKS: "RisksOrComplications",
    SectionKind.AFTERCARE: "SelfCare",
    SectionKind.RECOVERY: "Prognosis",
    SectionKind.EXERCISE: "SelfCare",
    SectionKind.PREVENTION: "Prevention",
    SectionKind.LIVING_WITH: "LivingWith",
    SectionKind.WHEN_TO_GET_HELP: "SeeDoctor",
}

# What a sheet is about, by the sections that only such a sheet has. The first that fits.
SUBJECTS: tuple[tuple[str, frozenset[str]], ...] = (
    ("MedicalProcedure", frozenset({SectionKind.PROCEDURE, SectionKind.PREPARATION})),
    ("MedicalCondition", frozenset({SectionKind.CAUSES, SectionKind.SYMPTOMS, SectionKind.DIAGNOSIS})),
    ("MedicalTherapy", frozenset({SectionKind.HOW_IT_WORKS, SectionKind.FREQUENCY, SectionKind.WHO_IT_IS_FOR})),
)

AUDIENCES: dict[str, dict[str, str]] = {
    Audience.PATIENTS: {"@type": "Patient"},
    Audience.CARERS: {"@type": "MedicalAudience", "audienceType": "Caregivers"},
    Audience.YOUNG_PEOPLE: {"@type": "MedicalAudience", "audienceType": "Children and young people"},
    Audience.PROFESSIONALS: {"@type": "MedicalAudience", "audienceType": "Clinicians"},
}

LICENSES: dict[str, str] = {
    License.CC_BY: "https://creativecommons.org/licenses/by/4.0/",
    License.CC_BY_NC: "https://creativecommons.org/licenses/by-nc/4.0/",
    License.CC_BY_NC_SA: "https://creativecommons.org/licenses/by-nc-sa/4.0/",
    License.OGL: "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
}

WORKS: dict[str, str] = {
    SourceType.ARTICLE: "ScholarlyArticle",
    SourceType.BOOK: "Book",
    SourceType.CHAPTER: "Chapter",
    SourceType.REPORT: "Report",
    SourceType.WEBPAGE: "WebPage",
    SourceType.THESIS: "Thesis",
}


def aspect_of(section: Section) -> str:
    """The address of the health aspect of a section, or nothing."""
    name = HEALTH_ASPECTS.get(section.kind)
    return f"{SCHEMA}{name}HealthAspect" if name else ""


def subject_of(sections: tuple[Section, ...]) -> str:
    """The type of what these sections are about; nothing if they do not tell."""
    kinds = {section.kind for section in sections}
    return next((subject for subject, signs in SUBJECTS if kinds & signs), "")
