"""The borrowers outside: what the gateway reports of texts to them, and what they answer."""

from bench.life.browser import BreachError, Browser, signed
from bench.life.life import Life
from bench.life.server import SECRET
from services.channel import sms


def answer(life: Life) -> None:
    """Every text is reported; some do not arrive, some are answered, a few end texts for good."""
    gateway = Browser(life.world.address)
    at = life.world.clock.now.isoformat()
    for number, id in life.world.gateway.texts:
        roll = life.dice.random()
        bad = {"id": id, "status": "failed", "reason": "MOBILE_NOT_ON_SERVICE" if roll < 0.03 else "timeout"}
        report(gateway, {"at": at, **(bad if roll < 0.08 else {"id": id, "status": "delivered"})})
        if roll > 0.9:
            report(gateway, {"at": at, "from": number, "text": "退订" if roll > 0.98 else "知道了，明天还。"})
            life.tell(number, "reply", "stop" if roll > 0.98 else "will pay")
    life.world.gateway.texts.clear()


def report(gateway: Browser, said: dict[str, str]) -> None:
    """What the gateway tells, signed; told twice, as gateways do."""
    body = signed(said)
    for _ in range(2):
        headers = {"Content-Type": "application/json", "X-Concord-Signature": sms.signature(SECRET, body)}
        if (status := gateway.post("/hooks/sms/http", body, headers)) != 200:
            raise BreachError(f"the hook answers {status} to {said}")
