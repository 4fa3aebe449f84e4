"""What staff may rate: the regions of which the desk is the authority (`person.authorities`)."""

from chalicelib.errors import Refused
from chalicelib.person.authorities import DESK, authority_of


def require_desk(region: str) -> None:
    """Raises Refused `not_yours_to_say` for a region that staff do not rate."""
    if authority_of(region) != DESK:
        raise Refused("not_yours_to_say")
