"""Use cases: what can be done; a button and a job call the same one."""
