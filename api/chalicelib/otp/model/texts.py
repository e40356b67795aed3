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
    "bill-returned",
    "money-in",
    "money-out",
    "wallet-opened",
    "wallet-locked",
    "wallet-password-changed",
    "referral-used",
    "identity-approved",
    "identity-more",
    "identity-refused",
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
    "money-in": {
        "vi": "HueCity: ví vừa nhận từ 2 triệu đồng trở lên. Cần hỏi: {hotline}",
        "en": "HueCity: two million dong or more came into your wallet. Questions? Call {hotline}.",
        "fr": "HueCity : deux millions de dongs ou plus sont arrivés sur votre compte. Infos : {hotline}.",
        "ja": "HueCity: ウォレットに200万ドン以上の入金がありました。お問い合わせは {hotline} へ",
        "ko": "HueCity: 지갑에 200만 동 이상이 들어왔습니다. 문의: {hotline}",
        "zh-Hans": "HueCity: 您的钱包收到200万越南盾或以上款项。咨询请拨打 {hotline}",
    },
    "money-out": {
        "vi": "HueCity: ví vừa chi từ 2 triệu đồng. Không phải bạn? {hotline}",
        "en": "HueCity: two million dong or more left your wallet. Not you? Call {hotline} now.",
        "fr": "HueCity : deux millions de dongs ou plus ont quitté votre compte. Pas vous ? Appelez vite le {hotline}.",
        "ja": "HueCity: ウォレットから200万ドン以上が出金されました。お心当たりがなければ {hotline} へ",
        "ko": "HueCity: 지갑에서 200만 동 이상이 나갔습니다. 본인이 아니면 {hotline}로",
        "zh-Hans": "HueCity: 您的钱包支出200万越南盾或以上款项。若非本人操作，请拨打 {hotline}",
    },
    "bill-returned": {
        "vi": "HueCity: hoá đơn bị từ chối, tiền đã về ví. Cần hỏi: {hotline}",
        "en": "HueCity: your bill payment was not accepted; the money is back in your wallet. Questions? Call {hotline}.",
        "fr": "HueCity : paiement de facture non accepté ; la somme est de retour sur votre compte. Infos : {hotline}.",
        "ja": "HueCity: 請求の支払いが受け付けられず、ウォレットに返金しました。お問い合わせは {hotline} へ",
        "ko": "HueCity: 청구서 납부가 거절되어 지갑으로 환불되었습니다. 문의: {hotline}",
        "zh-Hans": "HueCity: 账单付款未被接受，款项已退回您的钱包。咨询请拨打 {hotline}",
    },
    "wallet-opened": {
        "vi": "HueCity: ví của bạn đã mở. Không phải bạn? {hotline}",
        "en": "HueCity: your wallet is open. Not you? Call {hotline} now.",
        "fr": "HueCity : votre porte-monnaie est ouvert. Pas vous ? Appelez vite le {hotline}.",
        "ja": "HueCity: ウォレットが開設されました。お心当たりがなければ {hotline} へ",
        "ko": "HueCity: 지갑이 개설되었습니다. 본인이 아니면 {hotline}로",
        "zh-Hans": "HueCity: 您的钱包已开通。若非本人操作，请拨打 {hotline}",
    },
    "wallet-locked": {
        "vi": "HueCity: ví bị khoá do nhập sai 5 lần. Không phải bạn? {hotline}",
        "en": "HueCity: your wallet is locked after 5 wrong wallet passwords. Not you? Call {hotline} now.",
        "fr": "HueCity : porte-monnaie bloqué après 5 codes faux. Pas vous ? Appelez vite le {hotline}.",
        "ja": "HueCity: 暗証番号を5回間違え、ウォレットが停止しました。お心当たりがなければ {hotline} へ",
        "ko": "HueCity: 비밀번호 5회 오류로 지갑이 잠겼습니다. 본인이 아니면 {hotline}로",
        "zh-Hans": "HueCity: 支付密码错误5次，钱包已锁定。若非本人操作，请拨打 {hotline}",
    },
    "wallet-password-changed": {
        "vi": "HueCity: mật khẩu ví đã đổi. Không phải bạn? {hotline}",
        "en": "HueCity: your wallet password was changed. Not you? Call {hotline} now.",
        "fr": "HueCity : code du porte-monnaie changé. Pas vous ? Appelez vite le {hotline}.",
        "ja": "HueCity: ウォレットの暗証番号が変更されました。お心当たりがなければ {hotline} へ",
        "ko": "HueCity: 지갑 비밀번호가 변경되었습니다. 본인이 아니면 {hotline}로",
        "zh-Hans": "HueCity: 钱包支付密码已更改。若非本人操作，请拨打 {hotline}",
    },
    "referral-used": {
        "vi": "HueCity: có người mở ví bằng mã của bạn. Cảm ơn! Hỏi: {hotline}",
        "en": "HueCity: somebody opened a wallet with your referral code. Thank you! Questions: {hotline}",
        "fr": "HueCity : quelqu'un a ouvert un porte-monnaie avec votre code. Merci ! Questions : {hotline}",
        "ja": "HueCity: あなたの紹介コードでウォレットが開設されました。ありがとうございます。{hotline}",
        "ko": "HueCity: 회원님의 추천 코드로 지갑이 개설되었습니다. 감사합니다! {hotline}",
        "zh-Hans": "HueCity: 有人用您的推荐码开通了钱包，谢谢！咨询：{hotline}",
    },
    "identity-approved": {
        "vi": "HueCity: danh tính đã xác minh, hãy đăng nhập lại. Hỏi: {hotline}",
        "en": "HueCity: your identity is confirmed. Please log in again. Questions: {hotline}",
        "fr": "HueCity : votre identité est confirmée. Reconnectez-vous. Questions : {hotline}",
        "ja": "HueCity: 本人確認が完了しました。もう一度ログインしてください。{hotline}",
        "ko": "HueCity: 본인 확인이 완료되었습니다. 다시 로그인해 주세요. {hotline}",
        "zh-Hans": "HueCity: 您的身份已核实，请重新登录。咨询：{hotline}",
    },
    "identity-more": {
        "vi": "HueCity: cần chụp lại ảnh xác minh, xem trong tài khoản. {hotline}",
        "en": "HueCity: we need better photos for your identity check; your account says which. Questions: {hotline}",
        "fr": "HueCity : des photos sont à refaire pour votre identité ; voir votre compte. Questions : {hotline}",
        "ja": "HueCity: 本人確認の写真の撮り直しが必要です。アカウントをご覧ください。{hotline}",
        "ko": "HueCity: 본인 확인 사진을 다시 찍어 주세요. 계정에서 확인하세요. {hotline}",
        "zh-Hans": "HueCity: 身份核实需要重新拍照，请登录账户查看。咨询：{hotline}",
    },
    "identity-refused": {
        "vi": "HueCity: chưa xác minh được danh tính, xem tài khoản. Hỏi: {hotline}",
        "en": "HueCity: your identity could not be confirmed; your account says why. Questions: {hotline}",
        "fr": "HueCity : identité non confirmée ; la raison est dans votre compte. Questions : {hotline}",
        "ja": "HueCity: 本人確認ができませんでした。理由はアカウントをご覧ください。{hotline}",
        "ko": "HueCity: 본인 확인이 되지 않았습니다. 이유는 계정에서 확인하세요. {hotline}",
        "zh-Hans": "HueCity: 身份未能核实，原因请登录账户查看。咨询：{hotline}",
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
