"""What customers see of the sandbox bank: logging in, entering the code, and the telephone that the code came to."""

from html import escape
from typing import Any

FRAME = """<!doctype html>
<html lang="vi"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>
<style>body{{font:17px/1.6 system-ui;max-width:34rem;margin:2rem auto;padding:0 1rem}}
input,button{{font:inherit;padding:.5rem}}label{{display:block;margin:.5rem 0}}.note{{color:#666}}</style>
<h1>{title}</h1><p class="note">Ngân hàng thử nghiệm: không có tiền thật. A sandbox: no real money.</p>{body}</html>
"""
LOG_IN = """<p>Liên kết tài khoản với ví HueCity của <b>{holder_name}</b> ({bin}).</p>
<form method="post"><label>Số tài khoản <input name="number" inputmode="numeric" pattern="[0-9]{{6,19}}" required></label>
<button>Đăng nhập</button></form>
<p class="note">…01: another holder, …02: an empty account, all others have 20,000,000 đ.</p>"""
ENTER = """<p>Mã OTP đã gửi tới điện thoại của bạn (<a href="/phone" target="_blank">/phone</a>).</p>{wrong}
<form method="post"><label>Mã OTP <input name="otp" inputmode="numeric" autocomplete="one-time-code" required></label>
<button>Đồng ý liên kết</button></form><p><a href="{cancel}">Huỷ</a></p>"""


def page(title: str, body: str) -> str:
    return FRAME.format(title=escape(title), body=body)


def log_in_page(link: dict[str, Any]) -> str:
    return page("Đăng nhập ngân hàng", LOG_IN.format(holder_name=escape(link["holder_name"]), bin=escape(link["bin"])))


def code_page(cancel: str, is_wrong: bool) -> str:
    wrong = '<p role="alert">Mã không đúng.</p>' if is_wrong else ""
    return page("Nhập mã OTP", ENTER.format(wrong=wrong, cancel=escape(cancel)))


def phone_page(links: list[dict[str, Any]]) -> str:
    rows = "".join(
        f"<li>{escape(one['bin'])} …{escape(one['number'][-4:])}: <b>{escape(one['otp'])}</b></li>" for one in links
    )
    return page("Điện thoại", f"<ol>{rows or '<li>chưa có mã nào</li>'}</ol>")
