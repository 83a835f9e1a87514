"""The audit trail as a whole: how far it is sealed, the proof, and what an auditor takes along."""
