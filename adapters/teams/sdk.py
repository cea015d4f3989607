"""What we use of Microsoft's SDK, imported so that it changes nothing of ours.

On import it reads a `.env` file of the working folder into the environment, and warns of previews that we do not use.
"""

import logging
import os
import warnings

_before = dict(os.environ)
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from microsoft_teams.api.auth.cloud_environment import PUBLIC, CloudEnvironment
    from microsoft_teams.apps.auth.token_validator import TokenValidator
for _name in os.environ.keys() - _before.keys():
    del os.environ[_name]

logging.getLogger("microsoft_teams").setLevel(logging.CRITICAL)  # it has a line for each wrong token that anybody sends

__all__ = ["PUBLIC", "CloudEnvironment", "TokenValidator"]
