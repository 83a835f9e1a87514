"""Portfolio encoding: find out in which encoding a lender's text file is written, however short it is."""

import codecs
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

import charset_normalizer

from rules.errors import RuleError
from rules.portfolio.columns import MEANINGS
from rules.portfolio.headers import plain

CHUNK = 1 << 20
SAMPLE = 1 << 17
LEAST = 0.4
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SEPARATORS = ",;\t|"
_SPLIT = str.maketrans(dict.fromkeys('\r\n"' + _SEPARATORS, "\n"))


def _signs(encoding: str, leads: range, trails: tuple[range, ...]) -> frozenset[str]:
    """The characters of a block of a double-byte encoding."""
    pairs = (bytes((lead, trail)) for lead in leads for block in trails for trail in block)
    return frozenset("".join(pair.decode(encoding, "ignore") for pair in pairs))


# Level 1 of GB 2312 and of Big5 are the characters of everyday use; what lies outside them is rare in a table of loans.
_SIMPLIFIED = _signs("gb2312", range(0xB0, 0xD8), (range(0xA1, 0xFF),))
_TRADITIONAL = _signs("big5", range(0xA4, 0xC7), (range(0x40, 0x7F), range(0xA1, 0xFF)))
_FULL_WIDTH = frozenset("，。、；：（）【】《》“”‘’￥·—…！？％／－＋０１２３４５６７８９")
_NAMES = frozenset(
    "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭程曹袁邓鄧许許傅沈曾彭吕呂苏蘇卢盧蒋蔣"
    "蔡贾賈丁魏薛叶葉阎閻余潘杜戴夏钟鍾汪田任姜范方石姚谭譚廖邹鄒熊金陆陸郝孔白崔康毛邱秦江史顾顧侯邵孟龙龍万萬段雷钱錢汤湯尹黎易常武"
    "乔喬贺賀赖賴龚龔文伟偉芳娜敏静靜丽麗强強磊军軍洋勇艳豔杰傑娟涛濤明超秀兰蘭霞平刚剛桂英华華建国國玉红紅志永春梅海燕雪玲美家"
    "怡君雅婷淑惠俊宏佳豪冠宇承翰思涵子轩軒梓晨浩然欣怡市省县縣区區路街号號室台北京上广廣州深圳人民币幣是否正常逾期结結清已还還"
)


class Guess(NamedTuple):
    """One encoding, and how plausible the text is when read in it."""

    score: float
    encoding: str


def detect(file: BinaryIO) -> str:
    """The encoding of the file, as Python names it; the file is read once from its start.

    A byte order mark decides, then whether all of it is UTF-8; else the reading with the most everyday signs and known
    headers wins. Raises RuleError where no reading makes sense.
    """
    file.seek(0)
    head = file.read(CHUNK)
    if bom := next((encoding for mark, encoding in _BOMS if head.startswith(mark)), None):
        return bom
    if head.count(0) > len(head) // 200:
        return _wide(head)
    if _is_utf8(file):
        return "utf-8"
    return _most_plausible(_telling_lines(file))


def _wide(head: bytes) -> str:
    """UTF-16 without a mark, by the side on which the zero bytes of plain signs stand."""
    zeros = (head[0::2].count(0), head[1::2].count(0))
    encoding = "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be"
    text = head[: len(head) // 2 * 2].decode(encoding, "replace")
    is_table = any(sign in text for sign in _SEPARATORS)
    if not is_table or min(zeros) * 20 > max(zeros) or "\0" in text or "\ufffd" in text[:-1]:
        raise RuleError("The file holds NUL bytes, so it is not a text table.")
    return encoding


def _is_utf8(file: BinaryIO) -> bool:
    """Whether the whole file is valid UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        for chunk in _chunks(file):
            decoder.decode(chunk)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    """The file from its start, a piece at a time."""
    file.seek(0)
    while chunk := file.read(CHUNK):
        yield chunk


def _telling_lines(file: BinaryIO) -> bytes:
    """The first line and the lines with other than ASCII bytes, up to a limit."""
    file.seek(0)
    found = bytearray(file.readline(SAMPLE))
    while len(found) < SAMPLE and (line := file.readline(SAMPLE)):
        if not line.isascii():
            found += line
    return bytes(found)


def _most_plausible(sample: bytes) -> str:
    """The encoding in which the sample reads best."""
    guesses = [
        Guess(_score(sample, "utf-8", _SIMPLIFIED | _TRADITIONAL) + 0.05, "utf-8"),
        Guess(_score(sample, "gb18030", _SIMPLIFIED | _TRADITIONAL), "gb18030"),
        Guess(_score(sample, "cp950", _TRADITIONAL), "cp950"),
        Guess(_score(sample, "big5hkscs", _TRADITIONAL) - 0.01, "big5hkscs"),
    ]
    best = max(guesses)
    return best.encoding if best.score >= LEAST else _western(sample)


def _score(sample: bytes, encoding: str, everyday: frozenset[str]) -> float:
    """How plausible the sample is in this encoding: 1 for everyday signs only, more for names and headers."""
    text = sample.decode(encoding, "replace")
    signs = [sign for sign in text if not sign.isascii()]
    lost = text.count("\ufffd")
    points = sum((1.5 if sign in _NAMES else 1.0) for sign in signs if sign in everyday or sign in _FULL_WIDTH)
    first = text.lstrip().partition("\n")[0]
    known = sum(plain(cell) in MEANINGS for cell in first.translate(_SPLIT).split("\n") if not cell.isascii())
    return (points + 3.0 * known - 2.0 * lost) / max(len(signs), 1)


def _western(sample: bytes) -> str:
    """The best guess among other encodings; RuleError where there is none."""
    best = charset_normalizer.from_bytes(sample, cp_isolation=["cp1252", "cp1250", "cp1251", "iso8859_15"]).best()
    if best is None:
        raise RuleError("The encoding of the file is not known; save it as UTF-8.")
    return best.encoding
