"""Which tablet asks."""

from __future__ import annotations

from survey.channels import Channel, ChannelKind
from survey.errors import UnknownToken
from survey.pages.intake_views import bearer_token, channel_of_token


def asking_tablet() -> Channel:
    """The tablet that asks. Raises `UnknownToken` for a link's code."""
    channel = channel_of_token(bearer_token(), None)
    if channel.kind is not ChannelKind.DEVICE:
        raise UnknownToken
    return channel
