"""Lenders: the clients whose loans the team collects."""

import enum
from enum import auto
from typing import TYPE_CHECKING

from sqlalchemy.orm import Mapped, mapped_column, relationship

from models.base import Archived, LongText, Record, ref

if TYPE_CHECKING:
    from models.document import Document


class Licence(enum.StrEnum):
    """What a lender is in law; it picks the rules that bind."""

    cn_micro_lender = auto()
    cn_bank = auto()
    cn_private_lender = auto()
    us_third_party = auto()
    us_first_party = auto()
    uk_firm = auto()
    tw_agency = auto()
    hk_lender = auto()


CURRENCIES = {"cn": "CNY", "us": "USD", "uk": "GBP", "tw": "TWD", "hk": "HKD"}


def currency_of(licence: str) -> str:
    """The money of a licence's country; that of mainland China where nothing else is known."""
    return CURRENCIES.get(country_of(licence), "CNY")


def country_of(licence: str) -> str:
    """The country of a licence in two letters, as `CURRENCIES` names them."""
    return licence.split("_")[0]


class Lender(Archived, Record):
    """A client of the team; letters and messages are sent in its name, in the language of who reads them.

    `address` has the lines of its letterhead, `credit_code` the number under which it is registered. Who was late
    before is reminded `before_due_days` ahead of the next due day (None: nobody is), and thanked where `thanks` is on
    once nothing is overdue, with a sentence on credit where the lender `reports_credit`. Money that came in is answered
    by `receipts`, an instalment of a plan told `plan_due_days` ahead, a decided dispute by `dispute_answers`, a new
    loan by `welcomes`.
    """

    name: Mapped[str] = mapped_column(unique=True)
    licence: Mapped[Licence]
    callback_number: Mapped[str] = mapped_column(default="")
    complaints_number: Mapped[str] = mapped_column(default="")
    pay_to: Mapped[str] = mapped_column(default="")
    name_zh_hans: Mapped[str] = mapped_column(default="")
    name_zh_hant: Mapped[str] = mapped_column(default="")
    pay_to_zh_hans: Mapped[str] = mapped_column(default="")
    pay_to_zh_hant: Mapped[str] = mapped_column(default="")
    address: Mapped[LongText] = mapped_column(default="")
    credit_code: Mapped[str] = mapped_column(default="")
    before_due_days: Mapped[int | None]
    thanks: Mapped[bool] = mapped_column(default=False)
    receipts: Mapped[bool] = mapped_column(default=False)
    plan_due_days: Mapped[int | None]
    dispute_answers: Mapped[bool] = mapped_column(default=False)
    welcomes: Mapped[bool] = mapped_column(default=False)
    reports_credit: Mapped[bool] = mapped_column(default=False)
    logo_id: Mapped[int | None] = ref("document", index=False)

    logo: Mapped["Document | None"] = relationship()
