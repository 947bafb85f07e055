"""How the program is opened on other computers: addresses, a code to print and hang up, what stands in the way."""

from __future__ import annotations

from flask import Blueprint, current_app, render_template, request

from sferum_docs.services.installation.network import NetworkHosts
from sferum_docs.services.installation.network_told import all_addresses
from sferum_docs.services.installation.qr import qr_svg
from sferum_docs.web.protection.addresses import is_of_this_machine

blueprint = Blueprint("network", __name__)


@blueprint.get("/network")
def show() -> str:
    """The addresses; where the program is for this machine alone, how to open it to others."""
    found = known_addresses()
    return render_template(
        "admin/network.html",
        addresses=found,
        code=qr_svg(found[0]) if found else "",
        opened=isinstance(current_app.config["TRUSTED_HOSTS"], NetworkHosts),
        secure=request.is_secure,
    )


def known_addresses() -> list[str]:
    """What others type: the name that this very page came by, else the addresses of the machine."""
    hosts = current_app.config["TRUSTED_HOSTS"]
    here = [] if is_of_this_machine(request.host) else [request.host_url]
    others = all_addresses(hosts) if isinstance(hosts, NetworkHosts) else []
    return [*here, *(address for address in others if address not in here)]
