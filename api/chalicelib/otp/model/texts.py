"""The words of text messages in six languages, each short enough to cost one message."""

from typing import Literal, get_args

from .codes import Language, Purpose

LANGUAGES: tuple[Language, ...] = get_args(Language)
Notice = Literal[
    "claimed",
    "password-changed",
    "phone-changed",
    "email-changed",
    "second-factor-changed",
    "passkeys-changed",
    "banks-changed",
]
HOTLINE = "19001075"

PURPOSES: dict[Purpose, dict[Language, str]] = {
    "registration": {
        "vi": "đăng ký",
        "en": "registration",
        "fr": "inscription",
        "ja": "登録",
        "ko": "가입",
        "zh-Hans": "注册",
    },
    "password-reset": {
        "vi": "đặt lại mật khẩu",
        "en": "password reset",
        "fr": "nouveau mot de passe",
        "ja": "パスワード再設定",
        "ko": "비밀번호 재설정",
        "zh-Hans": "重设密码",
    },
    "phone-change": {
        "vi": "đổi số điện thoại",
        "en": "new phone",
        "fr": "nouveau mobile",
        "ja": "電話番号の変更",
        "ko": "전화번호 변경",
        "zh-Hans": "更换手机号",
    },
    "wallet": {
        "vi": "ví điện tử",
        "en": "wallet",
        "fr": "porte-monnaie",
        "ja": "ウォレット",
        "ko": "지갑",
        "zh-Hans": "钱包",
    },
}
CODE: dict[Language, str] = {
    "vi": "HueCity: {code} là mã {purpose}, có 5 phút. Đừng đưa cho ai.",
    "en": "HueCity: {code} is your code for: {purpose}. Valid for 5 minutes. Give it to nobody, not even to us.",
    "fr": "HueCity : {code}, code pour : {purpose}. Valable 5 minutes. Ne le donnez à personne, nous compris.",
    "ja": "HueCity: {code} は{purpose}のコードです（5分間有効）。誰にも教えないでください。",
    "ko": "HueCity: {code} {purpose} 코드, 5분간 유효. 누구에게도 알려 주지 마세요.",
    "zh-Hans": "HueCity: {code} 是您的{purpose}验证码，5分钟内有效。请勿告诉任何人。",
}
NOTICES: dict[Notice, dict[Language, str]] = {
    "claimed": {
        "vi": "HueCity: có người khai số định danh của bạn. Không phải bạn? {hotline}",
        "en": "HueCity: someone tried to register your ID number by another phone. It stays yours. Not you? Call {hotline}.",
        "fr": "HueCity : votre numéro d'identité a été saisi avec un autre mobile. Rien n'a changé. Appelez le {hotline}.",
        "ja": "HueCity: 別の電話であなたの個人識別番号の登録が試みられました。お心当たりがなければ {hotline} へ",
        "ko": "HueCity: 다른 전화로 회원님의 신분번호 가입이 시도되었습니다. 본인이 아니면 {hotline}로",
        "zh-Hans": "HueCity: 有人用另一部手机登记您的身份证号。若非本人操作，请拨打 {hotline}",
    },
    "password-changed": {
        "vi": "HueCity: mật khẩu đã đổi, ví khoá 24 giờ. Không phải bạn? {hotline}",
        "en": "HueCity: your password was changed; money can leave the wallet again in 24 hours. Not you? Call {hotline}.",
        "fr": "HueCity : mot de passe changé ; paiements sortants bloqués 24 h. Pas vous ? Appelez le {hotline}.",
        "ja": "HueCity: パスワードが変更され、出金は24時間停止します。お心当たりがなければ {hotline} へ",
        "ko": "HueCity: 비밀번호가 변경되어 24시간 출금이 정지됩니다. 본인이 아니면 {hotline}로",
        "zh-Hans": "HueCity: 密码已更改，24小时内暂停转出。若非本人操作，请拨打 {hotline}",
    },
    "phone-changed": {
        "vi": "HueCity: tài khoản đã đổi sang số khác. Không phải bạn? {hotline}",
        "en": "HueCity: your account now uses another phone number. Not you? Call {hotline} now.",
        "fr": "HueCity : votre compte utilise un autre numéro de mobile. Pas vous ? Appelez vite le {hotline}.",
        "ja": "HueCity: アカウントの電話番号が変更されました。お心当たりがなければ {hotline} へ",
        "ko": "HueCity: 계정의 전화번호가 변경되었습니다. 본인이 아니면 {hotline}로",
        "zh-Hans": "HueCity: 您账户的手机号已更换。若非本人操作，请拨打 {hotline}",
    },
    "email-changed": {
        "vi": "HueCity: e-mail của tài khoản đã đổi. Không phải bạn? {hotline}",
        "en": "HueCity: the e-mail address of your account was changed. Not you? Call {hotline} now.",
        "fr": "HueCity : l'adresse e-mail de votre compte a changé. Pas vous ? Appelez vite le {hotline}.",
        "ja": "HueCity: アカウントのメールアドレスが変更されました。お心当たりがなければ {hotline} へ",
        "ko": "HueCity: 계정의 이메일 주소가 변경되었습니다. 본인이 아니면 {hotline}로",
        "zh-Hans": "HueCity: 您账户的电子邮箱已更改。若非本人操作，请拨打 {hotline}",
    },
    "second-factor-changed": {
        "vi": "HueCity: ứng dụng xác thực đã bật hoặc tắt. Không phải bạn? {hotline}",
        "en": "HueCity: an authenticator app was added to or removed from your account. Not you? Call {hotline} now.",
        "fr": "HueCity : application d'authentification ajoutée ou retirée. Pas vous ? Appelez vite le {hotline}.",
        "ja": "HueCity: 認証アプリの設定が変更されました。お心当たりがなければ {hotline} へ",
        "ko": "HueCity: 인증 앱 설정이 변경되었습니다. 본인이 아니면 {hotline}로",
        "zh-Hans": "HueCity: 身份验证应用的设置已更改。若非本人操作，请拨打 {hotline}",
    },
    "passkeys-changed": {
        "vi": "HueCity: khoá truy cập của bạn đã thay đổi. Không phải bạn? {hotline}",
        "en": "HueCity: a passkey was added to or removed from your account. Not you? Call {hotline} now.",
        "fr": "HueCity : clé d'accès ajoutée ou retirée de votre compte. Pas vous ? Appelez vite le {hotline}.",
        "ja": "HueCity: パスキーの設定が変更されました。お心当たりがなければ {hotline} へ",
        "ko": "HueCity: 패스키 설정이 변경되었습니다. 본인이 아니면 {hotline}로",
        "zh-Hans": "HueCity: 通行密钥的设置已更改。若非本人操作，请拨打 {hotline}",
    },
    "banks-changed": {
        "vi": "HueCity: ví đã thêm/bỏ liên kết ngân hàng. Không phải bạn? {hotline}",
        "en": "HueCity: a bank account was linked to or taken off your wallet. Not you? Call {hotline} now.",
        "fr": "HueCity : compte bancaire lié à votre porte-monnaie ou retiré. Pas vous ? Appelez vite le {hotline}.",
        "ja": "HueCity: ウォレットの銀行口座の連携が変更されました。お心当たりがなければ {hotline} へ",
        "ko": "HueCity: 지갑의 은행 계좌 연결이 변경되었습니다. 본인이 아니면 {hotline}로",
        "zh-Hans": "HueCity: 您钱包绑定的银行账户已更改。若非本人操作，请拨打 {hotline}",
    },
}


def code_text(purpose: Purpose, language: Language, code: str) -> str:
    return CODE[language].format(code=code, purpose=PURPOSES[purpose][language])


def notice_text(notice: Notice, language: Language) -> str:
    return NOTICES[notice][language].format(hotline=HOTLINE)
