"""The Arabic of the sheet on inhalers and of all that it includes: numbers, English works, a Latin phrase."""

from editions.models import Edition
from tests.api.builders import (
    ASTHMA,
    CHARITY,
    CLINIC,
    SPACER,
    a_citation,
    an_id,
    released_in,
)

_DFN = f'<dfn data-term="{an_id("bronchi")}">'
_SHEET = f'<a data-content="{ASTHMA}" data-type="factsheet">'
_BOTH = f"{a_citation('spacers')}{a_citation('breathing out')}"

# By the English text of each segment.
ARABIC = {
    "Inhalers": "أجهزة الاستنشاق",
    "How to use an inhaler.": "كيف تستخدم جهاز الاستنشاق.",
    "How to use it": "طريقة الاستخدام",
    "At a glance": "لمحة سريعة",
    "Puffs": "البخات",
    '<bdi dir="ltr">2</bdi> at a time': (
        'من <bdi dir="ltr">2–4</bdi> بخات في المرة، واتصل على <bdi dir="ltr">020 7946 0958</bdi>'
    ),
    f"It opens the {_DFN}bronchi</dfn>{_BOTH}, as {_SHEET}the sheet on asthma</a> says. "
    '<span lang="la" dir="ltr">Spiritus</span> is breath.': (
        f"يوسّع {_DFN}القصبات</dfn>{_BOTH} كما تقول {_SHEET}صحيفة الربو</a>. "
        'وتعني <span lang="la" dir="ltr">Spiritus</span> النفَس.'
    ),
    "A hand holding an inhaler": "يد تمسك جهاز استنشاق",
    f"From a trial{a_citation('spacers')}": f"من تجربة{a_citation('spacers')}",
    "Example Photos": "صور المثال",
    "Colours": "الألوان",
    "Colour": "اللون",
    "When": "متى",
    "Blue": "أزرق",
    "For attacks": "للنوبات",
    "Brown": "بني",
    "Every day": "كل يوم",
    "I was afraid of it at first.": "كنت أخاف منه في البداية.",
    "A patient": "مريضة",
    "Spacers": "حجرات الاستنشاق",
    "They help.": "إنها تساعد.",
    "For how long.": "إلى متى.",
    "Lung charity": "جمعية الرئة",
    "With a film.": "مع فيلم.",
    "Ask your nurse to watch you use it.": "اطلب من الممرضة أن تراقبك وأنت تستخدمه.",
    "Nurse": "ممرضة",
    "Write to help@lungs.example.": "اكتب إلى help@lungs.example.",
    "This sheet does not take the place of a visit to your doctor.": "لا تغني هذه الصحيفة عن زيارة طبيبك.",
    "© Example Lung Charity": "© جمعية الرئة النموذجية",
    "Paid for by the Example Foundation.": "بتمويل من مؤسسة المثال.",
    "bronchi": "القصبات",
    "The large airways in the lungs.": "المجاري الهوائية الكبيرة في الرئتين.",
    "People who used spacers had fewer attacks.": "من استخدموا الحجرات أصابتهم نوبات أقل.",
    "People who used breathing out had fewer attacks.": "من استخدموا الزفير أصابتهم نوبات أقل.",
    SPACER: "هل أستخدم حجرة استنشاق؟",
    f"Yes, it helps{a_citation('spacers')}.": f"نعم، إنها تساعد{a_citation('spacers')}.",
}

NEIGHBOURS = (CLINIC.id, CHARITY.id, *map(an_id, ("bronchi", "spacers", "breathing out", SPACER)))


def in_arabic(english: Edition) -> Edition:
    """The sheet in Arabic, after its neighbours, translated with the help of a machine."""
    for id in NEIGHBOURS:
        _translated(Edition.objects.get(work=id, language="en"))
    return _translated(english, method="machine-assisted")


def _translated(english: Edition, **how: str) -> Edition:
    return released_in("ar", english, words=ARABIC, **how)
