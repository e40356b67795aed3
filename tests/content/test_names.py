"""One name for one thing: how each language writes the names and terms that it might write in two ways."""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from scene import CONTENT, ROOT

# language: {what is not written: what is written instead}
SETTLED = {
    "en": {
        "Nêu pole": "Tết pole",
        "Hương River": "Perfume River",
        "esplanade](": "Esplanade](",
        "operating centre": "operations centre",
    },
    "fr": {
        "leurs de papier": "fleurs en papier",
        "rivière Hương": "rivière des Parfums",
        "centre d’opérations": "centre de supervision",
        "mât Nêu": "perche du Têt",
        "le Tết": "le Têt",
    },
    "ja": {
        "トゥーダム": "トゥダム寺",
        "警戒水位": "警戒レベル",
        "[旗台]": "フラッグタワー",
        "[南郊壇]": "ナムザオ壇（南郊壇）",
        "ティエン・イ": "ティエンイーアナー",
        "皇帝陵": "帝陵",
        "皇宮": "王宮",
        "ティック・": "ティク・",
        "香江の": "フオン川の",
        "チケットのページ": "入場券のページ",
        "四季のフ": "フエ・フェスティバル四季",
        "確認コード": "ワンタイムコード",
    },
    "ko": {
        "혼쩬 사원": "혼쩬 사당",
        "후에남 사원": "후에남전",
        "깃발탑": "깃발대",
        "[남교단]": "남자오 제단(남교단)",
        "[황궁]": "황성",
        "궁중 설": "황궁의 설",
    },
    "zh_Hans": {
        "运行中心": "运营中心",
        "文化节": "艺术节",
        "[皇城]": "大内",
        "幡竿": "年竿",
        "皇宫春节": "皇宫过年",
    },
}
# Names of places that Vietnamese, English and French write with their marks.
MARKED = (
    "Trường Tiền|Đông Ba|Hai Bà Trưng|Hòn Chén|Huệ Nam|Tự Đức|An Định|Minh Mạng|Vọng Cảnh|Đồng Khánh|Khải Định|Thiên Mụ|"
    "Dục Đức|Hương Điền|Bình Điền|Thiệu Trị|Từ Đàm|Từ Hiếu|Thủy Xuân|Thanh Tiên|Xã Tắc|Huyền Trân|Phước Tích|Lăng Cô|"
    "Bạch Mã|Thuận An|Hổ Quyền|Văn Miếu|Kỳ Đài|Đại Nội|Ngọ Môn|Thừa Thiên|Rú Chá|Thủ Lễ|Thái Dương|Cầu Ngư|Nguyễn"
).split("|")


def texts(locale: str) -> Iterator[tuple[Path, str]]:
    """Every text of a language and its interface words, without the addresses of links."""
    for path in [*CONTENT.glob(f"*/*/{locale}.md"), ROOT / f"locales/{locale}/LC_MESSAGES/messages.po"]:
        if path.is_file():
            yield path, re.sub(r"\]\([^)]*\)", "](", path.read_text("utf-8"))


def without_marks(name: str) -> str:
    spread = unicodedata.normalize("NFD", name.replace("Đ", "D").replace("đ", "d"))
    return "".join(sign for sign in spread if not unicodedata.combining(sign))


@pytest.mark.parametrize("locale", SETTLED)
def test_a_thing_has_one_name_in_a_language(locale: str) -> None:
    found = [
        f"{path.relative_to(ROOT)}: {other}: write {settled}"
        for path, text in texts(locale)
        for other, settled in SETTLED[locale].items()
        if other in text
    ]
    assert found == []


@pytest.mark.parametrize("locale", ["vi", "en", "fr"])
def test_vietnamese_names_keep_their_marks(locale: str) -> None:
    bare = re.compile(rf"\b({'|'.join(without_marks(name) for name in MARKED)})\b")
    assert [f"{path.relative_to(ROOT)}: {hit}" for path, text in texts(locale) for hit in bare.findall(text)] == []
