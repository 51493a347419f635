"""What an app does beside the session."""
