"""The tables of webhooks."""

from .deliveries import Attempt, Delivery, Position, State
from .endpoints import Doing, Endpoint, EndpointAct, Reason

__all__ = ["Attempt", "Delivery", "Doing", "Endpoint", "EndpointAct", "Position", "Reason", "State"]
