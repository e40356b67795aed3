"""What time itself does: reports fall due, answered ones close, and those that wait for a reply in vain are not taken on."""

from collections.abc import Callable

from ... import metrics
from ...errors import ApiError
from ...world import World
from ..model.moves import Wish
from ..model.reports import REPLY_WITHIN_DAYS, bell_of
from ..model.states import MoveName
from ..storage import reports
from .moving import SYSTEM, make_move

MOST = 100  # of each kind in one run
REST_MS = 3_000
TEXTS: dict[MoveName, str] = {
    "fall-due": "",
    "close": "",
    "lapse": f"Sau {REPLY_WITHIN_DAYS} ngày làm việc chưa nhận được thông tin bổ sung, nên phản ánh này khép lại. "
    "Nếu sự việc vẫn còn, mời bạn gửi phản ánh mới.",
}


def move_in_time(world: World, has_time: Callable[[], bool] = lambda: True) -> int:
    """How many have moved. Any number may run at once: a report moves once, as every move does."""
    now = int(world.now.timestamp())
    due = [(name, one) for name in TEXTS for one in reports.list_ringing(world.reports, name, now, MOST)]
    moved = 0
    for name, report_id in due:
        if not has_time():
            break
        moved += move_one(world, report_id, name)
    return moved


def move_one(world: World, report_id: str, name: MoveName) -> bool:
    """False where it has moved meanwhile: an index may lag a moment behind."""
    report = reports.get(world.reports, report_id)
    bell = bell_of(report) if report else None
    if report is None or bell is None or bell[0] != name or bell[1] > int(world.now.timestamp()):
        return False
    try:
        make_move(world, report, SYSTEM, name, Wish(text=TEXTS[name]))
    except ApiError as error:
        metrics.count("ReportTimerFailed", who=report_id, reason=error.code)
        return False
    return True
