"""Portfolio words: read currencies, statuses, yes and no, languages and zones from the cells of a lender's file."""

import re
import zoneinfo
from enum import StrEnum, auto
from functools import lru_cache

from rules.errors import RuleError
from rules.portfolio.values import Cell, shown, words


class LoanStatus(StrEnum):
    """What the lender says of a loan."""

    current = auto()
    late = auto()
    repaid = auto()
    written_off = auto()


class EarlyInterest(StrEnum):
    """Whether interest ends on the day of an early repayment, or was agreed to the end."""

    to_day = auto()
    to_end = auto()


class PaymentKind(StrEnum):
    """Whether a payment row is money that came in once, or the sum of all so far."""

    payment = auto()
    cumulative_to_date = auto()


CURRENCIES = frozenset(
    """
    AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLP
    CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG
    HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL
    MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR
    RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD
    TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XOF XPF YER ZAR ZMW ZWG
    """.split()
)


def _table(rows: dict[str, str]) -> dict[str, str]:
    """Turn {meaning: "word|word"} round, into {word: meaning}."""
    return {word: meaning for meaning, joined in rows.items() for word in joined.split("|")}


_CURRENCY_WORDS = _table(
    {
        "CNY": "rmb|人民币|人民幣|人民币元|人民幣元|人民币（元）|元|¥|cn¥",
        "USD": "美元|美金|us$",
        "HKD": "港币|港幣|港元|hk$",
        "TWD": "新台币|新台幣|新臺幣|台币|台幣|臺幣|ntd|nt$",
        "EUR": "欧元|歐元|€",
        "GBP": "英镑|英鎊|£",
        "JPY": "日元|日圆|日圓",
        "MOP": "澳门元|澳門元|澳门币|澳門幣",
    }
)
_STATUS_WORDS = _table(
    {
        "current": (
            "current|normal|active|open|performing|issued|on time|not due|正常|正常还款|正常還款|还款中|還款中|未逾期"
            "|未到期|履约中|履約中|存续|存續|待还款|待还|未到还款日"
        ),
        "late": (
            "late|overdue|past due|delinquent|in arrears|arrears|in grace period|default|defaulted|non performing"
            "|逾期|已逾期|逾期中|拖欠|欠款|违约|違約|不良|延滞|延滯|呆滞|呆滯|催收中|逾期未还|逾期未结清"
        ),
        "repaid": (
            "repaid|fully paid|paid|paid off|paid in full|closed|settled|结清|已结清|結清|已結清|已还清|已還清|还清"
            "|還清|已完成|已还|完结|完結|提前结清|提前結清"
        ),
        "written_off": (
            "written off|write off|charged off|charge off|chargeoff|核销|核銷|已核销|已核銷|呆账|呆賬|呆帳|坏账|壞賬"
            "|壞帳"
        ),
    }
)
_YES_NO_WORDS = _table({"yes": "yes|y|true|t|1|是|有|对|對|√|✓", "no": "no|n|false|f|0|否|无|無|没有|沒有|不是|×|✗|x"})
_EARLY_WORDS = _table(
    {
        "to_day": (
            "to day|to the day|to date|to the date|to the day of payment|to payment date|to repayment date|daily"
            "|per diem|actual days|actual|pro rata|accrued|accrued only|至当日|至當日|计至当日|計至當日|算至当日"
            "|算至當日|到当日|到當日|至还款日|至還款日|计至还款日|計至還款日|按日|按日计息|按日計息|按天|按天计息"
            "|按天計息|按实际天数|按實際天數|按实际天数计息|按實際天數計息|按实际使用天数|按實際使用天數"
        ),
        "to_end": (
            "to end|to the end|to maturity|to term|full|full term|full interest|whole term|to the end of term"
            "|to the end of the term|至到期|至到期日|计至到期|計至到期|计至到期日|計至到期日|到到期日|全额|全額"
            "|全部利息|全期|全期利息|全期计息|全期計息|按全期|按全期计息|按全期計息|按约定期限|按約定期限"
            "|按合同期限|按合約期限|按契約期限|不减免|不減免"
        ),
    }
)
_KIND_WORDS = _table(
    {
        "payment": (
            "payment|repayment|instalment|installment|single|还款|還款|付款|缴款|繳款|正常还款|正常還款|部分还款"
            "|部分還款|提前还款|提前還款"
        ),
        "cumulative_to_date": (
            "cumulative to date|cumulative|total to date|累计|累計|累计还款|累計還款|累计金额|累計金額"
        ),
    }
)
_LANGUAGE_WORDS = _table(
    {
        "en": "en|eng|english|英语|英語|英文",
        "zh_Hans": (
            "zh|zho|chi|chinese|zh hans|zh cn|zh sg|zh hans cn|zh my|mandarin|简体|简体中文|中文|汉语|普通话|中文简体"
            "|简中"
        ),
        "zh_Hant": (
            "zh hant|zh tw|zh hk|zh mo|zh hant tw|zh hant hk|繁體|繁體中文|繁体|繁体中文|正體中文|中文繁體|中文繁体"
            "|繁中"
        ),
    }
)
_GAPS = re.compile(r"[\s_\-.]+")
_IN_BRACKETS = re.compile(r"\(.*?\)")


def _key(text: str) -> str:
    """A word in lower case, brackets dropped, signs between its parts as one space."""
    return _GAPS.sub(" ", _IN_BRACKETS.sub("", text)).strip().lower()


@lru_cache(maxsize=1024)
def currency_of(text: str) -> str | None:
    """The code of a currency by its code or a common name; None for anything else."""
    code = text.upper()
    return code if code in CURRENCIES else _CURRENCY_WORDS.get(text.lower())


def currency(cell: Cell) -> str:
    """Read an ISO 4217 code, or a common name of a currency."""
    code = currency_of(words(cell))
    if code is None:
        raise RuleError("'%(value)s' is not a currency code such as CNY, TWD or USD.", value=shown(cell))
    return code


@lru_cache(maxsize=1024)
def _status_of(text: str) -> str | None:
    return _STATUS_WORDS.get(_key(text.rpartition("Status:")[2]))


def status(cell: Cell) -> LoanStatus:
    """Read what the lender says of the loan: current, late, repaid or written off."""
    found = _status_of(words(cell))
    if found is None:
        raise RuleError("'%(value)s' is not a known status such as Current, Late or Repaid.", value=shown(cell))
    return LoanStatus(found)


def yes_no(cell: Cell) -> bool:
    """Read Yes or No, 是 or 否, 1 or 0."""
    found = _YES_NO_WORDS.get(words(cell).lower())
    if found is None:
        raise RuleError("'%(value)s' is neither yes nor no.", value=shown(cell))
    return found == "yes"


def early_interest(cell: Cell) -> EarlyInterest:
    """Read whether early repayment bears interest to its day or to the end; another word is asked about by name."""
    found = _EARLY_WORDS.get(_key(words(cell)))
    if found is None:
        raise RuleError(
            "'%(value)s' does not say whether early repayment bears interest to its day or to the end; write to_day or "
            "to_end.",
            value=shown(cell),
        )
    return EarlyInterest(found)


def payment_kind(cell: Cell) -> PaymentKind:
    """Read whether the row is one payment or the sum of all to its date."""
    found = _KIND_WORDS.get(_key(words(cell)))
    if found is None:
        raise RuleError("'%(value)s' is neither payment nor cumulative_to_date.", value=shown(cell))
    return PaymentKind(found)


@lru_cache(maxsize=1024)
def _language_of(text: str) -> str | None:
    key = _key(text)
    return _LANGUAGE_WORDS.get(key) or ("en" if key.startswith("en ") else None)


def language(cell: Cell) -> str:
    """Read a language or locale as one of en, zh_Hans and zh_Hant."""
    found = _language_of(words(cell))
    if found is None:
        raise RuleError("'%(value)s' is none of the languages en, zh_Hans and zh_Hant.", value=shown(cell))
    return found


@lru_cache(maxsize=1024)
def _is_zone(name: str) -> bool:
    if "/" not in name and name != "UTC":
        return False
    try:
        zoneinfo.ZoneInfo(name)
    except (zoneinfo.ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def time_zone(cell: Cell) -> str:
    """Read an IANA time zone such as Asia/Shanghai."""
    name = words(cell)
    if not _is_zone(name):
        raise RuleError("'%(value)s' is not a time zone such as Asia/Shanghai.", value=shown(cell))
    return name
