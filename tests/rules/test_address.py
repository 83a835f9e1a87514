"""Addresses as the lines of an envelope."""

import pytest

from rules import address


@pytest.mark.parametrize(
    ("text", "language", "lines"),
    [
        ("200001 上海市黄浦区南京东路100号3室", "zh_Hans", ["200001", "上海市黄浦区南京东路100号3室", "张伟 收"]),
        ("上海市黄浦区南京东路100号\n3室 200001", "zh_Hans", ["200001", "上海市黄浦区南京东路100号", "3室", "张伟 收"]),
        ("上海市黄浦区南京东路100号", "zh_Hans", ["上海市黄浦区南京东路100号", "张伟 收"]),
        ("中國 10048 臺北市中正區重慶南路一段122號", "zh_Hant", ["10048", "臺北市中正區重慶南路一段122號", "张伟 收"]),
        ("香港中環皇后大道中8號20樓", "zh_Hant", ["香港中環皇后大道中8號20樓", "张伟 收"]),
        ("12 Main St, Apt 4, Springfield, IL 62704", "en", ["张伟", "12 Main St", "Apt 4", "Springfield, IL 62704"]),
        ("10 High Street, Leeds ls1 4ap", "en", ["张伟", "10 High Street", "Leeds", "LS1 4AP"]),
        ("10 High Street\r\nLeeds\r\nLS1 4AP", "en", ["张伟", "10 High Street", "Leeds", "LS1 4AP"]),
        ("Flat 3, 10 High Street\nLeeds", "en", ["张伟", "Flat 3, 10 High Street", "Leeds"]),
        ("200001 上海市南京东路100号", "en", ["200001", "上海市南京东路100号", "张伟"]),
        ("1 Long Road, Town", "zh_Hans", ["张伟", "1 Long Road", "Town"]),
    ],
)
def test_the_lines_stand_in_the_order_of_the_country(text, language, lines):
    assert address.window("张伟", text, language) == lines
