"""Every string that a person sees stands in all three languages, under its own meaning, with the same places to fill."""

import enum
import importlib
import pkgutil
import re
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from shutil import copyfile, copytree
from typing import Any

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.frontend import parse_mapping_cfg
from babel.messages.pofile import read_po
from flask import Flask
from flask_babel import force_locale, gettext, pgettext

from admin.base import details, labels
from jobs import timetable
from models.approval import ApprovalKind, ApprovalStatus
from models.case import CaseState
from models.complaint import ComplaintCategory
from models.dispute import DisputeCategory, DisputeStatus
from models.document import PaperKind
from models.hold import HoldKind
from models.offer import OfferStatus
from models.outcome import OutcomeEffect
from models.payment import Component, PaymentKind
from models.plan import PlanStatus
from models.promise import PromiseStatus
from models.referral import ReferralStatus
from models.referral_work import CostKind
from models.run import RunStatus
from models.stage import Channel, TaskKind
from models.wish import Place
from rules import figure, statement
from rules.referral import readiness
from services import deadline

ROOT = Path(__file__).parent.parent
PLACE = re.compile(r"%\((\w+)\)")
LABEL = re.compile(r"""(?<![.\w])(?:label|labels\.column)\(['"]([^'"{]+)['"]\)""")
Key = tuple[str | None, str]

# Enumerations that no person reads by the name of a member, and what they are instead.
UNREAD = {
    "rules.ahead.Kind": "whether a day to come is a task, a message or an end; the panel words it itself",
    "rules.ahead.What": "what a day to come is about; the panel says it in sentences",
    "rules.promise.When": "a day for which promises are made; its button says it with its date",
    "rules.strategy.effect.Verdict": "a sentence tells it",
    "admin.base.columns.Kind": "how a column looks",
    "demo.script.Habit": "how a demo borrower pays",
    "demo.script.Happening": "what happens in the demo and in a life",
    "services.referral.reconciliation.Part": "what of a partner is counted, whose words stand on the page",
    "rules.month.Basis": "a way to count, whose words stand on the page",
    "demo.script.Routine": "what the desk of the demo does now and then",
    "rules.access.Reach": "how far a right goes",
    "rules.figure.Unit": "what a figure is counted in",
    "rules.guarantee.Agreed": "what a rule is asked",
    "rules.handover.Why": "why somebody gets a case; the page says it in sentences",
    "rules.outlook.Verdict": "what may be said of a case; the panel says it in sentences",
    "rules.outlook.past.Way": "how an instalment was paid; the panel words it itself",
    "rules.outlook.ranking.Why": "why a case stands where it stands; My day says it in sentences",
    "rules.receipt.identity.Verdict": "what a rule answers",
    "rules.receipt.words.State": "said in the words of the page that asks",
    "rules.receipt.words.Way": "said in the words of the page that asks",
    "rules.guarantee.Mode": "what a rule is asked; the column has GuaranteeKind",
    "rules.guarantee.Status": "an answer that the deadlines say in sentences",
    "rules.limitation.Status": "an answer that the panel says in sentences",
    "rules.match.Sign": "a sign that a match says in a sentence",
    "rules.offer.Status": "an answer; the column has OfferStatus",
    "rules.portfolio.columns.Kind": "how a column of a file is read",
    "rules.portfolio.columns.Shape": "how a column of a file is read",
    "rules.portfolio.values.Order": "how the days of a file are written; the upload page words it itself",
    "rules.portfolio.words.EarlyInterest": "a word of a file; the column has EarlyInterest",
    "rules.portfolio.words.LoanStatus": "a word of a file; the column has FeedStatus",
    "rules.week.Cause": "why a week is corrected: part of the name of a figure, which the screens say",
    "rules.week.Kind": "what a rule is asked; the column has PaymentKind",
    "rules.portfolio.words.PaymentKind": "a word of a file; the column has PaymentKind",
    "rules.promise.Status": "an answer; the column has PromiseStatus",
    "rules.referral.Side": "who may take a step",
    "services.doctor.invariant.Reach": "how much of the book is asked",
    "services.my_day.Group": "a queue that the page names in sentences",
}


def single(text: object) -> str:
    """The text, or the singular of a pair."""
    return text if isinstance(text, str) else str(next(iter(text or [""])))  # type: ignore[call-overload]


@pytest.fixture(scope="module")
def texts() -> set[Key]:
    """Every text that the source marks with its context, as `make translations` collects them."""
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(ROOT, methods, options, strip_comment_tags=True)
    return {(context, single(text)) for _, _, text, _, context in found}


@pytest.fixture(scope="module")
def words() -> set[labels.Word]:
    """Every word that is derived from a name."""
    return {word for _, word in labels.messages()}


def catalogue(language: str) -> Catalog:
    with (ROOT / "translations" / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        return read_po(file, locale=language)


def sentences(language: str) -> dict[Key, str]:
    """The translated texts by their context and English (singular) text."""
    return {(row.context, single(row.id)): single(row.string) for row in catalogue(language) if row.id}


@pytest.mark.parametrize("language", ["zh_Hans", "zh_Hant"])
def test_no_text_is_left_untranslated(texts, language):
    translated = sentences(language)

    assert len(texts) > 2000
    assert sorted((key for key in texts if not translated.get(key)), key=str) == []


@pytest.mark.parametrize("language", ["zh_Hans", "zh_Hant"])
def test_a_translation_fills_the_same_places(texts, language):
    translated = sentences(language)

    assert [key for key in texts if set(PLACE.findall(key[1])) != set(PLACE.findall(translated.get(key, "")))] == []


def test_traditional_is_not_simplified():
    simplified_only = set("们这为还帐达续务询请设记说让证状")

    assert [text for text in sentences("zh_Hant").values() if simplified_only & set(text)] == []


def test_traditional_has_no_word_that_only_a_converter_writes():
    converted = ("衝正", "程式碼", "型別", "閘道器", "引數", "已籤", "法律程式")

    assert [text for text in sentences("zh_Hant").values() if any(word in text for word in converted)] == []


def test_no_two_types_share_a_word_of_the_catalogue():
    types = defaultdict(set)
    for source, word in labels.messages():
        types[word].add(source if " " in source else source.rpartition(".")[0])

    assert {word: found for word, found in types.items() if len(found) > 1} == {}
    assert {source for source, word in labels.messages() if word.context is None} == {f"form {x}" for x in labels.FORMS}


def test_two_enumerations_never_share_a_context():
    found = sorted(map(labels.context, labels.enumerations()))

    assert len(found) == len(set(found))
    assert not set(found) & {model.__name__ for model in labels.models()}


def everything() -> Iterator[type[enum.Enum]]:
    """Every enumeration of the product."""
    for room in ("rules", "models", "services", "admin", "demo"):
        package = importlib.import_module(room)
        for found in pkgutil.walk_packages(package.__path__, f"{room}."):
            module = importlib.import_module(found.name)
            yield from (
                each
                for each in vars(module).values()
                if isinstance(each, type) and issubclass(each, enum.Enum) and each.__module__ == module.__name__
            )


def test_every_enumeration_is_read_by_people_or_said_not_to_be():
    unread = {each for each in everything() if each not in labels.enumerations()}

    assert {f"{each.__module__}.{each.__name__}" for each in unread} == set(UNREAD)


def views(app: Flask) -> list[Any]:
    """The screens of records."""
    return [view for panel in app.extensions["admin"] for view in panel._views if getattr(view, "model", None)]


def named(view: Any) -> set[str]:
    """Every column that a screen names."""
    groups = [name for _, names in (*view.form_groups, *view.details_groups) for name in names]
    return {*view.column_list, *view.column_filters, *(view.column_export_list or ()), *view.facts, *groups}


def test_every_column_of_a_screen_has_its_word(the_app, words):
    paths = {f"{view.noun}.{name}" for view in views(the_app) for name in named(view)}

    assert len(paths) > 200
    assert sorted(path for path in paths if labels.word_at(path) not in words) == []


def test_every_label_in_templates_and_code_has_its_word(words):
    files = [
        *ROOT.glob("templates/**/*.html"),
        *(f for room in ("admin", "services") for f in ROOT.glob(f"{room}/**/*.py")),
    ]
    told = [(file.name, path) for file in files for path in LABEL.findall(file.read_text())]

    assert len(told) > 20
    assert [(name, path) for name, path in told if labels.word_at(path) not in words] == []


def test_every_question_of_a_button_has_its_word(the_app, words):
    asked = {
        name for view in views(the_app) for button in buttons(view) for name, kind in button.asks.items() if kind is str
    }

    assert {name for name in asked if labels.Word("detail", labels.english(name)) not in words} == set()


def buttons(view: Any) -> list[Any]:
    """The buttons that a screen declares."""
    return [found for name in dir(type(view)) if hasattr(found := getattr(type(view), name), "asks")]


# What once stood under the word of another meaning: the right words, simplified and traditional.
MEANINGS: list[tuple[Any, str, str]] = [
    (Component.cost, "追偿费用", "追償費用"),
    ("approval.cost", "减免金额", "減免金額"),
    (statement.Kind.cost, "追偿费用", "追償費用"),
    (statement.Kind.instalment, "本期应还", "本期應還"),
    (DisputeCategory.service, "服务问题", "服務問題"),
    (CostKind.service, "送达费", "送達費"),
    (CostKind.enforcement, "执行费", "執行費"),
    (ReferralStatus.enforcement, "执行中", "執行中"),
    (deadline.Name.enforcement, "申请执行时效", "聲請執行時效"),
    (PaymentKind.history, "历史还款", "歷史還款"),
    (PaperKind.guarantee, "保证合同", "保證契約"),
    (deadline.Name.guarantee, "保证期间", "保證期間"),
    (PaperKind.identity, "身份证明", "身分證明"),
    (DisputeCategory.identity, "非本人借款", "非本人借款"),
    (DisputeCategory.paid, "已经还清", "已經清償"),
    ("plan_instalment.paid", "已还金额", "已還金額"),
    (DisputeCategory.amount, "金额有误", "金額有誤"),
    ("payment.amount", "金额", "金額"),
    (DisputeCategory.limitation, "已过时效", "已逾時效"),
    (ComplaintCategory.fees, "收费", "收費"),
    (CaseState.open, "催收中", "催收中"),
    (DisputeStatus.open, "处理中", "處理中"),
    (OfferStatus.open, "待履行", "待履行"),
    (PromiseStatus.open, "待兑现", "待兌現"),
    (DisputeStatus.rejected, "不成立", "不成立"),
    (ApprovalStatus.rejected, "已驳回", "已駁回"),
    (ApprovalStatus.returned, "退回修改", "退回修改"),
    (ReferralStatus.returned, "合作机构退回", "合作機構退回"),
    (ReferralStatus.sent, "已移交", "已移交"),
    (ReferralStatus.demand, "已发律师函", "已發律師函"),
    (PlanStatus.broken, "已违约", "已違約"),
    (PromiseStatus.broken, "未兑现", "未兌現"),
    (PlanStatus.running, "履行中", "履行中"),
    (RunStatus.running, "运行中", "執行中"),
    (Place.work, "工作单位", "工作地點"),
    (Channel.call, "电话", "電話"),
    (TaskKind.call, "拨打电话", "撥打電話"),
    (HoldKind.plan, "履行还款方案", "履行還款方案"),
    (ApprovalKind.plan, "还款方案", "還款方案"),
    (OutcomeEffect.hold, "停催", "停催"),
    ("complaint.received_on", "收到日", "收到日"),
    ("receipt.received_on", "到账日", "到帳日"),
    ("complaint.due_on", "答复期限", "答覆期限"),
    ("promise.due_on", "承诺还款日", "承諾還款日"),
    ("instalment.due_on", "应还日", "應還日"),
    ("task.due_on", "应办日", "應辦日"),
    ("case.opened_on", "入催日", "進入催收日"),
    ("loan.opened_on", "放款日", "撥款日"),
    ("dispute.opened_on", "提出日", "提出日"),
    ("complaint.closed_on", "办结日", "結案日"),
    ("borrower.name", "姓名", "姓名"),
    ("lender.name", "机构名称", "機構名稱"),
    ("document.name", "文件名", "檔名"),
    ("instalment.number", "期次", "期次"),
    ("phone.number", "电话号码", "電話號碼"),
    ("loan.instalment", "每期金额", "每期金額"),
    ("plan.count", "期数", "期數"),
    ("plan.every", "还款周期", "還款週期"),
    ("audit_entry.address", "网络地址", "網路位址"),
    ("referral.file", "材料齐备", "材料齊備"),
    ("receipt.file", "来源文件", "來源檔案"),
    ("override.code", "放行事由", "放行事由"),
    ("outcome_code.code", "结果代码", "結果代碼"),
    ("case.borrower", "借款人", "借款人"),
    ("case.loan.contract_no", "合同号", "契約編號"),
    (readiness.Item.cover, "案卷封面", "卷宗封面"),
    (readiness.Item.disbursement, "放款凭证", "撥款憑證"),
    (readiness.Law.limitation, "诉讼时效未届满", "訴訟時效尚未屆滿"),
]


@pytest.mark.parametrize(("meaning", "simplified", "traditional"), MEANINGS, ids=str)
def test_a_word_has_the_right_meaning(the_app, meaning, simplified, traditional):
    found = [said(the_app, meaning, language) for language in ("zh_Hans", "zh_Hant")]

    assert found == [simplified, traditional]


def said(app: Flask, meaning: Any, language: str) -> str:
    """A member or a column in a language."""
    with app.test_request_context(), force_locale(language):
        return labels.member(meaning) if isinstance(meaning, enum.Enum) else labels.column(meaning)


# Short texts of the pages that once took the word of a member or a column.
PAGES = [
    (None, "History", "变更记录", "變更記錄"),
    (None, "Open", "打开", "開啟"),
    (None, "open", "待补", "待補"),
    ("key", "open", "打开", "開啟"),
    (None, "Record", "登记", "登記"),
    (None, "Cost", "费用种类", "費用種類"),
    (None, "Code", "验证码", "驗證碼"),
    (None, "Call", "拨打电话", "撥打電話"),
    (None, "Proof", "送达证明", "送達證明"),
    ("page", "Proof", "规则验证", "規則驗證"),
    (None, "Return", "退还", "退還"),
    ("approval", "Return", "退回修改", "退回修改"),
    ("task", "Done", "完成", "完成"),
    ("rate", "Contact", "联系到达率", "聯絡到達率"),
    ("menu", "Compliance", "合规", "法遵"),
    ("record", "Contact", "联系记录", "聯絡記錄"),
]


@pytest.mark.parametrize(("context", "text", "simplified", "traditional"), PAGES)
def test_a_text_of_a_page_has_the_right_meaning(the_app, context, text, simplified, traditional):
    found = []
    for language in ("zh_Hans", "zh_Hant"):
        with the_app.test_request_context(), force_locale(language):
            found.append(pgettext(context, text) if context else gettext(text))

    assert found == [simplified, traditional]


@pytest.mark.slow
def test_collecting_the_strings_again_changes_nothing(tmp_path):
    """`make translations` on a clean tree: the script itself, on a copy."""
    copy = tmp_path / "copy"
    copy.mkdir()
    for part in babel_reads():
        (copytree if part.is_dir() else copyfile)(part, copy / part.name)
    (copy / "docs").mkdir()
    copyfile(ROOT / "docs/glossary.md", copy / "docs/glossary.md")
    (copy / ".venv").symlink_to(ROOT / ".venv")

    subprocess.run([copy / "tools" / "translations.sh"], cwd=copy, check=True)

    changed = [file for file in (copy / "translations").rglob("*.po") if file.read_bytes() != original(file, copy)]
    assert changed == [], "Run make translations."


def babel_reads() -> list[Path]:
    """What the script and the extraction read: the source, the templates and the catalogues."""
    rooms = "admin commands demo jobs models rules services templates tools translations".split()
    return [*ROOT.glob("*.py"), ROOT / "babel.cfg", *(ROOT / room for room in rooms)]


def original(file: Path, copy: Path) -> bytes:
    return (ROOT / file.relative_to(copy)).read_bytes()


@pytest.mark.parametrize("language", ["zh_Hans", "zh_Hant"])
def test_what_a_figure_means_is_the_first_line_of_its_rule_in_every_language(language):
    with (ROOT / "translations" / language / "LC_MESSAGES" / "messages.po").open("rb") as file:
        catalogue = read_po(file)

    lines = {name: figure.meaning(name) for name in figure.RULES}

    assert all(lines.values())
    assert [name for name, line in lines.items() if not (line in catalogue and catalogue[line].string)] == []


def test_every_step_of_the_timetable_has_words_on_a_page():
    steps = {step.__name__ for steps in timetable.JOBS.values() for step in steps}

    assert steps - details.STEPS.keys() == set()


def test_every_record_has_a_name_in_each_language(words):
    nouns = {labels.named(model) for model in labels.models()}

    assert {noun for noun in nouns if labels.Word("record", labels.english(noun)) not in words} == set()
