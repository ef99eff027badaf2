"""The faces people talk to and the conversation behind them."""
