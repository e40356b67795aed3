"""Telling one person of one event: by text message or e-mail, in their language, and whether it left."""

from ... import metrics
from ...accounts.service.notices import Contact, find_contact
from ...clients.email import EmailFailedError
from ...dynamodb import RefusedError
from ...limits import Limit
from ...otp import service as otp
from ...otp.model.texts import Notice
from ...otp.service import Outcome
from ...world import World
from ..model.following import Follow
from ..model.letters import letter
from ..model.reports import DAY, Event, Report
from ..model.telling import LETTERS_A_DAY, NOTICES, news_of
from .follows import ending_token, follower_of, seal_place
from .rating_links import make_link


def find_follower(world: World, follow: Follow) -> str:
    return world.keys.unseal(seal_place(follow.follow_id), follow.sealed)


def tell_reporter(world: World, sender: tuple[str, str], notice: Notice, report: Report) -> Outcome:
    """`sender`: account and hash of the ID number, as `sender_of` gives them."""
    account_id, citizen_hash = sender
    contact = find_contact(world, citizen_hash, lambda found: found == account_id)
    if contact is None:
        return "sent"
    link = ""
    if notice == "report-answered":
        link = f"{root_of(world, contact)}/reports/rate/#{make_link(world, report)}"
    return otp.send_notice(world, notice, contact.phone, contact.language, link)


def tell_follower(world: World, citizen_hash: str, follow: Follow, report: Report, event: Event) -> Outcome:
    contact = find_contact(world, citizen_hash, lambda found: follower_of(world, found) == follow.follower)
    if contact is None:
        return "sent"
    if follow.channel == "email" and contact.email:
        return send_letter(world, contact, follow, report, event)
    return otp.send_notice(world, NOTICES[news_of(event)], contact.phone, contact.language)


def root_of(world: World, contact: Contact) -> str:
    return f"{world.config.origins[0]}/{contact.language}"


def send_letter(world: World, contact: Contact, follow: Follow, report: Report, event: Event) -> Outcome:
    root, token = root_of(world, contact), ending_token(world, follow)
    subject, text = letter(news_of(event), contact.language, report, event.text, root, token)
    outcome: Outcome = "sent"
    try:
        limit = Limit("report-letters", follow.follower, LETTERS_A_DAY, DAY)
        world.reports.transact([limit.counting(world.reports, world.now)])
        world.email.send(contact.email, subject, text)
    except RefusedError:
        outcome = "enough"
    except EmailFailedError:
        outcome = "failed"
    metrics.count("ReportLetter", outcome=outcome)
    return outcome
