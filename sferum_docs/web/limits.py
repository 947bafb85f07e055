"""How often one may guess a secret: a wrong guess costs a try, a right one does not. Counted in memory."""

from __future__ import annotations

import math
import time
from hashlib import sha256

from flask import g, request
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

from sferum_docs.services.users import login_key

_MINUTE = 60

limiter = Limiter(get_remote_address, storage_uri="memory://")


def failed() -> None:
    """Says that this request was a wrong guess."""
    g.wrong_guess = True


def minutes_left() -> int:
    """How long to wait, when there were too many; the library gives the moment a second late."""
    breached = [limit.reset_at for limit in limiter.current_limits if limit.breached]
    return max(1, math.ceil((max(breached, default=0) - 1 - time.time()) / _MINUTE))


def _was_wrong(_response: object) -> bool:
    return bool(g.get("wrong_guess"))


def _login_from_here() -> str:
    # the library writes its keys into the log: nobody's login may stand there
    login = login_key(request.form.get("login", ""))
    return f"{get_remote_address()} {sha256(login.encode()).hexdigest()[:16]}"


# five wrong passwords of one person from one place; a whole school may sit behind one address
per_login = limiter.limit("5 per 15 minutes", key_func=_login_from_here, deduct_when=_was_wrong)
per_address = limiter.limit("30 per 15 minutes", deduct_when=_was_wrong)
