"""what of a contact was recorded, and who refused"""

import sqlalchemy as sa
from alembic import op

revision = '0042'
down_revision = '0041'
branch_labels = None
depends_on = None


def upgrade():
    with op.batch_alter_table('contact', schema=None) as batch_op:
        batch_op.add_column(sa.Column('recording', sa.String(), nullable=False, server_default=''))
        batch_op.add_column(sa.Column('recording_seconds', sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column('recording_kept', sa.String(), nullable=False, server_default=''))
    with op.batch_alter_table('contact', schema=None) as batch_op:
        for name in ('recording', 'recording_kept'):
            batch_op.alter_column(name, existing_type=sa.String(), existing_nullable=False, server_default=None)
    with op.batch_alter_table('contact_person', schema=None) as batch_op:
        batch_op.add_column(sa.Column('refused_key', sa.LargeBinary(length=16), nullable=True))
        batch_op.create_index(batch_op.f('ix_contact_person_refused_key'), ['refused_key'], unique=False)


def downgrade():
    with op.batch_alter_table('contact_person', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_contact_person_refused_key'))
        batch_op.drop_column('refused_key')
    with op.batch_alter_table('contact', schema=None) as batch_op:
        for name in ('recording_kept', 'recording_seconds', 'recording'):
            batch_op.drop_column(name)
