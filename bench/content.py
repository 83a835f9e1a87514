"""How many texts of 200 characters the content check reads a second; at most forty times the floor a text.

Run: python -m bench.content
"""

import unicodedata
from functools import partial

from bench.kit import measure
from rules import content

BAR = 40
"""As often as long as the floor may a text of the mixture take: seconds would judge the machine."""
LENGTH = 200
ROUNDS = 40
ZH_HANS = (
    "您好，您在本公司的贷款已逾期12天，本期应还3,200元。按时还款有助于维持良好信用记录，如您暂时有困难，可以申请分期，"
    "不收取任何费用。请汇入合同约定账户，勿转入任何个人账户。如遇不当催收，请拨打投诉热线。"
)
ZH_HANT = (
    "您好，您的帳單3,200元已逾期12天，請於月底前繳納。若您有困難，我們可以一起訂定還款計畫，申請分期不收任何費用。"
    "我們不會到府，也不會聯絡您的家人。如接到自稱檢警的還款電話，請小心詐騙。"
)
EN = (
    "Your balance is $3,200 and your account is 12 days past due. If this month is difficult we can agree a plan; "
    "there is no fee for it. Please pay into the account named in your agreement. "
)
BAD = "再不还钱，明天警察就来抓你，我们会把你的照片发到你的朋友圈，让邻居都知道你欠钱。"


def texts() -> dict[str, tuple[str, str]]:
    """Texts of one length with their language: three that are fine, one that begins with forbidden meanings."""
    pairs = {
        "simplified": (ZH_HANS, "zh-Hans"),
        "traditional": (ZH_HANT, "zh-Hant"),
        "English": (EN, "en"),
        "offending": (BAD + ZH_HANS, "zh-Hans"),
    }
    return {name: ((text * LENGTH)[:LENGTH], language) for name, (text, language) in pairs.items()}


def checked(text: str, language: str) -> None:
    """A text read many times."""
    for _ in range(ROUNDS):
        content.check(text, language, "borrower")


def folded(text: str, language: str) -> None:
    """The floor: the same text folded into plain signs as often, and not read."""
    for _ in range(ROUNDS):
        unicodedata.normalize("NFKC", text).casefold()


def main() -> int:
    """Print the figures; the exit status is 1 when a mixture, one text in ten offending, takes too many floors."""
    works = {name: partial(checked, *given) for name, given in texts().items()}
    found = measure.medians({"": partial(folded, *texts()["simplified"]), **works})
    spent = {name: each.spent / ROUNDS for name, each in found.items()}
    floor = spent.pop("")
    for name, each in spent.items():
        print(f"{name:12} {1 / each:8,.0f} texts/s, floor {1 / floor:,.0f}")
    offending = spent.pop("offending")
    mixed = 0.9 * sum(spent.values()) / len(spent) + 0.1 * offending
    print(
        f"mixed        {1 / mixed:8,.0f} texts of {LENGTH} characters a second, {mixed / floor:.1f} floors, bar {BAR}"
    )
    return 0 if mixed <= BAR * floor else 1


if __name__ == "__main__":
    raise SystemExit(main())
