"""The rows a new team starts with: stages, outcome codes and overdue reasons; afterwards the rows rule."""

from typing import NamedTuple

from models.outcome import OutcomeEffect as Effect
from models.outcome import OutcomeNeeds as Needs
from models.stage import Channel, TaskKind


class StageRow(NamedTuple):
    """A stage of the default policy; days are days past due."""

    key: str
    days: int
    names: tuple[str, str, str]
    channel: Channel
    fallback: Channel
    remind_every_days: int
    next_task: TaskKind
    next_task_days: int
    offers_plan: bool
    proposes_referral: bool


# Source of the days: architecture.md section 0 (initial from 1, mild from 11, firm from 46).
STAGES = (
    StageRow("initial", 1, ("Initial", "提醒", "提醒"), Channel.sms, Channel.email, 5, TaskKind.call, 2, False, False),
    StageRow("mild", 11, ("Mild", "协商", "協商"), Channel.sms, Channel.email, 10, TaskKind.negotiate, 1, True, False),
    StageRow(
        "firm", 46, ("Firm", "正式催告", "正式催告"), Channel.letter, Channel.email, 20, TaskKind.call, 3, True, True
    ),
)

WRITTEN_FIRST = {"us_third_party", "us_first_party", "uk_firm"}
"""Licences under which texts need a consent that a new book does not have: e-mail, then letters."""


class OutcomeRow(NamedTuple):
    """An outcome code: flags A (attempt), C (a person reached), R (right party), and what follows."""

    code: str
    names: tuple[str, str, str]
    flags: str
    next_task: TaskKind = TaskKind.call
    next_task_days: int = 1
    needs: Needs = Needs.nothing
    effect: Effect = Effect.nothing
    channel: Channel = Channel.call


# Source: operations.md section 2.3.
OUTCOMES = (
    OutcomeRow("NA", ("No answer", "无人接听", "無人接聽"), "A"),
    OutcomeRow("BUSY", ("Busy or rejected", "占线或挂断", "佔線或掛斷"), "A"),
    OutcomeRow("VM", ("Voicemail left", "语音留言", "語音留言"), "A"),
    OutcomeRow("OFF", ("Switched off or suspended", "关机或停机", "關機或停機"), "A", next_task_days=2),
    OutcomeRow("INV", ("Number invalid", "空号", "空號"), "A", TaskKind.other, 1, effect=Effect.bad_phone),
    OutcomeRow("WRONG", ("Wrong number", "号码错误", "號碼錯誤"), "AC", TaskKind.other, 1, effect=Effect.bad_phone),
    OutcomeRow("TP", ("Third party answered", "第三人接听", "第三人接聽"), "AC", next_task_days=2),
    OutcomeRow("RPC-HU", ("Right party hung up", "本人挂断", "本人掛斷"), "ACR"),
    OutcomeRow("RPC-CB", ("Call back requested", "约定回拨", "約定回撥"), "ACR", TaskKind.callback, 1, Needs.moment),
    OutcomeRow(
        "RPC-INFO", ("Talked, no commitment", "已沟通，未承诺", "已溝通，未承諾"), "ACR", TaskKind.call, 2, Needs.reason
    ),
    OutcomeRow(
        "PTP",
        ("Promise to pay", "承诺还款", "承諾還款"),
        "ACR",
        TaskKind.follow_promise,
        1,
        Needs.promise,
        Effect.promise,
    ),
    OutcomeRow(
        "PTP-PLAN",
        ("Asks for instalments or deferral", "申请分期或延期", "申請分期或延期"),
        "ACR",
        TaskKind.negotiate,
        0,
        Needs.reason,
        Effect.plan,
    ),
    OutcomeRow(
        "PAID", ("Says it is paid", "称已还款", "稱已還款"), "ACR", TaskKind.check_payment, 1, Needs.note, Effect.hold
    ),
    OutcomeRow("REF-U", ("Cannot pay", "无力偿还", "無力償還"), "ACR", TaskKind.negotiate, 1, Needs.reason),
    OutcomeRow("REF-W", ("Does not want to pay", "拒绝还款", "拒絕還款"), "ACR", TaskKind.call, 3, Needs.note),
    OutcomeRow(
        "DISP",
        ("Disputes the debt or amount", "对账异议", "對帳異議"),
        "ACR",
        TaskKind.review_hold,
        3,
        Needs.note,
        Effect.hold,
    ),
    OutcomeRow(
        "HARD",
        ("Hardship or support needed", "困难或需要支持", "困難或需要支持"),
        "ACR",
        TaskKind.review_hold,
        7,
        Needs.note,
        Effect.hold,
    ),
    OutcomeRow("DEC", ("Deceased", "已故", "已故"), "AC", TaskKind.review_hold, 7, Needs.note, Effect.hold),
    OutcomeRow(
        "BANK", ("Insolvent or bankrupt", "破产", "破產"), "ACR", TaskKind.review_hold, 7, Needs.note, Effect.hold
    ),
    OutcomeRow(
        "ATTY",
        ("Represented by a lawyer", "委托律师", "委託律師"),
        "ACR",
        TaskKind.review_hold,
        3,
        Needs.note,
        Effect.hold,
    ),
    OutcomeRow(
        "CEASE",
        ("Asks to stop contact", "要求停止联系", "要求停止聯繫"),
        "ACR",
        TaskKind.review_hold,
        3,
        Needs.note,
        Effect.hold,
    ),
    OutcomeRow("CMPL", ("Complaint", "投诉", "投訴"), "ACR", TaskKind.review_hold, 1, Needs.note, Effect.hold),
    OutcomeRow(
        "FRAUD",
        ("Says it is not their loan", "称被冒名", "稱被冒名"),
        "ACR",
        TaskKind.review_hold,
        1,
        Needs.note,
        Effect.hold,
    ),
    OutcomeRow(
        "THREAT", ("Risk of harm", "危险言论", "危險言論"), "ACR", TaskKind.review_hold, 0, Needs.note, Effect.hold
    ),
    OutcomeRow("LANG", ("Another language needed", "语言障碍", "語言障礙"), "ACR", TaskKind.call, 1, Needs.note),
    OutcomeRow("SMS", ("Text message sent", "短信已发送", "簡訊已發送"), "A", channel=Channel.sms),
    OutcomeRow("EMAIL", ("E-mail sent", "邮件已发送", "郵件已發送"), "A", channel=Channel.email),
    OutcomeRow("LTR", ("Letter sent", "信函已寄出", "信函已寄出"), "A", channel=Channel.letter),
    OutcomeRow("LTR-R", ("Letter returned", "信函退回", "信函退回"), "A", TaskKind.other, 1, channel=Channel.letter),
    OutcomeRow("VIS", ("Field visit", "外访", "外訪"), "A", TaskKind.call, 3, Needs.note, channel=Channel.visit),
)

SENT_OUTCOMES = {Channel.sms: "SMS", Channel.email: "EMAIL", Channel.letter: "LTR"}
"""The outcome that a sent reminder is filed under."""

# Source: operations.md section 2.3 (proposed list of fourteen).
REASONS = (
    ("cash_flow", "Forgot, or money came late", "忘记或资金周转晚", "忘記或資金周轉晚"),
    ("job_loss", "Lost the job", "失业", "失業"),
    ("reduced_income", "Income fell", "收入减少", "收入減少"),
    ("illness", "Illness or injury", "疾病或受伤", "疾病或受傷"),
    ("family_event", "Family event", "家庭变故", "家庭變故"),
    ("over_indebted", "Owes elsewhere too", "多头负债", "多頭負債"),
    ("business_failure", "Business failed", "经营失败", "經營失敗"),
    ("disaster", "Disaster", "灾害", "災害"),
    ("dispute", "Disputes amount or service", "对金额或服务有异议", "對金額或服務有異議"),
    ("payment_channel", "Payment channel failed", "还款渠道故障", "還款管道故障"),
    ("contact_lost", "Moved or contact lost", "搬迁或失联", "搬遷或失聯"),
    ("fraud", "Fraud or identity theft", "欺诈或冒名", "詐欺或冒名"),
    ("unwilling", "Unwilling", "还款意愿低", "還款意願低"),
    ("unknown", "Not known yet", "尚不清楚", "尚不清楚"),
)
