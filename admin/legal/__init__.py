"""The panels of the legal work on a case: letters, papers and packets, referrals and what both sides do about them."""
