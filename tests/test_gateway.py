"""Text gateways: the documented requests with their signatures, and what comes back."""

import base64
import hashlib
import hmac
import json
from datetime import UTC, datetime, timedelta
from urllib.parse import parse_qs

import pytest

from models import db
from models.borrower import PointStatus
from models.contact import Contact
from models.reminder import ReminderStatus
from models.stage import Channel
from models.wish import Wish, WishKind
from rules.errors import RuleError
from services import case, channel, inbound
from services.channel import Message, Refused, Sent, Unknown, aliyun, sms, tencent, twilio
from services.contact import gate
from services.reminder import point
from tests import desk, makers
from tests.test_channel import gateway

TEXT = Message(
    "reminder-7", "13800138000", "王五", "", "您好", "zh_Hans", code="SMS_1", values=(("sum", "¥10"), ("day", "3月1日"))
)
NOW = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


def CLOCK():  # noqa: N802 - it stands for a constant
    return NOW


def test_the_signature_of_aliyun_is_that_of_its_documentation():
    given = {
        "AccessKeyId": "testid",
        "Action": "DescribeRegions",
        "Format": "XML",
        "SignatureMethod": "HMAC-SHA1",
        "SignatureNonce": "3ee8c1b8-83d3-44af-a94f-4e0ad82fd6cf",
        "SignatureVersion": "1.0",
        "Timestamp": "2016-02-23T12:46:24Z",
        "Version": "2014-05-26",
    }
    assert aliyun.signature(given, "testsecret", "GET") == "OLeaidS1JvxuMvnyHOwuJ+uX5qY="


def test_aliyun_gets_the_approved_template_with_its_places_filled():
    with gateway(200, b'{"Code":"OK","BizId":"900^1","RequestId":"R"}') as seen:
        sender = aliyun.Aliyun("id", "key", "和衷", CLOCK, seen.sender.url)
        assert sender.send(TEXT) == Sent("900^1")
    [(_, _, body)] = seen.requests
    found = {name: value for name, [value] in parse_qs(body.decode(), strict_parsing=True).items()}
    signed = found.pop("Signature")
    assert signed == aliyun.signature(found, "key")
    assert (found["Action"], found["PhoneNumbers"], found["TemplateCode"]) == ("SendSms", "13800138000", "SMS_1")
    assert json.loads(found["TemplateParam"]) == {"sum": "¥10", "day": "3月1日"}
    assert found["OutId"] == "reminder-7"


@pytest.mark.parametrize(
    ("code", "final"),
    [("isv.MOBILE_NUMBER_ILLEGAL", True), ("isv.BUSINESS_LIMIT_CONTROL", False), ("isv.AMOUNT_NOT_ENOUGH", False)],
)
def test_aliyun_may_refuse_for_good_or_for_now(code, final):
    with gateway(200, json.dumps({"Code": code}).encode()) as seen:
        answer = aliyun.Aliyun("id", "key", "s", CLOCK, seen.sender.url).send(TEXT)
    assert isinstance(answer, Refused)
    assert answer.final is final


def test_tencent_gets_a_request_whose_signature_it_can_check():
    said = {"Response": {"SendStatusSet": [{"Code": "Ok", "SerialNo": "S-1"}], "RequestId": "R"}}
    with gateway(200, json.dumps(said).encode()) as seen:
        sender = tencent.Tencent("id", "key", "1400", "和衷", CLOCK, seen.sender.url.split("/send")[0] + "/")
        assert sender.send(TEXT) == Sent("S-1")
    [(_, headers, body)] = seen.requests
    asked = json.loads(body)
    assert asked["PhoneNumberSet"] == ["+8613800138000"]
    assert (asked["TemplateId"], asked["TemplateParamSet"]) == ("SMS_1", ["¥10", "3月1日"])
    assert (headers["X-TC-Action"], headers["X-TC-Version"]) == ("SendSms", "2021-01-11")
    assert headers["Authorization"].endswith(checked_by_the_book(headers, body))


def checked_by_the_book(headers, body):
    """TC3-HMAC-SHA256 step by step, as the documentation tells it to the other side."""
    stamp = int(headers["X-TC-Timestamp"])
    day = datetime.fromtimestamp(stamp, UTC).strftime("%Y-%m-%d")
    lines = [
        "POST",
        "/",
        "",
        f"content-type:{headers['Content-Type']}",
        f"host:{headers['Host']}",
        "x-tc-action:sendsms",
        "",
    ]
    lines += ["content-type;host;x-tc-action", hashlib.sha256(body).hexdigest()]
    hashed = hashlib.sha256("\n".join(lines).encode()).hexdigest()
    text = "\n".join(["TC3-HMAC-SHA256", str(stamp), f"{day}/sms/tc3_request", hashed])

    def sign(key, words):
        return hmac.new(key, words.encode(), hashlib.sha256).digest()

    key = sign(sign(sign(b"TC3key", day), "sms"), "tc3_request")
    return "Signature=" + hmac.new(key, text.encode(), hashlib.sha256).hexdigest()


@pytest.mark.parametrize(
    ("said", "final"),
    [
        ({"Response": {"SendStatusSet": [{"Code": "FailedOperation.PhoneNumberInBlacklist"}]}}, True),
        ({"Response": {"Error": {"Code": "AuthFailure.SignatureFailure"}}}, False),
    ],
)
def test_tencent_may_refuse_for_good_or_for_now(said, final):
    with gateway(200, json.dumps(said).encode()) as seen:
        answer = tencent.Tencent("id", "key", "1", "s", CLOCK, seen.sender.url.split("/send")[0] + "/").send(TEXT)
    assert (type(answer), answer.final) == (Refused, final)


def test_twilio_gets_a_form_under_the_account():
    with gateway(201, b'{"sid":"SM1","status":"queued"}') as seen:
        base = seen.sender.url.split("/send")[0]
        sender = twilio.Twilio("AC1", "token", "+15005550006", "https://desk.example/hooks/sms/twilio", base)
        assert sender.send(TEXT._replace(to="(212) 555-0100", body="Hello")) == Sent("SM1")
    [(path, headers, body)] = seen.requests
    assert path == "/2010-04-01/Accounts/AC1/Messages.json"
    assert base64.b64decode(headers["Authorization"].removeprefix("Basic ")) == b"AC1:token"
    form = {name: value for name, [value] in parse_qs(body.decode()).items()}
    assert form == {
        "To": "+12125550100",
        "From": "+15005550006",
        "Body": "Hello",
        "StatusCallback": "https://desk.example/hooks/sms/twilio",
    }


@pytest.mark.parametrize(("code", "final"), [(21211, True), (21610, True), (20003, False)])
def test_twilio_may_refuse_for_good_or_for_now(code, final):
    with gateway(400, json.dumps({"code": code}).encode()) as seen:
        answer = twilio.Twilio("AC1", "t", "MG1", "", seen.sender.url.split("/send")[0]).send(
            TEXT._replace(to="+12125550100")
        )
    assert (type(answer), answer.final) == (Refused, final)


def each_gateway(url):
    """The three providers, at an address of this machine."""
    base = url.split("/send")[0]
    yield aliyun.Aliyun("i", "k", "s", CLOCK, url)
    yield tencent.Tencent("i", "k", "a", "s", CLOCK, base + "/")
    yield twilio.Twilio("i", "k", "s", "", base)


@pytest.mark.parametrize("status", [400, 404])
def test_an_answer_about_the_request_says_nothing_of_the_number(status):
    for body in (b"<html>", b"null", b'{"code": "x"}'):
        with gateway(status, body) as seen:
            assert [each.send(TEXT).final for each in each_gateway(seen.sender.url)] == [False] * 3


@pytest.mark.parametrize("id", [None, "", " "])
def test_no_provider_takes_a_message_without_an_id(id):
    said = {"Code": "OK", "BizId": id, "sid": id, "Response": {"SendStatusSet": [{"Code": "Ok", "SerialNo": id}]}}
    with gateway(200, json.dumps(said).encode()) as seen:
        for each in each_gateway(seen.sender.url):
            with pytest.raises(Unknown):
                each.send(TEXT)


@pytest.mark.parametrize("status", [200, 500])
def test_what_no_gateway_can_mean_is_unknown(status):
    with gateway(status, b"<html>") as seen:
        for each in each_gateway(seen.sender.url):
            with pytest.raises(Unknown):
                each.send(TEXT)


def test_a_template_without_an_approved_code_is_not_sent():
    for sender in (aliyun.Aliyun("i", "k", "s", CLOCK), tencent.Tencent("i", "k", "a", "s", CLOCK)):
        answer = sender.send(TEXT._replace(code=""))
        assert "no code" in answer.reason
        assert not answer.asked
    assert channel.e164("nothing", "CN") == Refused("The number is no telephone number.", final=True, asked=False)


def test_the_signature_of_a_twilio_callback_is_that_of_its_documentation():
    form = {
        "CallSid": "CA1234567890ABCDE",
        "Caller": "+12349013030",
        "Digits": "1234",
        "From": "+12349013030",
        "To": "+18005551212",
    }
    assert (
        twilio.signature("12345", "https://mycompany.com/myapp.php?foo=1&bar=2", form) == "0/KCTR6DLpKmkAf8muzZqo1nDgQ="
    )


@pytest.fixture
def sent(app, settings):
    """A text that went out, from a book with a shared secret."""
    row = desk.lend(desk.start())
    case.restage(row, desk.DUE + timedelta(days=1))
    app.config["CONCORD"] = settings._replace(sms_secret="shared", url="https://desk.example")
    made = makers.make_reminder(
        borrower=row.borrower,
        channel=Channel.sms,
        phone=row.borrower.phones[0],
        status=ReminderStatus.sent,
        provider_reference="S-1",
    )
    db.session.commit()
    yield made
    app.config["CONCORD"] = settings


def tell(client, said, at=NOW):
    body = json.dumps({"at": at.isoformat(), **said}).encode()
    headers = {"X-Concord-Signature": sms.signature("shared", body), "Content-Type": "application/json"}
    return client.post("/hooks/sms/http", data=body, headers=headers)


def test_a_delivery_verifies_the_number_and_a_dead_one_is_not_used_again(client, sent):
    assert tell(client, {"id": "S-1", "status": "delivered"}).status_code == 200
    db.session.expire_all()
    assert sent.phone.status == PointStatus.verified
    first = sent.delivered_at
    tell(client, {"id": "S-1", "status": "delivered"})
    db.session.expire_all()
    assert sent.delivered_at == first
    tell(client, {"id": "S-1", "status": "failed", "reason": "30005"})
    db.session.expire_all()
    assert sent.phone.status == PointStatus.bad


def test_a_text_that_was_cut_off_turns_out_to_be_sent(client, sent):
    sent.status = ReminderStatus.unknown
    db.session.commit()
    tell(client, {"id": f"reminder-{sent.id}", "status": "delivered"})
    db.session.expire_all()
    assert sent.status == ReminderStatus.sent
    assert db.session.query(Contact).filter_by(reminder_id=sent.id).count() == 1


@pytest.mark.parametrize("text", ["TD", "退订", "回复T", "STOP", " stop. ", "退訂"])
def test_a_reply_that_says_stop_ends_texts_to_the_number(client, sent, text):
    number = sent.phone.number
    for _ in range(2):
        assert tell(client, {"from": f"+86{number}", "text": text}).status_code == 200
    db.session.expire_all()
    assert sent.phone.status == PointStatus.opted_out
    assert db.session.query(Wish).filter_by(kind=WishKind.opt_out).count() == 1
    assert db.session.query(Contact).filter_by(borrower_id=sent.borrower_id).count() == 1
    assert (
        gate.decide(sent.borrower, Channel.sms, NOW + timedelta(days=30), phone_id=sent.phone_id).verdict == "blocked"
    )


def test_other_words_are_a_contact_and_nothing_more(client, sent):
    tell(client, {"from": sent.phone.number, "text": "I will pay, do not stop helping me"})
    db.session.expire_all()
    assert sent.phone.status != PointStatus.opted_out
    assert db.session.query(Contact).one().note.startswith("I will pay")
    assert not inbound.is_stop("please do not stop")


def test_a_report_is_taken_in_once_whatever_happened_since(client, sent):
    """The delivery is told again after a person, or a later report, knew better; and a wish after it was taken back."""
    failed = {"id": "S-1", "status": "failed", "reason": "30005"}
    tell(client, failed)
    db.session.expire_all()
    sent.phone.status, sent.problem = PointStatus.verified, ""
    db.session.commit()

    assert tell(client, failed).status_code == 200

    db.session.expire_all()
    assert (sent.phone.status, sent.problem) == (PointStatus.verified, "")


@pytest.mark.parametrize("at", [None, "", "soon", NOW - timedelta(days=31), NOW + timedelta(hours=1), 10**30])
def test_a_report_without_its_time_or_of_another_time_is_refused(client, sent, at):
    said = {"id": "S-1", "status": "delivered", "at": at.isoformat() if isinstance(at, datetime) else at}

    assert tell(client, said).status_code == 400

    db.session.expire_all()
    assert sent.delivered_at is None


def test_what_happened_earlier_stands_at_its_own_time(client, sent):
    earlier = NOW - timedelta(hours=5)
    tell(client, {"id": "S-1", "status": "delivered"}, at=earlier)
    tell(client, {"from": sent.phone.number, "text": "Tomorrow"}, at=earlier)

    db.session.expire_all()
    assert (sent.delivered_at, db.session.query(Contact).one().at) == (earlier, earlier)


def test_a_report_that_names_no_message_is_nobodys(client, sent):
    sent.provider_reference = ""
    db.session.commit()

    assert tell(client, {"id": "", "status": "delivered"}).status_code == 200

    db.session.expire_all()
    assert sent.delivered_at is None


def test_a_number_that_a_report_marked_is_free_again_by_a_person(client, sent):
    tell(client, {"id": "S-1", "status": "failed", "reason": "30005"})
    db.session.expire_all()
    assert (sent.phone.status, sent.point_was) == (PointStatus.bad, PointStatus.unverified)

    point.unmark(sent)

    assert (sent.phone.status, sent.point_was) == (PointStatus.unverified, None)
    with pytest.raises(RuleError, match="marked no number"):
        point.unmark(sent)


def test_what_is_not_signed_changes_nothing(client, sent):
    body = json.dumps({"from": sent.phone.number, "text": "STOP"})
    for path in ("http", "twilio", "aliyun/x", "tencent/x"):
        answer = client.post(f"/hooks/sms/{path}", data=body, headers={"Content-Type": "application/json"})
        assert answer.status_code == 403
    assert db.session.query(Wish).count() == 0


def test_each_gateway_is_understood_in_its_own_words(client, sent, app):
    from admin import hooks

    with app.test_request_context():
        ali, ten = hooks.token_of("aliyun"), hooks.token_of("tencent")
    report = [{"phone_number": sent.phone.number, "success": True, "biz_id": "S-1", "err_code": "DELIVERED"}]
    assert client.post(f"/hooks/sms/aliyun/{ali}", json=report).get_json() == {"code": 0, "msg": "OK"}
    db.session.expire_all()
    assert sent.phone.status == PointStatus.verified
    reply = {"nationcode": "86", "mobile": sent.phone.number, "content": "TD", "sign": "s"}
    assert client.post(f"/hooks/sms/tencent/{ten}", json=reply).get_json() == {"result": 0, "errmsg": "OK"}
    db.session.expire_all()
    assert sent.phone.status == PointStatus.opted_out
    assert client.post(f"/hooks/sms/aliyun/{ali}", data=b"no json").status_code == 400


def test_twilio_is_believed_by_its_signature(client, sent):
    form = {"MessageSid": "S-1", "MessageStatus": "delivered"}
    signed = twilio.signature("shared", "https://desk.example/hooks/sms/twilio", form)
    assert client.post("/hooks/sms/twilio", data=form, headers={"X-Twilio-Signature": signed}).status_code == 200
    db.session.expire_all()
    assert sent.phone.status == PointStatus.verified
