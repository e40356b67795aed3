"""Alerts for machines and for those who pass them on: CAP, feeds, what is active, short messages, loudspeakers."""

from .active import draft_active
from .atom import draft_atom, draft_index
from .cap import draft_cap
from .loudspeaker import draft_loudspeaker
from .sms import draft_sms

__all__ = ["draft_active", "draft_atom", "draft_cap", "draft_index", "draft_loudspeaker", "draft_sms"]
