"""`dyspozytor unlink`: accounts that are to be nobody's any more."""

import sys
from argparse import Namespace

from bot import settings
from bot.clock import SystemClock
from bot.commands.data import own_store
from bot.desk.accounts import Accounts
from bot.main import all_texts

OPERATOR = "operator"


def unlink(options: Namespace) -> int:
    """Unlink every account of a person, staff too, or the one account named; says which."""
    accounts = Accounts(all_texts(), settings.load().addresses.enabled)
    with own_store() as store, store.begin() as c:
        gone = accounts.unlink_all(c, options.whom, OPERATOR, SystemClock().now(), staff=True)
    if not gone:
        print(f"„{options.whom}” nie ma połączonego konta, niczego nie zmieniono.", file=sys.stderr)
        return 1
    print(f"Odłączone: {', '.join(gone)}.")
    return 0
