"""Telling reporters and followers what has happened: an event leaves the outbox when each of them has been told once."""

from collections.abc import Callable, Iterator
from functools import partial

from ... import metrics
from ...otp.service import Outcome
from ...world import World
from ..model.following import Follow
from ..model.reports import Event, Report
from ..model.telling import TRIES, is_meant, notice_to_reporter, pause_after, places_told
from ..storage import following, outbox, reports
from ..storage.outbox import Message
from .follows import carry_over, follower_of
from .notices import find_follower, tell_follower, tell_reporter
from .senders import sender_of

AT_ONCE = 25
MESSAGES_A_RUN = 200
REST_MS = 8_000  # one message to a phone, and the writes that follow
THE_REPORTER = "reporter"


def tell_all(world: World, has_time: Callable[[], bool] = lambda: True) -> int:
    """How many events everybody has been told of. Any number may run at once, and be stopped anywhere."""
    done = 0
    for _, message in zip(range(MESSAGES_A_RUN), due_messages(world), strict=False):
        if not has_time():
            break
        try:
            done += Telling(world, message, has_time).tell()
        except Exception as error:  # the next one may be well
            metrics.count("ReportTellingFailed", who=message.report_id, reason=type(error).__name__)
    return done


def due_messages(world: World) -> Iterator[Message]:
    """The oldest first; hours that have none any more are not looked at again."""
    table, now = world.reports, int(world.now.timestamp())
    hours = outbox.hours(table, now)
    first = next((hour for hour in hours if outbox.list_messages(table, hour, "", 1)), hours[-1])
    if first != hours[0]:
        outbox.begin_at(table, first, now)
    for hour in hours[hours.index(first) :]:
        behind = ""
        while found := outbox.list_messages(table, hour, behind, AT_ONCE):
            yield from (one for one in found if one.due_at <= now)
            behind = found[-1].sk


class Telling:
    """One message, and what is read for it once.

    `sender`: account and hash of the ID number, both "" where no account of the city has sent it. `has_failed`: somebody
    could not be told now. `is_left`: time is over, or somebody else is telling someone.
    """

    def __init__(self, world: World, message: Message, has_time: Callable[[], bool]) -> None:
        self.world, self.message, self.has_time = world, message, has_time
        self.sender = ("", "")
        self.has_failed = self.is_left = False

    def tell(self) -> bool:
        """Whether nothing of it is left."""
        report = reports.get(self.world.reports, self.message.report_id)
        event = reports.get_event(self.world.reports, self.message.report_id, self.message.n)
        if report and event:
            if event.move == "merge":  # its officer's own request was cut off
                carry_over(self.world, report)
            self.sender = sender_of(self.world, report)
            self.tell_reporter(report, event)
            self.tell_followers(report, event)
        return not self.is_left and self.finish()

    def finish(self) -> bool:
        table, message = self.world.reports, self.message
        if self.has_failed and message.attempt + 1 < TRIES:
            outbox.put_off(table, message, int(self.world.now.timestamp()) + pause_after(message.attempt))
            return False
        if self.has_failed:
            metrics.count("ReportEventUntold", who=message.report_id)
        outbox.delete(table, message)
        return True

    def tell_reporter(self, report: Report, event: Event) -> None:
        notice = notice_to_reporter(report, event)
        if notice and all(self.sender):
            self.once(THE_REPORTER, partial(tell_reporter, self.world, self.sender, notice, report))

    def tell_followers(self, report: Report, event: Event) -> None:
        last, sender = (self.message.place, self.message.behind), follower_of(self.world, self.sender[0])
        for number, follow in self.followers(report, event):
            if not self.has_time():
                return self.leave(*last)
            if is_meant(report, follow) and follow.follower != sender:
                citizen_hash = find_follower(self.world, follow)
                self.once(follow.follower, partial(tell_follower, self.world, citizen_hash, follow, report, event))
            last = (number, follow.follow_id)
        return None

    def followers(self, report: Report, event: Event) -> Iterator[tuple[int, Follow]]:
        """With the number of their place among all that are told; from where the run before was cut off."""
        for number, place in enumerate(places_told(report, event)):
            behind = self.message.behind if number == self.message.place else ""
            while number >= self.message.place and (found := self.some_of(place, behind)):
                yield from ((number, one) for one in found)
                behind = found[-1].follow_id

    def some_of(self, place: str, behind: str) -> list[Follow]:
        return following.list_followers(self.world.reports, place, behind, AT_ONCE)

    def leave(self, place: int, behind: str) -> None:
        """The next run goes on from here; where somebody was left out, all are looked at again."""
        if not self.has_failed and not self.is_left:
            outbox.note_progress(self.world.reports, self.message, place, behind)
        self.is_left = True

    def once(self, who: str, send: Callable[[], Outcome]) -> None:
        """Claimed before and noted after: who is stopped between is followed by one who tells it, perhaps once more."""
        table, message = self.world.reports, self.message
        claimed = outbox.claim(table, message, who, int(self.world.now.timestamp()))
        if claimed == "by-other":
            self.is_left = True
        if claimed != "ours":
            return
        if send() == "failed":
            self.has_failed = True
            outbox.give_back(table, message, who)
        else:
            outbox.note_told(table, message, who)
