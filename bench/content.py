"""How many texts of 200 characters the content check reads a second; the bar is 2,000.

Run: python -m bench.content
"""

import time

from rules import content

BAR = 2000
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


def seconds(text: str, language: str, rounds: int = ROUNDS) -> float:
    """Seconds a text, the best of five runs."""
    best = float("inf")
    for _ in range(5):
        began = time.perf_counter()
        for _ in range(rounds):
            content.check(text, language, "borrower")
        best = min(best, (time.perf_counter() - began) / rounds)
    return best


def main() -> int:
    """Print the figures; the exit status is 1 when a mixture, one text in ten offending, is below the bar."""
    content.check("您好 hello world", "zh-Hans", "borrower")
    spent = {name: seconds(text, language) for name, (text, language) in texts().items()}
    for name, each in spent.items():
        print(f"{name:12} {1 / each:8,.0f} texts/s")
    offending = spent.pop("offending")
    mixed = 1 / (0.9 * sum(spent.values()) / len(spent) + 0.1 * offending)
    print(f"mixed        {mixed:8,.0f} texts of {LENGTH} characters a second, bar {BAR:,}")
    return 0 if mixed >= BAR else 1


if __name__ == "__main__":
    raise SystemExit(main())
