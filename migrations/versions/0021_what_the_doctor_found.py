"""what the doctor found, until it is mended"""

import sqlalchemy as sa
from alembic import op

revision = '0021'
down_revision = '0020'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table(
        'finding',
        sa.Column('id', sa.Integer(), nullable=False),
        sa.Column('invariant', sa.String(), nullable=False),
        sa.Column('record', sa.String(), nullable=False),
        sa.Column('record_id', sa.Integer(), nullable=False),
        sa.Column('case_id', sa.Integer(), nullable=True),
        sa.Column('said', sa.Text(), nullable=False),
        sa.Column('first_seen_on', sa.Date(), nullable=False),
        sa.Column('last_seen_on', sa.Date(), nullable=False),
        sa.Column('state', sa.String(length=32), nullable=False),
        sa.Column('version', sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(['case_id'], ['case_file.id'], name='fk_finding_case_id'),
        sa.PrimaryKeyConstraint('id', name='pk_finding'),
        sa.UniqueConstraint('invariant', 'record', 'record_id', name='uq_finding_invariant_record_record_id'),
    )
    op.create_index('ix_finding_case_id', 'finding', ['case_id'])
    op.create_index('ix_finding_standing', 'finding', ['state', 'case_id'])


def downgrade():
    op.drop_table('finding')
