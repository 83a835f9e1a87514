"""the strategy in versions: what is there becomes the first one"""

import hashlib
import json
from decimal import Decimal

import sqlalchemy as sa
from alembic import op

revision = '0047'
down_revision = '0046'
branch_labels = None
depends_on = None

TABLES = ('policy', 'stage', 'template', 'contact_rule', 'authority_limit')
MONEY = {'min_overdue', 'legal_cost', 'penalty_max'}
RATES = {
    'promise_threshold_rate', 'plan_threshold_rate', 'legal_recovery_rate', 'legal_fee_rate',
    'penalty_rate', 'interest_rate', 'principal_rate',
}
TRUTHS = {'requires_sent', 'offers_plan', 'proposes_referral'}


def upgrade():
    op.create_table('strategy_version',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('status', sa.String(length=32), nullable=False),
    sa.Column('why', sa.String(), nullable=False),
    sa.Column('content', sa.JSON(), nullable=False),
    sa.Column('digest', sa.String(), nullable=False),
    sa.Column('base_id', sa.Integer(), nullable=True),
    sa.Column('editors', sa.JSON(), nullable=False),
    sa.Column('begun_on', sa.Date(), nullable=False),
    sa.Column('begun_by_id', sa.Integer(), nullable=True),
    sa.Column('asked_on', sa.Date(), nullable=True),
    sa.Column('asked_by_id', sa.Integer(), nullable=True),
    sa.Column('published_on', sa.Date(), nullable=True),
    sa.Column('published_by_id', sa.Integer(), nullable=True),
    sa.Column('starts_on', sa.Date(), nullable=True),
    sa.Column('ends_on', sa.Date(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['asked_by_id'], ['app_user.id'], name=op.f('fk_strategy_version_asked_by_id')),
    sa.ForeignKeyConstraint(['base_id'], ['strategy_version.id'], name=op.f('fk_strategy_version_base_id')),
    sa.ForeignKeyConstraint(['begun_by_id'], ['app_user.id'], name=op.f('fk_strategy_version_begun_by_id')),
    sa.ForeignKeyConstraint(['published_by_id'], ['app_user.id'], name=op.f('fk_strategy_version_published_by_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_strategy_version')),
    sa.UniqueConstraint('number', name=op.f('uq_strategy_version_number'))
    )
    with op.batch_alter_table('strategy_version', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_strategy_version_status'), ['status'], unique=False)
    op.create_table('dry_run',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('strategy_version_id', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('digest', sa.String(), nullable=False),
    sa.Column('at', sa.DateTime(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=True),
    sa.Column('found', sa.JSON(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['strategy_version_id'], ['strategy_version.id'], name=op.f('fk_dry_run_strategy_version_id')),
    sa.ForeignKeyConstraint(['user_id'], ['app_user.id'], name=op.f('fk_dry_run_user_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_dry_run'))
    )
    with op.batch_alter_table('dry_run', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_dry_run_strategy_version_id'), ['strategy_version_id'], unique=False)
    op.create_table('proposal',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('figure', sa.String(), nullable=False),
    sa.Column('week_on', sa.Date(), nullable=False),
    sa.Column('value', sa.BigInteger(), nullable=True),
    sa.Column('numerator', sa.BigInteger(), nullable=False),
    sa.Column('denominator', sa.BigInteger(), nullable=True),
    sa.Column('n', sa.Integer(), nullable=False),
    sa.Column('proposed', sa.Text(), nullable=False),
    sa.Column('proposed_on', sa.Date(), nullable=False),
    sa.Column('proposed_by_id', sa.Integer(), nullable=True),
    sa.Column('status', sa.String(length=32), nullable=False),
    sa.Column('strategy_version_id', sa.Integer(), nullable=True),
    sa.Column('dry_run_id', sa.Integer(), nullable=True),
    sa.Column('decided_on', sa.Date(), nullable=True),
    sa.Column('decided_by_id', sa.Integer(), nullable=True),
    sa.Column('effect', sa.JSON(), nullable=False),
    sa.Column('judged_on', sa.Date(), nullable=True),
    sa.Column('judged_by_id', sa.Integer(), nullable=True),
    sa.Column('judgement', sa.Text(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['decided_by_id'], ['app_user.id'], name=op.f('fk_proposal_decided_by_id')),
    sa.ForeignKeyConstraint(['dry_run_id'], ['dry_run.id'], name=op.f('fk_proposal_dry_run_id')),
    sa.ForeignKeyConstraint(['judged_by_id'], ['app_user.id'], name=op.f('fk_proposal_judged_by_id')),
    sa.ForeignKeyConstraint(['proposed_by_id'], ['app_user.id'], name=op.f('fk_proposal_proposed_by_id')),
    sa.ForeignKeyConstraint(['strategy_version_id'], ['strategy_version.id'], name=op.f('fk_proposal_strategy_version_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_proposal'))
    )
    with op.batch_alter_table('proposal', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_proposal_proposed_on'), ['proposed_on'], unique=False)
        batch_op.create_index(batch_op.f('ix_proposal_strategy_version_id'), ['strategy_version_id'], unique=False)
    op.create_table('stage_condition',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('step_id', sa.Integer(), nullable=False),
    sa.Column('knows', sa.String(length=32), nullable=False),
    sa.Column('how', sa.String(length=32), nullable=False),
    sa.Column('amount', sa.BigInteger(), nullable=True),
    sa.Column('times', sa.Integer(), nullable=True),
    sa.Column('channel', sa.String(length=32), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['step_id'], ['stage.id'], name=op.f('fk_stage_condition_step_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_stage_condition'))
    )
    with op.batch_alter_table('stage_condition', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_stage_condition_step_id'), ['step_id'], unique=False)
    with op.batch_alter_table('stage', schema=None) as batch_op:
        batch_op.add_column(sa.Column('task_minutes', sa.Integer(), nullable=False, server_default='10'))
    with op.batch_alter_table('stage', schema=None) as batch_op:
        batch_op.alter_column('task_minutes', existing_type=sa.Integer(), existing_nullable=False, server_default=None)
    keep_first()


def keep_first():
    """What a book that has lived a night decides by is its first version, from that night on."""
    connection = op.get_bind()
    last = connection.execute(sa.text("SELECT max(business_date) FROM job_run WHERE job = 'nightly' AND status = 'done'")).scalar()
    if last is None:
        return
    content = {'policy': [], 'stage': [], 'stage_condition': [], 'template': [], 'contact_rule': [], 'authority_limit': []}
    for name in TABLES:
        rows = connection.execute(sa.text(f'SELECT * FROM {name} ORDER BY id')).mappings()
        content[name] = [{key: kept(key, value) for key, value in row.items() if key != 'version'} for row in rows]
    told = {name: rows for name, rows in content.items() if rows}
    digest = hashlib.sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()[:16]
    table = sa.table('strategy_version', *(sa.column(name) for name in (
        'number', 'status', 'why', 'digest', 'begun_on', 'starts_on', 'version')),
        sa.column('content', sa.JSON()), sa.column('editors', sa.JSON()))
    connection.execute(table.insert().values(
        number=1, status='in_force', why='{"message": "As it was set up.", "values": {}}', content=content, digest=digest, editors=[],
        begun_on=last, starts_on=last, version=1))


def kept(name, value):
    """A value as the program keeps it: amounts and rates as decimal text, days as text."""
    if value is None:
        return None
    if name in MONEY:
        return str(Decimal(value).scaleb(-2))
    if name in RATES:
        return str(Decimal(value) / Decimal(1_000_000))
    if name in TRUTHS:
        return bool(value)
    return str(value) if hasattr(value, 'isoformat') else value


def downgrade():
    with op.batch_alter_table('stage', schema=None) as batch_op:
        batch_op.drop_column('task_minutes')
    op.drop_table('stage_condition')
    op.drop_table('proposal')
    op.drop_table('dry_run')
    op.drop_table('strategy_version')
