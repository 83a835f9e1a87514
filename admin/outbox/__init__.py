"""The file outbox on a screen: what a house that sends nothing yet would have sent."""
