"""Mainland China: personal information, rows kept for people."""

from rules.law.row import table

TEXT = """
CN-PI-01 law P 2021-11-01 2026-06-22
  Minimum necessary: only data directly needed, least-impact method.
  = field allow-list per role
  @ PIPL 5, 6; 民法典 1035
CN-PI-02 law P 2021-11-01 2026-06-22
  Legal basis recorded per purpose; contract necessity covers servicing own loan, not address-book harvesting.
  = basis enum PIPL 13(1)-(7)
  @ PIPL 13, 14, 17
CN-PI-03 law P 2021-11-01 2026-06-22
  Separate consent + notice before giving data to another handler.
  = separate_consent{recipient,purpose,method,categories}
  @ PIPL 23
CN-PI-04 law P 2021-11-01 2026-06-22
  Outsourced agency = entrusted processing: contract, supervision, no sub-delegation without consent,
    return/delete at end.
  = agreement_id, ended_at -> purge job
  @ PIPL 21
CN-PI-05 law P 2021-11-01 2026-06-22
  Sensitive data (bank account, health, biometrics, location, under-14) needs specific purpose, necessity,
    separate consent.
  = sensitive=true
  @ PIPL 28-31
CN-PI-06 law P 2021-11-01 2026-06-22
  No publication of personal information without separate consent.
  = block public channels
  @ PIPL 25
CN-PI-07 law P 2021-11-01 2026-06-22
  Automated decisions with major effect: explain on request, right to refuse automation-only.
  = collect_score explanation
  @ PIPL 24
CN-PI-08 law P 2021-11-01 2026-06-22
  Access/copy/correct/delete/withdraw handled promptly; refusal needs reasons.
  = request workflow
  @ PIPL 44-50
CN-PI-09 law P 2021-11-01 2026-06-22
  PIA before sensitive data, automation, entrustment, sharing, export; keep report and records 3 years.
  = retain=3y
  @ PIPL 55-56
CN-PI-10 law P 2021-11-01 2026-06-22
  Breach: remedy at once, notify authority and persons.
  = incident workflow
  @ PIPL 57
CN-PI-11 law P 2021-11-01 2026-06-22
  Export conditions + separate consent.
  = block cross-border by default
  @ PIPL 38-39
CN-PI-12 law P 2021-11-01 2026-06-22
  Fines up to RMB 50 m or 5% turnover; burden of proof on handler.
  @ PIPL 66, 69
CN-PI-13 law P 2017-06-01 2026-06-22
  Illegal supply of 50+ credit/property records or 500+ transaction/communication records is "serious"; halved for
    data got in performing services.
  = alert on bulk export > 25 / > 250 rows
  @ 法释〔2017〕10号 5(3),(4),(8)
"""

ROWS = table(TEXT)
