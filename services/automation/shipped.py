"""The rules that ship with the house, all of them off."""

from models.automation import Automation, Does, Event
from models.stage import TaskKind


def rows() -> list[Automation]:
    """Six rules that most desks write themselves sooner or later."""
    return [
        _row(
            "broken_promise_call",
            ("Call the day after a broken promise", "承诺未兑现，次日致电", "承諾未兌現，次日致電"),
            event=Event.promise_broken,
            task_kind=TaskKind.call,
            after_days=1,
        ),
        _row(
            "broken_plan_tell",
            ("Tell who works the case of a broken plan", "还款方案违约时告知负责人", "還款方案違約時告知負責人"),
            event=Event.plan_broken,
            does=Does.tell,
        ),
        _row(
            "reply_call_back",
            ("Call back after a reply", "收到回复后回电", "收到回覆後回電"),
            event=Event.reply_came,
            task_kind=TaskKind.callback,
        ),
        _row(
            "part_paid_check",
            ("Look again after a payment that leaves arrears", "还款后仍逾期，再看一次", "還款後仍逾期，再看一次"),
            event=Event.payment_posted,
            task_kind=TaskKind.check_payment,
            after_days=2,
        ),
        _row(
            "quiet_call",
            ("Call after 14 days of silence", "14天无联系后致电", "14天無聯絡後致電"),
            event=Event.quiet,
            quiet_days=14,
            task_kind=TaskKind.call,
        ),
        _row(
            "early_plan",
            ("Propose a plan when a case becomes firm", "升至正式催告时提出还款方案", "升至正式催告時提出還款方案"),
            event=Event.stage_raised,
            does=Does.propose_plan,
            days_from=46,
            plan_count=3,
            after_days=7,
        ),
    ]


def _row(key: str, names: tuple[str, str, str], **given: object) -> Automation:
    name, simplified, traditional = names
    values = {"does": Does.book_action, "most": 20} | given
    return Automation(key=key, name=name, name_zh_hans=simplified, name_zh_hant=traditional, **values)
