"""Sources of every kind, to write and compare. The clinic's own seven are in `SEEDS`; the rest is invented."""

from datetime import date

from editions.bibliography.csl import AND_OTHERS, Csl, Name


def people(*names: str) -> tuple[Name, ...]:
    """`people("Hackett GS", "van der Berg, Anna")`; “et al.” for the others, “=WHO” for an organisation."""
    return tuple(map(person, names))


def person(name: str) -> Name:
    if name == "et al.":
        return AND_OTHERS
    if name.startswith("="):
        return Name(literal=name[1:])
    family, _comma, given = name.partition(",") if "," in name else name.rpartition(" ")
    return Name(family=family, given=given.strip())


def an_article(**changes: object) -> Csl:
    """The clinic's sixth reference, with the slip of its scanner."""
    values: dict[str, object] = {
        "authors": people("Yelland MJ", "Glasziou PP", "Bogduk N", "et al."),
        "title": "Prototherapy injections, saline injections, and exercises for chronic low-back pain: "
        "a randomized trial",
        "container_title": "Spine",
        "year": 2004,
        "volume": "29",
        "page": "9-16",
    }
    return Csl(**(values | changes))  # type: ignore[arg-type]


SEEDS = (
    Csl(
        authors=people("Hackett GS"),
        title="Joint stabilization through induced ligament sclerosis",
        container_title="Ohio.Med",
        year=1953,
        volume="49",
        page="877-84",
    ),
    Csl(
        authors=people("Klein RG", "Eek BC", "Delong WB", "et al."),
        title="A randomized double-blind trial of dextroseglycerinephenol injections for chronic, low back pain",
        container_title="J Spinal Disord",
        year=1993,
        volume="6",
        page="23-33",
    ),
    Csl(
        authors=people("Paoloni JA", "Orchard JW"),
        title="The use of therapeutic medications for soft tissue injuries in sports medicine",
        container_title="Med J Aust",
        year=2005,
        volume="183",
        page="384-8",
    ),
    Csl(
        authors=people("Dechow E", "Davies RK", "Carr AJ", "et al."),
        title="A randomized, double-blind, placebocontrolled trial of sclerosing injections in patients with chronic "
        "low back pain",
        container_title="Rheumatofogy (Oxford)",
        year=1999,
        volume="38",
        page="1255-9",
    ),
    Csl(
        authors=people("Ongley MJ", "Klein RG", "Dorman TA", "et al."),
        title="A new approach to the treatment of chronic low back pain",
        container_title="Lancet",
        year=1987,
        volume="2",
        page="143-6",
    ),
    an_article(),
    Csl(
        authors=people("Cusi M", "Saunders J", "Hungerford 8", "et al."),
        title="The use of prolotherapy in the sacroiliac joint",
        container_title="Br.J Sports Med",
        year=2010,
        volume="44",
        page="100-4",
    ),
)

INVENTED = {
    "seven authors": an_article(authors=people(*(f"Author{letter} {letter}" for letter in "ABCDEFG"))),
    "six authors": an_article(authors=people(*(f"Author{letter} {letter}" for letter in "ABCDEF"))),
    "given names in full": an_article(authors=people("Lindqvist, Ebba Maria", "Okafor, Chidi")),
    "given names with stops": an_article(authors=people("Lindqvist, E. M.", "Okafor, C.")),
    "hyphen in the given names": an_article(authors=people("Dupont, Jean-Paul", "Li, Xiao-Ming")),
    "hyphen in the family name": an_article(authors=people("Smith-Jones, Anna")),
    "van der": an_article(authors=people("van der Berg, Anna", "de la Cruz, Juan")),
    "accents": an_article(authors=people("Łukasiewicz, Żaneta", "Øverland, Åse")),
    "Cyrillic": an_article(authors=people("Иванова, Ольга Петровна"), title="Боль в спине", language="ru"),
    "organisation as author": an_article(authors=people("=Example Pain Group")),
    "people and an organisation": an_article(authors=people("Okafor C", "=Example Pain Group")),
    "no author": an_article(authors=()),
    "title with a question": an_article(title="Does rest help? A trial?"),
    "title with its stop": an_article(title="Rest and backs."),
    "issue": an_article(issue="1"),
    "supplement": an_article(volume="42", issue="Suppl 2", page="S93-S99"),
    "no pages": an_article(page=""),
    "number for pages": an_article(page="e012345"),
    "long range": an_article(page="877-884"),
    "range with letters": an_article(page="e877-e884"),
    "range that is short already": an_article(page="877-84"),
    "range over a hundred": an_article(page="998-1004"),
    "DOI": an_article(doi="10.1234/Example.5"),
    "PMID": an_article(pmid="12345678"),
    "article on the web": an_article(url="https://journal.example/9", accessed=date(2026, 11, 2)),
    "article ahead of its volume": an_article(volume="", page="", year=2026, month=6, day=9, doi="10.1234/x"),
    "book": Csl(
        type="book",
        authors=people("Hackett, George S."),
        title="Ligaments and their pain",
        edition="3",
        place="Springfield",
        publisher="Example Press",
        year=1958,
    ),
    "book by its editors": Csl(
        type="book",
        editors=people("Morgan, Sian", "Evans, Rhys"),
        title="Pain clinics",
        place="Cardiff",
        publisher="Example Press",
        year=2011,
    ),
    "book on the web": Csl(
        type="book",
        authors=people("Morgan, Sian"),
        title="Backs",
        publisher="Example Press",
        year=2020,
        url="https://books.example/backs",
        accessed=date(2026, 3, 14),
    ),
    "chapter": Csl(
        type="chapter",
        authors=people("Patel R"),
        editors=people("Morgan, Sian", "Evans, Rhys"),
        title="Injections",
        container_title="Pain clinics",
        edition="2",
        place="Cardiff",
        publisher="Example Press",
        year=2011,
        page="93-113",
    ),
    "chapter without editors": Csl(
        type="chapter", authors=people("Patel R"), title="Rest", container_title="Backs", year=2011, page="3-9"
    ),
    "report": Csl(
        type="report",
        authors=people("=Example Health Institute"),
        title="Low back pain: assessment and management",
        place="London",
        publisher="Example Health Institute",
        year=2016,
        month=11,
    ),
    "report on the web": Csl(
        type="report",
        authors=people("=Example Health Institute"),
        title="Sciatica",
        publisher="Example Health Institute",
        year=2016,
        url="https://guidance.example/ng1",
        accessed=date(2026, 11, 22),
    ),
    "web page": Csl(
        type="webpage",
        authors=people("=Example Pain Charity"),
        title="Living with pain",
        place="Leeds",
        publisher="Example Pain Charity",
        year=2024,
        month=5,
        day=6,
        url="https://charity.example/living",
        accessed=date(2026, 11, 22),
    ),
    "page of a site": Csl(
        type="webpage",
        title="Back pain",
        container_title="Health pages",
        publisher="Example Trust",
        year=2024,
        url="https://pages.example/back-pain",
        accessed=date(2026, 11, 22),
    ),
    "thesis": Csl(
        type="thesis",
        authors=people("Evans, Rhys"),
        title="Ligaments in the cold",
        place="Bangor",
        publisher="Example University",
        year=2019,
    ),
}
