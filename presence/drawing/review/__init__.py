"""The charts of a review and the tables behind them, from its values; for windows and for files."""
