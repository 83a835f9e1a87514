"""The pages of a legal partner: the referrals sent to their firm, and nothing else."""
