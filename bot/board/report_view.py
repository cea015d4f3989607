"""The report as HTML: the filter, the big numbers, a drawn week by week, and tables in which every figure is a link."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, datetime, timedelta

from bot.board.frame import bar
from bot.board.house import Staff
from bot.board.report_filter import CASES, PAGE, UNKNOWN, Span
from bot.domain.dates import say_moment, say_short, say_span
from bot.markup import esc
from bot.report import Fact, Figures, Score, figures, grouped
from flows.obsluga_sprawy.names import PRIORITIES, STATES, VENDORS

NAMES = {"reaction": "Reakcja", "delivery": "Dostawa i przyjazd", "return": "Zwrot urządzenia"}
PATHS = {"reaction": "reakcja", "delivery": "dostawa", "return": "zwrot"}
VERDICTS = {
    "met": ("dotrzymana", "dotrzymano"),
    "missed": ("przekroczona", "przekroczono"),
    "open": ("otwarta", "w toku"),
}
GROUPS: Mapping[str, tuple[str, Callable[[Fact], str], Callable[[str], str]]] = {
    "vendor": ("Producent", lambda f: f.vendor or UNKNOWN, lambda v: VENDORS.get(v, v)),
    "priority": ("Priorytet", lambda f: f.priority, lambda p: PRIORITIES.get(p, p)),
    "week": ("Tydzień od", lambda f: f.week, lambda w: say_short(date.fromisoformat(w))),
}
FRAME = """<!doctype html>
<html lang="pl"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title} – Dyspozytor</title><link rel="icon" href="/static/panel/icon.svg">
<link rel="stylesheet" href="/static/panel/theme.css"><link rel="stylesheet" href="/static/panel/board.css"></head>
<body><header class="top">{bar}</header><main class="page report">{content}</main></body></html>"""
COLUMNS = ("Sprawa", "Zgłoszono", "Klient", "Priorytet", "Stan", "Terminy")
SHOWN, LABELS = 500, 13
MANY = timedelta(days=370)
TALL, WIDE = 160, 720
NOTHING = figures([])


def report(staff: Staff, span: Span, facts: Sequence[Fact]) -> str:
    """The whole page."""
    found = {name: _figures(facts, by) for name, (_, by, _) in GROUPS.items()}
    parts = (
        "<h1>Raport terminów</h1>",
        _filter(span),
        _tiles(span, figures(facts)),
        *(_drawing(span, found["week"], subject) for subject in ("reaction", "delivery")),
        *(_group(span, found[name], name) for name in GROUPS),
        _endnote(span),
    )
    return FRAME.format(title="Raport", bar=bar(staff, PAGE), content="".join(parts))


def _figures(facts: Sequence[Fact], by: Callable[[Fact], str]) -> dict[str, Figures]:
    return {key: figures(those) for key, those in grouped(facts, by).items()}


def _endnote(span: Span) -> str:
    table, cases = (esc(span.to(f"{path}.csv")) for path in (PAGE, CASES))
    return f"""<p class="actions"><a class="button" href="{table}">Pobierz tabelę (CSV)</a>
        <a class="button" href="{cases}">Pobierz sprawy (CSV)</a></p>
        <p class="sub">Sprawa liczy się w tygodniu zgłoszenia. Jeden przekroczony termin z kilku to przekroczenie;
        odwołane się nie liczą. Odsetek to dotrzymane z rozstrzygniętych, zaokrąglone w dół.</p>"""


def listed(staff: Staff, span: Span, facts: Sequence[Fact], now: datetime) -> str:
    """The cases behind a figure."""
    head = "".join(
        f"<th scope='col'>{n}</th>" for n in ("Sprawa", "Zgłoszono", "Klient", "Priorytet", "Stan", "Terminy")
    )
    rows = "".join(_case(fact, now) for fact in facts[-SHOWN:][::-1])
    more = f"Pokazano {SHOWN} najnowszych; wszystkie są w pliku CSV. " if len(facts) > SHOWN else ""
    chosen = ", ".join(filter(None, (
        f"{say_short(span.first)} – {say_short(span.last)}", VENDORS.get(span.vendor, span.vendor), span.priority,
        f"tydzień od {say_short(date.fromisoformat(span.week))}" if span.week else "", span.result.replace("-", " "),
    )))  # fmt: skip
    back = esc(span.to(PAGE, week="", result=""))
    content = (
        f"<h1>Sprawy z raportu: {len(facts)}</h1><p class='sub'>{esc(chosen)}. {more}"
        f"<a href='{back}'>Wróć do raportu</a></p>"
        f"<section class='panel scrolls'><table class='figures'><thead><tr>{head}</tr></thead>"
        f"<tbody>{rows}</tbody></table></section>"
    )
    return FRAME.format(title="Sprawy z raportu", bar=bar(staff, PAGE), content=content)


def _case(fact: Fact, now: datetime) -> str:
    said = "; ".join(f"{NAMES[subject].lower()}: {VERDICTS[v][1]}" for subject, v in fact.judged.items())
    cells = (
        say_moment(fact.at, now),
        fact.customer or "nieustalony",
        fact.priority,
        STATES.get(fact.state, fact.state),
    )
    return (
        f"<tr><th scope='row'><a href='/panel/sprawa/{fact.number}'>{fact.number}</a></th>"
        f"{''.join(f'<td>{esc(cell)}</td>' for cell in cells)}<td>{esc(said or 'bez terminów')}</td></tr>"
    )


def _filter(span: Span) -> str:
    vendors = {"": "każdy", **VENDORS, UNKNOWN: UNKNOWN}
    return f"""<form class="filters" method="get" action="{PAGE}">
        <label class="field"><span class="label">Od</span>
        <input class="input" type="date" name="od" value="{span.first}"></label>
        <label class="field"><span class="label">Do</span>
        <input class="input" type="date" name="do" value="{span.last}"></label>
        {_select("Producent", "producent", vendors, span.vendor)}
        {_select("Priorytet", "priorytet", {"": "każdy", **PRIORITIES}, span.priority)}
        <button class="button main" type="submit">Pokaż</button></form>"""


def _select(label: str, name: str, known: Mapping[str, str], value: str) -> str:
    options = "".join(
        f'<option value="{esc(key)}"{" selected" if key == value else ""}>{esc(said)}</option>'
        for key, said in known.items()
    )
    return (
        f'<label class="field"><span class="label">{label}</span>'
        f'<select class="input" name="{name}">{options}</select></label>'
    )


def _tiles(span: Span, all_: Figures) -> str:
    usual = say_span(all_.usual) if all_.usual is not None else "–"
    found = (
        _tile(span.to(CASES), str(all_.cases), "spraw"),
        *(_kept(span, subject, score) for subject, score in all_.scores.items()),
        _tile(span.to(CASES, result="potwierdzone"), usual, "od zgłoszenia do potwierdzenia (mediana)"),
    )
    return f"<nav class='tiles' aria-label='Podsumowanie'>{''.join(found)}</nav>"


def _kept(span: Span, subject: str, score: Score) -> str:
    """Leads to where it was not kept."""
    return _tile(
        span.to(CASES, result=f"{PATHS[subject]}-przekroczona"), _share(score), f"{NAMES[subject]}: w terminie"
    )


def _tile(address: str, number: str, label: str) -> str:
    return f'<a class="tile" href="{esc(address)}"><b>{esc(number)}</b> <span>{esc(label)}</span></a>'


def _share(score: Score) -> str:
    return "–" if score.share is None else f"{score.share}%"


def _group(span: Span, found: Mapping[str, Figures], name: str) -> str:
    """A table; each figure leads to its cases."""
    title, _, say = GROUPS[name]
    subjects = "".join(f"<th scope='colgroup' colspan='4'>{NAMES[s]}</th>" for s in NAMES)
    heads = "".join(
        f"<th scope='col'>{said}</th>" for _ in NAMES for said in (*(v[1] for v in VERDICTS.values()), "odsetek")
    )
    rows = (
        "".join(_row(say(key), span, name, key, those) for key, those in found.items())
        or f"<tr><td colspan='{4 * len(NAMES) + 5}'>W tym czasie nie było spraw.</td></tr>"
    )
    return f"""<section class="panel scrolls"><h2>{title}</h2><table class="figures">
        <thead><tr><th rowspan="2" scope="col">{title}</th><th rowspan="2" scope="col">Spraw</th>{subjects}
        <th scope="colgroup" colspan="3">Potwierdzenie</th></tr>
        <tr>{heads}<th scope="col">spraw</th><th scope="col">mediana</th><th scope="col">9 z 10 do</th></tr></thead>
        <tbody>{rows}</tbody></table></section>"""


def _row(said: str, span: Span, name: str, key: str, found: Figures) -> str:
    def link(count: int, result: str = "") -> str:
        address = span.to(CASES, **{name: key}, result=result)
        return f'<td><a href="{esc(address)}">{count}</a></td>' if count else "<td>0</td>"

    cells = [link(found.cases)]
    for subject, score in found.scores.items():
        counts = {"met": score.met, "missed": score.missed, "open": score.open}
        cells += [link(n, f"{PATHS[subject]}-{VERDICTS[verdict][0]}") for verdict, n in counts.items()]
        cells.append(f"<td>{_share(score)}</td>")
    cells.append(link(found.confirmed, "potwierdzone"))
    cells += [f"<td>{esc(say_span(s)) if s is not None else '–'}</td>" for s in (found.usual, found.slow)]
    return f"<tr><th scope='row'>{esc(said)}</th>{''.join(cells)}</tr>"


def _drawing(span: Span, found: Mapping[str, Figures], subject: str) -> str:
    """A column a week, met beneath missed beneath open; the table of weeks says the same in figures."""
    weeks = {week: found.get(week, NOTHING).scores[subject] for week in _weeks(span, found)}
    most = max((s.met + s.missed + s.open for s in weeks.values()), default=0)
    if not most:
        return ""
    step, every = WIDE / len(weeks), -(-len(weeks) // LABELS)
    columns = "".join(
        _column(span, subject, week, score, index * step, step, TALL / most, index % every == 0)
        for index, (week, score) in enumerate(weeks.items())
    )
    legend = "".join(f"<li class='{verdict}'>{said}</li>" for verdict, (_, said) in VERDICTS.items())
    return f"""<section class="panel scrolls"><h2>{NAMES[subject]} tydzień po tygodniu</h2>
        <svg class="drawing" viewBox="0 0 {WIDE} {TALL + 24}" role="group"
        aria-label="Wykres; te same liczby są w tabeli tygodni.">{columns}</svg>
        <ul class="legend">{legend}</ul></section>"""


def _weeks(span: Span, found: Mapping[str, object]) -> Iterable[str]:
    """Every Monday of the span, those of no case too, so that a gap is seen; of years only those of cases."""
    if span.last - span.first > MANY:
        return found
    monday, count = span.first - timedelta(days=span.first.weekday()), (span.last - span.first).days // 7 + 2
    days = (monday + timedelta(weeks=n) for n in range(count))
    return [day.isoformat() for day in days if day <= span.last]


def _column(span: Span, subject: str, week: str, score: Score, x: float, step: float, unit: float, named: bool) -> str:
    label = say_short(date.fromisoformat(week)).partition(" ")[2]
    said = f"{label}: {', '.join(f'{VERDICTS[v][1]} {n}' for v, n in _counts(score))}"
    bars, y = "", float(TALL)
    for verdict, count in _counts(score):
        y -= count * unit
        address = esc(span.to(CASES, week=week, result=f"{PATHS[subject]}-{VERDICTS[verdict][0]}"))
        if count:
            bars += (
                f'<a href="{address}"><rect class="{verdict}" x="{x + step * 0.15:.1f}" y="{y:.1f}" '
                f'width="{min(step * 0.7, 60):.1f}" height="{count * unit:.1f}"><title>{esc(said)}</title></rect></a>'
            )
    return bars if not named else f'{bars}<text x="{x + step * 0.15:.1f}" y="{TALL + 18}">{label}</text>'


def _counts(score: Score) -> Iterable[tuple[str, int]]:
    return (("met", score.met), ("missed", score.missed), ("open", score.open))
