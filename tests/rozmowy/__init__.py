"""Written conversations: each file is a claim, told as a play, and is played straight, with restarts and doubled.

    # Klient wybiera z listy i zgłasza drobną usterkę.
    --- wt 17.11.2026
    10:00 hela: Dzień dobry, nie działa port 5          words (a line that begins with „: ” goes on)
        -> hela: hello, noted, device                   keys of the texts that she saw, in one message
           + młynownia                                  … and this stands in it
           - HiCare                                     … and this does not
           @ display-power.txt                          … this file comes with it
           [X465-48T, serwerownia (1834N-50210)] […]    … with exactly these buttons
           | Dzień dobry, tu Dyspozytor…                (its words, for the reader only)
    10:01 hela > X465-48T, serwerownia (1834N-50210)    a button, by label or number
    10:02 hela >> Drobna usterka                        a button of the oldest message that had it
    10:02 hela @ show.txt: to z konsoli                 a file of tests/swiat/pliki, with words
    10:30 ola w 1001 > Przyjmuję                        a button of the case's card
    10:40 ola w 1001: już dzwonię                       words in the case's thread
    12:00 ...                                           time passes
        -> inżynierowie w 1001 11:30: warning           a message that came at another moment
    --- koniec
    sprawa 1001                                         every case must be named, its fields as one likes
        state: taken
    rozmowa hela
        open_question: -

Every message must be foretold except the engineers' cards (`card`), which are compared only where they are named.
Short keys leave out the flow where no other flow has the same text.
"""
