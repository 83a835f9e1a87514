"""Mail about sign-in goes out by itself, so that the page answers as fast for an unknown address as for a known one."""

import logging
import uuid
from threading import Thread
from typing import Any

from flask import current_app
from flask_security import MailUtil

from services.channel import Message, Refused, Unknown
from services.channel.smtp import Smtp

log = logging.getLogger("concord.mail")


class Mail(MailUtil):
    """Sends through the SMTP server of the house."""

    def send_mail(
        self, template: str, subject: str, recipient: Any, sender: Any, body: str | None, html: str | None, **more: Any
    ) -> None:
        """Hand a mail to a thread of its own."""
        settings = current_app.config["CONCORD"]
        message = Message(str(uuid.uuid4()), str(recipient), "", str(subject), body or "", "", "Concord")
        Thread(target=deliver, args=(Smtp(settings.smtp_url, settings.mail_from), message)).start()


def deliver(server: Smtp, message: Message) -> None:
    """Send; what fails is for the administrator's log, never for the person who asked."""
    try:
        sent = server.send(message)
    except Unknown as error:
        log.warning("mail about sign-in: %s", error)
        return
    if isinstance(sent, Refused):
        log.warning("mail about sign-in: %s", sent.reason)
