"""the day on which a person left the tour; whoever signed in before has no need of it"""

import sqlalchemy as sa
from alembic import op

revision = '0056'
down_revision = '0055'
branch_labels = None
depends_on = None


def upgrade():
    op.add_column('app_user', sa.Column('toured_on', sa.Date(), nullable=True))
    people = sa.table('app_user', sa.column('signed_in_at', sa.DateTime()), sa.column('toured_on', sa.Date()))
    known = people.c.signed_in_at.is_not(None)
    op.execute(people.update().where(known).values(toured_on=sa.func.date(people.c.signed_in_at)))


def downgrade():
    op.drop_column('app_user', 'toured_on')
