"""The words of e-mails about movements of a wallet, in six languages."""

from ...otp.model.codes import Language
from ...otp.model.texts import HOTLINE
from .limits import hue_time

SUBJECTS: dict[Language, tuple[str, str]] = {
    "vi": ("HueCity: tiền vào ví", "HueCity: tiền ra khỏi ví"),
    "en": ("HueCity: money came into your wallet", "HueCity: money left your wallet"),
    "fr": ("HueCity : argent reçu dans votre porte-monnaie", "HueCity : argent sorti de votre porte-monnaie"),
    "ja": ("HueCity：ウォレットへの入金", "HueCity：ウォレットからの出金"),
    "ko": ("HueCity: 지갑 입금", "HueCity: 지갑 출금"),
    "zh-Hans": ("HueCity：钱包收款", "HueCity：钱包支出"),
}
TEXTS: dict[Language, tuple[str, str]] = {
    "vi": (
        "{when}: ví của bạn nhận {amount} ₫.",
        "{when}: ví của bạn chi {amount} ₫. Không phải bạn? Hãy gọi ngay {hotline}.",
    ),
    "en": ("{when}: {amount} ₫ came into your wallet.", "{when}: {amount} ₫ left your wallet. Not you? Call {hotline} now."),
    "fr": (
        "{when} : {amount} ₫ sont arrivés dans votre porte-monnaie.",
        "{when} : {amount} ₫ ont quitté votre porte-monnaie. Pas vous ? Appelez vite le {hotline}.",
    ),
    "ja": (
        "{when}：ウォレットに{amount} ₫の入金がありました。",
        "{when}：ウォレットから{amount} ₫が出金されました。お心当たりがなければ、すぐ{hotline}へお電話ください。",
    ),
    "ko": (
        "{when}: 지갑에 {amount} ₫이 들어왔습니다.",
        "{when}: 지갑에서 {amount} ₫이 나갔습니다. 본인이 아니면 바로 {hotline}로 전화하세요.",
    ),
    "zh-Hans": (
        "{when}：您的钱包收到 {amount} ₫。",
        "{when}：您的钱包支出 {amount} ₫。如非本人操作，请立即拨打 {hotline}。",
    ),
}
THOUSANDS: dict[Language, str] = {"vi": ".", "fr": "\u202f"}


def letter(language: Language, amount: int, at_ms: int) -> tuple[str, str]:
    """(subject, text) of a movement by so many đồng, less than none where they left; at an instant of Huế's clocks."""
    is_out = amount < 0
    written = f"{abs(amount):,}".replace(",", THOUSANDS.get(language, ","))
    text = TEXTS[language][is_out].format(when=hue_time(at_ms).strftime("%d/%m/%Y %H:%M"), amount=written, hotline=HOTLINE)
    return SUBJECTS[language][is_out], f"{text}\n"
