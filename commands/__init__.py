"""The command line of `flask`, one module per noun."""
