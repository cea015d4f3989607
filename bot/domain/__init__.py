"""The business in the words of the field; everything else may import this, it imports nothing of ours.

Glossary, Polish of the documents to English of the code:

    zgłoszenie                  Case: one reported fault of one device
    wysłanie zgłoszenia         submitted: starts the reaction clock (docs/terminy.md S07)
    umowa serwisowa             Contract: has a number, a customer, devices and dates
    uprawnienie                 Entitlement: whether a contract covers a device today, and with which service
    usługa, poziom usługi       Service: one line of catalogue.json, e.g. huawei.ahb.8x5xnbd
    zasadność                   Justification: the fault is real and covered
    potwierdzenie, zaakceptowanie zasadności, zatwierdzenie zgłoszenia
                                confirmed: one event, starts dispatch, delivery and presence (S12)
    termin                      Due: one promise with its start and its deadline
    czas reakcji                reaction: until an engineer contacts the reporter
    wysyłka                     dispatch: the replacement leaves the maker's hub
    czas dostawy                delivery: the replacement is at the customer's door
    obecność na miejscu         onsite: the engineer is at the device
    zwrot                       return: the broken device goes back
    okno zgłoszeń               intake window: when reports are accepted
    okno, godziny usługi        Calendar: when a clock runs (8x5, 9x5, 24x7)
    dzień roboczy               business day: Monday to Friday, not a public holiday
    następny dzień roboczy      NBD, next business day
    godzina graniczna           cut-off: a confirmation after it counts as the next business day's
    odczytanie                  reading: how an unclear sentence is understood (docs/terminy.md R01-R35)
    sprzęt zastępczy            replacement
    zgłaszający                 reporter
    priorytet                   priority: P1 critical to P4 question
"""
