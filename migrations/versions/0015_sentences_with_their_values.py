"""sentences of the house become messages with their values"""

import json
import re
from itertools import count

import sqlalchemy as sa
from alembic import op

revision = '0015'
down_revision = '0014'
branch_labels = None
depends_on = None

BATCH = 5000
START = '{"message": '
DAY = re.compile(r'\d{4}-\d\d-\d\d')

# Texts that were always written as they stand here.
KNOWN = (
    'A promise to pay is running.',
    'A repayment plan is running.',
    'The promise was not kept.',
    'All instalments are paid.',
    'An instalment was not paid in time.',
    'The offer was earned.',
    'The payment that earned it was taken back.',
    'No phone, e-mail or postal address is usable.',
    'It waited too long; its words are out of date.',
    'The number or address is not to be used any more.',
    'A case it speaks of is not open any more.',
    'A case it speaks of rests or is with a legal partner.',
    'The promise it speaks of is settled.',
    'The borrower disputes the debt.',
    "Money came in that may be the borrower's; it is being checked.",
    'The borrower is struggling.',
    'Money came in since it was written.',
    'It was cut off while sending; a person must find out.',
    'The last payment file is too old to say who still owes.',
    'The claim is time-barred; words about legal steps must not be sent.',
    'A complaint is being looked into.',
    'Told by an imported log.',
    "Disputed, as the lender's file says.",
    'The import was undone.',
    'The number is no telephone number.',
    'The template has no code that the text gateway approved.',
    'The text gateway answered what nobody understands.',
    'The text gateway took the message without saying under which id.',
    'The loan has a payment with this reference already.',
    'The debt is disputed, so nothing may be paid on it; ask the borrower or return the money.',
)
COLUMNS = (
    ('reminder', 'problem'),
    ('hold', 'reason'),
    ('task', 'note'),
    ('plan', 'end_reason'),
    ('offer', 'end_reason'),
    ('payment', 'note'),
    ('payment', 'reference'),
    ('charge', 'reference'),
    ('wish', 'said'),
    ('receipt', 'note'),
    ('referral', 'reasons'),
    ('referral_event', 'note'),
    ('contact', 'note'),
    ('breach', 'reason'),
    ('audit_entry', 'reason'),
)
COMPONENTS = '(cost|fee|penalty|overdue_interest|interest|principal)'


def member(name):
    return {'member': 'Component', 'name': name}


def whole(text):
    return int(text)


def day(text):
    return {'day': text}


def field(text):
    return {'field': text}


def same(text):
    return text


def nested(text):
    return json.loads(again('payment', 'reference', text) or 'null') or text


# Where a text begins so, the message that it was made of and how each of its values is kept.
PATTERNS = (
    ('reminder', 'problem', 'Not allowed: ', r'Not allowed: (.+)', 'Not allowed: %(rules)s', {'rules': same}),
    ('reminder', 'problem', 'Not allowed now: ', r'Not allowed now: (.+)', 'Not allowed now: %(rules)s', {'rules': same}),
    ('reminder', 'problem', 'Not delivered: ', r'Not delivered: (.*)', 'Not delivered: %(reason)s', {'reason': same}),
    ('reminder', 'problem', 'The message needs ', r'The message needs (\w+), and there is none\.',
     'The message needs %(name)s, and there is none.', {'name': field}),
    ('reminder', 'problem', 'There is no template for ', r'There is no template for (\w+) in (\w+)\.',
     'There is no template for %(channel)s in %(language)s.',
     {'channel': lambda text: {'member': 'Channel', 'name': text},
      'language': lambda text: {'member': 'Language', 'name': text}}),
    ('reminder', 'problem', 'The text gateway refused', r'The text gateway refused the message: (.+)\.',
     'The text gateway refused the message: %(said)s.', {'said': same}),
    ('reminder', 'problem', 'The text gateway asks', r'The text gateway asks to try later: (.+)\.',
     'The text gateway asks to try later: %(said)s.', {'said': same}),
    ('reminder', 'problem', 'The text gateway answered ', r'The text gateway answered (.+)\.',
     'The text gateway answered %(said)s.', {'said': same}),
    ('reminder', 'problem', 'The text gateway cannot', r'The text gateway cannot be reached: (.+)\.',
     'The text gateway cannot be reached: %(error)s.', {'error': same}),
    ('reminder', 'problem', 'The line to the text', r'The line to the text gateway broke: (.+)\.',
     'The line to the text gateway broke: %(error)s.', {'error': same}),
    ('reminder', 'problem', 'The line to the mail', r'The line to the mail server broke: (.+)\.',
     'The line to the mail server broke: %(error)s.', {'error': same}),
    ('reminder', 'problem', 'The mail server cannot', r'The mail server cannot be reached: (.+)\.',
     'The mail server cannot be reached: %(error)s.', {'error': same}),
    ('reminder', 'problem', 'The mail server said', r'The mail server said (.+)\.',
     'The mail server said %(code)s.', {'code': same}),
    ('reminder', 'problem', 'The mail server refused the a', r'The mail server refused the address: (.+)\.',
     'The mail server refused the address: %(code)s.', {'code': same}),
    ('reminder', 'problem', 'The mail server refused the m', r'The mail server refused the message: (.+)\.',
     'The mail server refused the message: %(code)s.', {'code': same}),
    ('task', 'note', 'limitation ', r'limitation (\d{4}-\d\d-\d\d): -?\d+', 'The limitation ends on %(day)s.',
     {'day': day}),
    ('task', 'note', 'guarantee ', r'guarantee .* (\d{4}-\d\d-\d\d): -?\d+',
     'The time to hold a guarantor ends on %(day)s.', {'day': day}),
    ('task', 'note', 'enforcement ', r'enforcement (.*) (\d{4}-\d\d-\d\d): -?\d+',
     'The time to enforce the judgment of %(referral)s ends on %(day)s.', {'referral': same, 'day': day}),
    ('wish', 'said', 'Text: ', r'Text: (.*)', 'Text: %(words)s', {'words': same}),
    ('audit_entry', 'reason', 'call C-', r'call (C-\d+)', 'call %(case)s', {'case': same}),
    ('payment', 'reference', 'waiver ', r'waiver (\d+)', 'waiver %(number)s', {'number': whole}),
    ('payment', 'reference', 'offer ', rf'offer (\d+) {COMPONENTS} (\d+)',
     'offer %(offer)s %(component)s %(number)s', {'offer': whole, 'component': member, 'number': whole}),
    ('payment', 'reference', 'schedule of ', rf'schedule of (\d{{4}}-\d\d-\d\d) {COMPONENTS}',
     'schedule of %(day)s %(component)s', {'day': day, 'component': member}),
    ('payment', 'reference', 'reversal of ', r'reversal of (.+)', 'reversal of %(reference)s', {'reference': nested}),
    *(('charge', 'reference', f'{name} ', rf'({name}) (\d{{4}}-\d\d-\d\d) (\d+)', '%(component)s %(day)s %(number)s',
       {'component': member, 'day': day, 'number': whole}) for name in ('cost', 'penalty')),
)
PARTS = (
    (r'place (.+)', 'place %(place)s', {'place': same}),
    (r'recovered (\d+)% of (\d+) ended', 'recovered %(rate)s%% of %(ended)s ended', {'rate': whole, 'ended': whole}),
    (r'load (\d+) of (\d+)', 'load %(load)s of %(capacity)s', {'load': whole, 'capacity': whole}),
)
REASONS = re.compile(r'(?:(place .+?), )?(?:(recovered \d+% of \d+ ended), )?(load \d+ of \d+)', re.DOTALL)


def kept(message, values):
    """A sentence as a column of text keeps it."""
    return json.dumps({'message': message, 'values': values}, ensure_ascii=False)


def filled(pattern, message, kinds, text):
    """The sentence that a text was made of, or None."""
    found = re.fullmatch(pattern, text, re.DOTALL)
    if found is None:
        return None
    pairs = zip(kinds.items(), found.groups(), strict=True)
    return {'message': message, 'values': {name: keep(value) for (name, keep), value in pairs}}


def again(table, column, text):
    """A text as it is kept from now on; None for words of a person."""
    for its_table, its_column, _, pattern, message, kinds in PATTERNS:
        if (its_table, its_column) == (table, column):
            found = filled(pattern, message, kinds, text)
            if found:
                return kept(**found)
    return None


def reasons(text):
    """Why a firm was proposed, part by part."""
    found = REASONS.fullmatch(text)
    if found is None:
        return None
    parts = [filled(*part, text) for text, part in zip(found.groups(), PARTS, strict=True) if text]
    return kept('%(parts)s', {'parts': parts})


def column_of(table, name, kind=None):
    return sa.table(table, sa.column('id', sa.Integer), sa.column(name, kind or sa.String))


def write(table, name, pairs, kind=None):
    """Write new values by id."""
    rows = column_of(table, name, kind)
    statement = rows.update().where(rows.c.id == sa.bindparam('row_id')).values({name: sa.bindparam('new', type_=kind)})
    given = [{'row_id': id, 'new': value} for id, value in pairs]
    if given:
        op.get_bind().execute(statement, given)


def upgrade():
    for table, name in COLUMNS:
        rows = column_of(table, name)
        cell = rows.c[name]
        texts = {text: kept(text, {}) for text in KNOWN}
        op.execute(rows.update().where(cell.in_(KNOWN)).values({name: sa.case(texts, value=cell)}))
    for table, name in dict.fromkeys((table, name) for table, name, *_ in PATTERNS):
        rows = column_of(table, name)
        begins = [start for its_table, its_name, start, *_ in PATTERNS if (its_table, its_name) == (table, name)]
        asked = sa.select(rows).where(sa.or_(*(rows.c[name].startswith(start) for start in begins)))
        found = [(id, again(table, name, text)) for id, text in op.get_bind().execute(of_the_house(asked, table, rows))]
        write(table, name, [(id, value) for id, value in found if value])
    for table, name in (('referral', 'reasons'), ('referral_event', 'note')):
        rows = column_of(table, name)
        asked = sa.select(rows).where(rows.c[name].like('%load % of %'))
        found = [(id, reasons(text)) for id, text in op.get_bind().execute(asked)]
        write(table, name, [(id, value) for id, value in found if value])
    for table, name in (('case_file', 'stage_reason'), ('case_event', 'reason')):
        staged(table, name)


def of_the_house(asked, table, rows):
    """Of the payments only those that the house numbers itself: a bank may call its own anything."""
    if table != 'payment':
        return asked
    kind = sa.column('kind', sa.String)
    return asked.where(kind.in_(('waiver', 'moved', 'reversal')))


def staged(table, name):
    """Why a case stands where it stands: keys of stages become their rows, texts days and amounts."""
    stages = {(policy, key): id for id, policy, key in op.get_bind().execute(sa.text('SELECT id, policy_id, "key" FROM stage'))}
    case_id = 'id' if table == 'case_file' else 'case_id'
    asked = sa.text(
        f'SELECT t.id, t.{name}, p.policy_id, l.currency FROM {table} t JOIN case_file c ON c.id = t.{case_id} '
        'JOIN loan l ON l.id = c.loan_id JOIN portfolio p ON p.id = l.portfolio_id '
        'WHERE t.id > :last ORDER BY t.id LIMIT :most'
    ).columns(sa.Column('id', sa.Integer), sa.Column(name, sa.JSON), sa.Column('policy_id', sa.Integer), sa.Column('currency', sa.String))
    last = 0
    for _ in count():
        rows = op.get_bind().execute(asked, {'last': last, 'most': BATCH}).all()
        if not rows:
            return
        last = rows[-1].id
        pairs = [(row.id, of_stage(row[1], row.policy_id, row.currency, stages)) for row in rows if row[1]]
        write(table, name, pairs, sa.JSON())


def of_stage(reason, policy_id, currency, stages):
    """One reason with the kinds of its values."""

    def typed(name, value):
        if (policy_id, value) in stages:
            return {'row': 'stage', 'id': stages[policy_id, value], 'name': value}
        if name == 'minimum':
            return {'amount': value, 'currency': currency}
        return {'day': value} if DAY.fullmatch(str(value)) else value

    return {'message': reason['message'], 'values': {name: typed(name, value) for name, value in reason['values'].items()}}


def english(value):
    """A kept value as an English text."""
    if isinstance(value, list):
        return ', '.join(map(str, map(english, value)))
    if not isinstance(value, dict):
        return value
    if 'message' in value:
        values = {name: english(each) for name, each in value['values'].items()}
        return value['message'] % values if values else value['message']
    if 'row' in value:
        return value['name'] or f"{value['row']} {value['id']}"
    return next(value[key] for key in ('name', 'day', 'moment', 'number', 'amount', 'field') if key in value)


def downgrade():
    for table, name in COLUMNS:
        rows = column_of(table, name)
        found = op.get_bind().execute(sa.select(rows).where(rows.c[name].startswith(START))).all()
        write(table, name, [(id, english(json.loads(text))) for id, text in found])
    for table, name in (('case_file', 'stage_reason'), ('case_event', 'reason')):
        rows = column_of(table, name, sa.JSON())
        pairs = [
            (id, {'message': told['message'], 'values': {key: str(english(each)) for key, each in told['values'].items()}} if told else {})
            for id, told in op.get_bind().execute(sa.select(rows)).all()
        ]
        write(table, name, pairs, sa.JSON())
