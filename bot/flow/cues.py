"""Turns of phrase that mean the same at every question: „po co?”, „wstecz”, „przykład?”, anger, a person wanted."""

import re

WHY = re.compile(
    r"(?:(?:ale|a|no|i) )*(?:po (?:co|cholere|kiego)|dlaczego|czemu|w jakim celu|do czego)\b(?!.*\bnie\b).{0,40}$"
)
"""„A po co?”: a question about the question."""
WHERE = re.compile(r"(?:(?:ale|a|no|i) )*(?:gdzie|skad|w ktorym miejscu)\b.{0,30}$")
"""„Gdzie to znajdę?”, „skąd mam wiedzieć”."""
NUMBER_NAMED = re.compile(r"\b(?:seryjn\w*|serial\w*|sn|umow\w*|kontrakt\w*)")
EXAMPLE = re.compile(
    r"(?:(?:a|no|prosze|poprosze|o|jakis|podaj|daj|dasz|mozna|moge prosic o) )*(?:na )?przyklad\w*(?: \w+){0,2}$"
    r"|(?:a |czyli )?(?:jak to (?:ma )?wygladac?|jak to wyglada|w jakim formacie|jak to (?:wpisac|zapisac|napisac))$"
)
"""„Przykład?”, „jak to ma wyglądać?”."""
BACK = re.compile(
    r"(?:prosze )?(?:wstecz|cofnij|krok wstecz|(?:do )?poprzedni\w+ pytani\w+"
    r"|(?:wroc(?:my)?|cofnij)(?: sie| mnie)? (?:o krok|do poprzedniego(?: pytania)?))"
)
"""„Wstecz”: the question before."""
ONWARD = re.compile(
    r"(?:(?:no|ok|dobra|to|dobrze) )*"
    r"(?:(?:jedziemy |idziemy |lecimy )?dalej|kontynuuj(?:emy)?|lecimy|nastepne(?: pytanie)?"
    r"|(?:wroc\w*|wracam\w*) do (?:zgloszenia|tematu|rzeczy|sprawy|awarii|usterki|pytania))"
)
"""„Wróćmy do zgłoszenia”: the open question again."""
SKIP = frozenset({"pomin", "pomijam", "pominmy", "pomin to", "dalej bez tego"})
"""Typed where there is no such button, they mean „nie wiem”."""
REFUSAL = re.compile(
    r"(?:(?:a|ale|ja) )*nie (?:podam|powiem|bede podawa\w*|chce (?:podac|podawac|mowic)|zamierzam podawac)\b.{0,40}"
)
"""„Nie podam”: treated as „nie wiem”."""
WAIT = re.compile(
    r"(?:(?:ok|no|to|dobra|prosze) )*(?:(?:jedn\w+ )?(?:chwil\w+|moment\w*|sekund\w*|minut\w*)|zaraz|pozniej|potem"
    r"|(?:po)?czekaj\w*)(?: (?:prosze|wracam|wroce|sprawdze|sprawdzam|zobacze|patrze|ide|podejde|poszukam|dokoncze))*"
)
"""„Chwila, sprawdzę”: nobody is asked again."""
ANOTHER = re.compile(
    r"\b(?:drug\w+|kolejn\w+|inn\w+|now\w+|osobn\w+|nastepn\w+|oprocz tego|poza tym|przy okazji|jeszcze jed\w+)\b"
    r".{0,40}\b(?:awari\w*|uster\w*|zgloszeni\w*|spraw\w*|klient\w*|problem\w*|urzadze\w*|switch\w*|przelacznik\w*)"
)
"""„Mam jeszcze jedną awarię, u innego klienta”: another report, not a correction of this one."""
ALSO = re.compile(r"\b(?:tez|takze|rowniez|jeszcze|oprocz|poza|dodatkowo|przy okazji|drug\w+|kolejn\w+|a u)\b")
"""„I jeszcze u drukarni też padł…”: with a number of its own it is another report."""
NEW_REPORT = re.compile(r"\b(?:zglo[sz]\w*|zglasza\w*|awari\w*|uster\w*|problem\w*|klopot\w*|pomoc\w*|pomoz\w*)\b")
"""„Mam problem”, „chcę zgłosić”: a wish to report, also where nothing is said to fail."""
RUDE = re.compile(
    r"\b(?:kurw\w*|c?huj\w*|jeb\w*|pierdol\w*|spierdal\w*|debil\w*|idiot\w*|kretyn\w*|durn\w*|beznadzie[ij]\w*|zenad\w*"
    r"|dziadostw\w*|kpin\w*|skandal\w*|gown\w*|cholern\w*|do dupy|wkurw\w*|nic nie umiecie|banda|szlag mnie"
    r"|mam (?:was )?dosc)\b"
)
"""Anger: met with calm, and nothing else is taken from it."""
ARE_YOU_HUMAN = re.compile(
    r"(?!.*\b(?:daj\w*|dawaj\w*|chce|popros\w*|prosze|polacz\w*|wolaj\w*|przekaz\w*)\b)"
    r"(?:a |ale |no )?(?:czy )?(?:ty |pan |pani )?"
    r"(?:jest(?:es)?|rozmawiam z|pisze (?:z|do)|gadam z|mam do czynienia z|to|tam)"
    r"(?: (?:ty|pan|pani|tu|tam))?(?: \w+)?"
    r" (?:(?:chat)?bot\w*|robot\w*|automat\w*|czlowiek\w*|maszyn\w*|ai|sztuczn\w+ inteligencj\w+"
    r"|zyw\w+ osob\w+|zywy\w*)"
    r"(?: czy (?:z |do )?\w+)?"
)
"""„Rozmawiam z botem?”: answered with the truth, at once."""
HUMAN = re.compile(r"\b(?:czlowiek|konsultan|operator|pracownik)")
"""Words that call a person; „proszę dzwonić na 600…” only gives a number."""
_OURS = (
    r"numer\w*|nr|sn|telefon\w*|tel|adres\w*|miejsc\w*|umow\w*|kontrakt\w*|seryjn\w*|serial\w*|opis\w*|objaw\w*|usterk\w*"
    r"|awari\w*|priorytet\w*|wplyw\w*|pilnosc\w*|log\w*|plik\w*|urzadzeni\w*|switch\w*|przelacznik\w*|kontakt\w*"
    r"|dan[ey]\w*|zgloszeni\w*|komork\w*|dostaw\w*|lokalizacj\w*|osob\w*|cos|to|jedn\w+"
)
CHANGE = re.compile(
    r"(?:(?:prosze|chce|chcialbym|chcialabym|musze|trzeba|mozna|moge) )?"
    r"(?:zmien|popraw|skoryg)(?:ic|my|cie|iam|uj|owac)?"
    rf"(?:$| (?:\w+ )?(?:{_OURS})\b)"
)
"""„Zmień telefon”: a wish to correct, whatever it looks like otherwise."""
ASKING = re.compile(r"\?|\b(?:co|jak\w*|kiedy|kto|status|stan|etap|wiadomo)\b", re.I)
"""Without any of these a number is no question about a case."""
RETURNED = re.compile(
    r"(?:(?:ale|no|a|to|niestety|jednak|usterka|problem|awaria|blad|znowu|znow) )*"
    r"(?:(?:wrocil|powrocil)[oa]?|znowu|znow|to samo|znowu nie dziala)(?: \w+){0,2}"
)
"""„Wróciło”, „znowu to samo”: back to a report that seemed solved."""
WAITING = re.compile(
    r"(?:(?:ok|no|to|a|i|dobra|dzieki|dziekuje|halo) )*(?:co (?:teraz|dalej)|kiedy .{0,20}\b(?:od|za)?dzwoni\w*.{0,20}"
    r"|(?:ile|jak dlugo) (?:mam|mamy|trzeba|jeszcze) .{0,10}czekac.{0,20}"
    r"|kiedy .{0,12}(?:przyjed\w+|przyjad\w+|dojed\w+|bedzie|dostan\w+).{0,25}|dalej czekam\w*|czekam\w* i czekam\w*)"
)
"""Who waits for an open case asks how it stands."""
HALF = re.compile(r"\b(?:ale|zle|wolno|wolniej|czesciowo|prawie|niby|na razie|troche|nie|raz)\b")
"""„Działa, ale źle”: nobody ends a report with that."""
LEAD_IN = re.compile(
    r"(?:(?:no|to|a|ok|dobra|niech bedzie|wybieram|biore|raczej|chyba|powiedzmy|daj|dajmy|opcja|punkt|nr|numer) )+"
)
"""Words before a choice that add nothing: „no to 2”."""
