"""The log window joined: where its rows come from, and what is done with sessions."""
