"""weeks that close, who held a case on which day, and facts with the day they were entered"""

import sqlalchemy as sa
from alembic import op

revision = '0020'
down_revision = '0019'
branch_labels = None
depends_on = None

PROMISE = {'collector_id': 'app_user', 'portfolio_id': 'portfolio', 'stage_id': 'stage'}
ENTERED = ('loan', 'instalment', 'contact')


def upgrade():
    op.create_table(
        'week',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('week_on', sa.Date(), nullable=False),
        sa.Column('closes_on', sa.Date(), nullable=False),
        sa.Column('measured_at', sa.DateTime(), nullable=False),
        sa.Column('closed_at', sa.DateTime(), nullable=True),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_week')),
        sa.UniqueConstraint('week_on', name=op.f('uq_week_week_on')),
    )
    op.create_table(
        'case_holder',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('case_id', sa.Integer(), nullable=False),
        sa.Column('user_id', sa.Integer(), nullable=False),
        sa.Column('since_on', sa.Date(), nullable=False),
        sa.Column('until_on', sa.Date(), nullable=True),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['case_id'], ['case_file.id'], name=op.f('fk_case_holder_case_id')),
        sa.ForeignKeyConstraint(['user_id'], ['app_user.id'], name=op.f('fk_case_holder_user_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_case_holder')),
    )
    op.create_index('ix_case_holder_case', 'case_holder', ['case_id', 'since_on'])
    op.create_index(op.f('ix_case_holder_user_id'), 'case_holder', ['user_id'])
    former_instalments()
    for table in ENTERED:
        op.add_column(table, sa.Column('entered_on', sa.Date(), nullable=True))
    op.add_column('loan', sa.Column('written_off_on', sa.Date(), nullable=True))
    op.add_column('team', sa.Column('week_closes_days', sa.Integer(), nullable=False, server_default='3'))
    with op.batch_alter_table('team') as batch:
        batch.alter_column('week_closes_days', server_default=None)
    promises()
    fill()


def former_instalments():
    amounts = (sa.Column(name, sa.BigInteger(), nullable=False) for name in ('principal', 'interest', 'fee'))
    op.create_table(
        'former_instalment',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('loan_id', sa.Integer(), nullable=False),
        sa.Column('number', sa.Integer(), nullable=False),
        sa.Column('due_on', sa.Date(), nullable=False),
        *amounts,
        sa.Column('counts_from', sa.Date(), nullable=True),
        sa.Column('entered_on', sa.Date(), nullable=True),
        sa.Column('replaced_on', sa.Date(), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['loan_id'], ['loan.id'], name=op.f('fk_former_instalment_loan_id')),
        sa.PrimaryKeyConstraint('id', name=op.f('pk_former_instalment')),
    )
    for column in ('loan_id', 'replaced_on'):
        op.create_index(op.f(f'ix_former_instalment_{column}'), 'former_instalment', [column])


def promises():
    with op.batch_alter_table('promise') as batch:
        for column in PROMISE:
            batch.add_column(sa.Column(column, sa.Integer(), nullable=True))
        batch.add_column(sa.Column('currency', sa.String(), nullable=False, server_default=''))
    with op.batch_alter_table('promise') as batch:
        batch.alter_column('currency', server_default=None)
        for column, table in PROMISE.items():
            batch.create_foreign_key(op.f(f'fk_promise_{column}'), table, [column], ['id'])


def fill():
    """Promises: who took them held them, the stage is that of their day. Cases: held by who has them since they opened.

    A loan that the lender's file calls written off is so since that file's day.
    """
    loan = '(SELECT {} FROM case_file JOIN loan ON loan.id = case_file.loan_id WHERE case_file.id = promise.case_id)'
    stage = (
        'SELECT stage_id FROM case_event WHERE case_event.case_id = promise.case_id AND case_event."on" <= made_on '
        'AND stage_id IS NOT NULL ORDER BY case_event."on" DESC, case_event.id DESC LIMIT 1'
    )
    holder = 'SELECT assignee_id FROM case_file WHERE case_file.id = promise.case_id'
    op.execute(
        f"UPDATE promise SET portfolio_id = {loan.format('portfolio_id')}, currency = {loan.format('loan.currency')}, "
        f"stage_id = ({stage}), collector_id = COALESCE(made_by_id, ({holder}))"
    )
    op.execute(
        'INSERT INTO case_holder (case_id, user_id, since_on, version) '
        'SELECT case_file.id, assignee_id, '
        'COALESCE((SELECT MIN(opened_on) FROM episode WHERE episode.case_id = case_file.id), loan.opened_on), 1 '
        'FROM case_file JOIN loan ON loan.id = case_file.loan_id WHERE assignee_id IS NOT NULL'
    )
    op.execute("UPDATE loan SET written_off_on = COALESCE(feed_as_of, opened_on) WHERE feed_status = 'written_off'")


def downgrade():
    with op.batch_alter_table('promise') as batch:
        for column in PROMISE:
            batch.drop_constraint(op.f(f'fk_promise_{column}'), type_='foreignkey')
    with op.batch_alter_table('promise') as batch:
        for column in (*PROMISE, 'currency'):
            batch.drop_column(column)
    for table, column in (*((table, 'entered_on') for table in ENTERED), ('loan', 'written_off_on')):
        op.drop_column(table, column)
    op.drop_column('team', 'week_closes_days')
    for table in ('former_instalment', 'case_holder', 'week'):
        op.drop_table(table)
