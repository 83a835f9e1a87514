"""What an e-mail that came in says."""

from email.message import EmailMessage

import pytest

from rules import mail


def written(body, subject="Re: Your payment", **heads):
    said = EmailMessage()
    said["From"], said["Subject"] = "Zhang Wei <Zhang@Example.com>", subject
    for name, value in heads.items():
        said[name.replace("_", "-")] = value
    said.set_content(body)
    return mail.read(said.as_bytes())


@pytest.mark.parametrize(
    "body",
    [
        "I pay on Friday.\n\nOn Mon, 2 Mar 2026 at 10:00, Desk <desk@x.example> wrote:\n> Dear Zhang",
        "I pay on Friday.\n\n在 2026年3月2日，贷款人 写道：\n> 您好",
        "I pay on Friday.\n\n-----Original Message-----\nFrom: Desk\nreply with the word UNSUBSCRIBE",
        "I pay on Friday.\n________________________________\n发件人: Desk\n请回复“退订”。",
        "I pay on Friday.\n\n寄件者：Desk\n「退訂」",
    ],
)
def test_only_the_writers_own_words_are_read(body):
    found = written(body)

    assert found.words == "I pay on Friday."
    assert found.sender == "zhang@example.com"
    assert not found.wants_no_more


@pytest.mark.parametrize(
    "body", ["UNSUBSCRIBE", "退订", "退訂。", "Please unsubscribe me!\n\nZhang", "stop.", "请退订，谢谢"]
)
def test_a_wish_for_no_more_is_understood(body):
    assert written(body).wants_no_more


@pytest.mark.parametrize("body", ["I will not stop paying", "Thank you", "td bank paid it", "a\nb\nc\nunsubscribe"])
def test_other_words_are_no_such_wish(body):
    assert not written(body).wants_no_more


def test_a_mail_program_asks_in_the_subject_alone():
    assert written("", subject="unsubscribe").wants_no_more
    assert not written("", subject="Re: how to unsubscribe").wants_no_more


def test_a_page_without_plain_words_is_read_too():
    said = EmailMessage()
    said.set_content("<style>p{}</style><p>I&nbsp;pay<br>soon</p><blockquote>unsubscribe</blockquote>", subtype="html")

    assert mail.read(said.as_bytes()).words == "I pay\nsoon"


def test_what_it_answers_is_known_newest_first():
    found = written("x", In_Reply_To="<reminder-9@l.example>", References="<a@b> <reminder-7@l.example>")

    assert found.references == ("reminder-9", "reminder-7")


@pytest.mark.parametrize(
    ("heads", "automatic"),
    [
        ({}, False),
        ({"Auto_Submitted": "no"}, False),
        ({"Auto_Submitted": "auto-replied"}, True),
        ({"Precedence": "bulk"}, True),
    ],
)
def test_a_machines_answer_is_told_from_a_persons(heads, automatic):
    assert written("I am away", **heads).is_automatic is automatic


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\xff\xfe\x00",
        b"Content-Type: text/plain; charset=nowhere\n\nhi",
        b"From: \xe5\n\n\xe5",
        b"Content-Type: multipart/report; report-type=delivery-status; boundary=x\n\n--x\nContent-Type: message/delivery-status\n\nAction: failed",
    ],
)
def test_whatever_comes_is_read(data):
    assert isinstance(mail.read(data), mail.Mail)


@pytest.mark.parametrize(
    ("status", "bad"), [("5.1.1", True), ("5.2.1", True), ("5.2.2", False), ("5.7.1", False), ("4.4.1", False)]
)
def test_only_what_is_said_of_the_address_marks_it(status, bad):
    assert mail.Bounce("a@b.example", status, "").is_address_bad is bad
