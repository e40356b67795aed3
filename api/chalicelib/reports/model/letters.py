"""The words of e-mails to those who follow reports, in six languages."""

from ...otp.model.codes import Language
from .catalogue import categories
from .reports import Report
from .telling import News

LETTER_CHARACTERS = 300
SUBJECTS: dict[News, dict[Language, str]] = {
    "near": {
        "vi": "HueCity: phản ánh mới ở nơi bạn theo dõi",
        "en": "HueCity: a new report where you follow reports",
        "fr": "HueCity : un nouveau signalement là où vous suivez",
        "ja": "HueCity: フォロー中の場所や分野に新しい報告があります",
        "ko": "HueCity: 팔로우하는 곳이나 분야에 새 제보가 있습니다",
        "zh-Hans": "HueCity：您关注的地点或类别有新的反映",
    },
    "news": {
        "vi": "HueCity: phản ánh bạn theo dõi có tin mới",
        "en": "HueCity: news of a report that you follow",
        "fr": "HueCity : du nouveau sur un signalement que vous suivez",
        "ja": "HueCity: フォロー中の報告に動きがありました",
        "ko": "HueCity: 팔로우하는 제보에 새 소식이 있습니다",
        "zh-Hans": "HueCity：您关注的反映有新进展",
    },
}
ENDINGS: dict[Language, str] = {
    "vi": "Bạn nhận thư này vì đã chọn theo dõi trên HueCity. Không muốn nhận nữa:",
    "en": "You get this letter because you chose to follow this on HueCity. To stop it:",
    "fr": "Vous recevez ce message car vous suivez ce sujet sur HueCity. Pour ne plus le recevoir :",
    "ja": "このメールは、HueCityでフォローされている方にお送りしています。配信停止:",
    "ko": "HueCity에서 팔로우하셔서 보내 드리는 메일입니다. 그만 받기:",
    "zh-Hans": "您在 HueCity 关注了此内容，因此收到本邮件。如不想再收到：",
}


def letter(news: News, language: Language, report: Report, said: str, root: str, token: str) -> tuple[str, str]:
    """(subject, text). `said`: the event's own words; `root`: the address of the site in this language."""
    where = report.address or categories()[report.category].names[language]
    lines = [where, shorten(report.public_text), *([f"— {shorten(said)}"] if said else [])]
    about = f"{root}/reports/report/#{report.report_id}"
    ending = f"{ENDINGS[language]}\n{root}/reports/unfollow/#{token}"
    return SUBJECTS[news][language], "\n\n".join([*lines, about, ending]) + "\n"


def shorten(text: str) -> str:
    return text if len(text) <= LETTER_CHARACTERS else f"{text[: LETTER_CHARACTERS - 1].rstrip()}…"
