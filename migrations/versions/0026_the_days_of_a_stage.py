"""the days of a stage"""

import sqlalchemy as sa
from alembic import op

revision = '0026'
down_revision = '0025'
branch_labels = None
depends_on = None


def upgrade():
    op.create_table('case_stage',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('case_id', sa.Integer(), nullable=False),
    sa.Column('stage_id', sa.Integer(), nullable=True),
    sa.Column('since_on', sa.Date(), nullable=False),
    sa.Column('until_on', sa.Date(), nullable=True),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['case_file.id'], name=op.f('fk_case_stage_case_id')),
    sa.ForeignKeyConstraint(['stage_id'], ['stage.id'], name=op.f('fk_case_stage_stage_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_stage'))
    )
    op.create_index('ix_case_stage_case', 'case_stage', ['case_id', 'since_on'])
    fill()


def fill():
    """The last event of each day says where a case was from that day until its next event; closed it was in none."""
    last = (
        'SELECT case_id, "on", kind, stage_id, ROW_NUMBER() OVER (PARTITION BY case_id, "on" ORDER BY id DESC) AS place '
        'FROM case_event'
    )
    until = (
        f'SELECT case_id, "on", kind, stage_id, LEAD("on") OVER (PARTITION BY case_id ORDER BY "on") AS until_on '
        f'FROM ({last}) AS of_day WHERE place = 1'
    )
    op.execute(
        'INSERT INTO case_stage (case_id, stage_id, since_on, until_on, version) '
        f"SELECT case_id, stage_id, \"on\", until_on, 1 FROM ({until}) AS spans WHERE kind <> 'closed'"
    )


def downgrade():
    op.drop_table('case_stage')
