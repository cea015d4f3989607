"""The engineers' Polish words for what the domain calls in English: on the card and on the board."""

from bot.domain.contracts import Outcome

STATES = {
    "opened": "nowe",
    "taken": "przyjęte",
    "contacted": "po kontakcie",
    "data_requested": "czeka na dane",
    "confirmed": "zasadność potwierdzona",
    "ordered": "sprzęt zamówiony",
    "dispatched": "sprzęt wysłany",
    "delivered": "sprzęt dostarczony",
    "onsite": "inżynier na miejscu",
    "returned": "urządzenie zwrócone",
    "rejected": "odrzucone",
    "closed": "zamknięte",
    "withdrawn": "wycofane",
}
VENDORS = {"extreme": "Extreme", "huawei": "Huawei"}
PRIORITIES = {"P1": "P1 – praca stoi", "P2": "P2 – ograniczona", "P3": "P3 – drobna usterka", "P4": "P4 – pytanie"}

ENTITLEMENTS = {
    Outcome.COVERED: "Urządzenie jest objęte umową.",
    Outcome.NOT_YET_VALID: "Umowa jeszcze nie obowiązuje.",
    Outcome.EXPIRED: "Umowa wygasła.",
    Outcome.DEVICE_NOT_ON_CONTRACT: "Urządzenia nie ma na podanej umowie.",
    Outcome.DEVICE_UNKNOWN: "Urządzenia nie ma w rejestrze tej organizacji.",
    Outcome.CONTRACT_UNKNOWN: "Podanej umowy nie ma w rejestrze.",
    Outcome.HICARE: "HiCare: serwis prowadzi Huawei.",
    Outcome.WARRANTY_ONLY: "Tylko gwarancja producenta, bez umowy serwisowej.",
    Outcome.EXTREMEWORKS: "ExtremeWorks: umowa producenta.",
    Outcome.MISMATCH: "Numer urządzenia i numer umowy nie tworzą pary.",
    Outcome.INCOMPLETE: "Brakuje numeru urządzenia albo numeru umowy.",
}

LOGS = {"file": "przysłane w pliku", "paste": "wklejone", "later": "obiecane później", "no_access": "bez dostępu"}

CONFIGS = {"file": "przysłana", "paste": "wklejona", "later": "obiecana później", "no_access": "nie ma"}

EVENTS = {
    "opened": "Zgłoszenie otwarte",
    "completed": "Zgłoszenie uzupełnione",
    "joined": "Zgłoszono po raz drugi",
    "taken": "Sprawa przyjęta",
    "released": "Powrót do kolejki",
    "contacted": "Kontakt ze zgłaszającym",
    "message": "Wiadomość do zgłaszającego",
    "data_requested": "Prośba o dane",
    "data_received": "Dane otrzymane",
    "taken_over": "Rozmowa przejęta",
    "handed_back": "Rozmowa oddana automatowi",
    "confirmed": "Zasadność potwierdzona",
    "rejected": "Zgłoszenie odrzucone",
    "answered": "Odpowiedź na odrzucenie",
    "priority": "Zmiana priorytetu",
    "contract": "Umowa ustalona",
    "ordered": "Zamówienie u producenta",
    "dispatched": "Sprzęt wysłany",
    "delivered": "Sprzęt dostarczony",
    "onsite": "Inżynier na miejscu",
    "returned": "Urządzenie zwrócone",
    "deadline_missed": "Termin minął",
    "escalated": "Eskalacja zgłaszającego",
    "withdrawn": "Zgłoszenie wycofane",
    "closed": "Sprawa zamknięta",
    "reopened": "Sprawa otwarta ponownie",
    "from_caller": "Od zgłaszającego",
    "evidence_read": "Odczytano z logów",
    "config_opened": "Zaszyfrowany plik pobrany",
    "sealed_deleted": "Zaszyfrowany plik usunięty",
}

CLOCK_STATES = {"running": "biegnie", "met": "dotrzymany", "missed": "przekroczony", "cancelled": "odwołany"}
KINDS = {
    "reaction": "reakcja",
    "dispatch": "wysyłka",
    "delivery": "dostawa",
    "onsite": "przyjazd",
    "return": "zwrot",
}
PARTS = {
    "priority": "priorytet",
    "priority_stated": "podany priorytet",
    "symptom": "objaw",
    "entitlement": "uprawnienie",
    "customer": "klient",
    "contract": "umowa",
    "serial": "numer seryjny",
    "model": "model",
    "services": "usługi",
    "phone": "telefon",
    "contact": "osoba do kontaktu",
    "site": "miejsce",
    "logs": "logi",
    "tried": "próby",
    "findings": "wnioski z logów",
    "missing": "braki",
}
"""What later answers of a caller may complete."""
