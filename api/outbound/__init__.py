"""Requests of ours to addresses that somebody else has chosen. No other package of the project opens such a socket.

`targets` reads the address, `addresses` says which machines may be talked to, `connections` opens the socket, and
`posting.post` is what others call. Why it is done here and not by a library: docs/decisions/0018.
"""

from .failures import CannotSend, Failure
from .posting import Answer, post
from .targets import BadAddress, Target, read_target

__all__ = ["Answer", "BadAddress", "CannotSend", "Failure", "Target", "post", "read_target"]
