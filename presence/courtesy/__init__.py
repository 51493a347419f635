"""Telling others that one is away from the screen; loaded only where somebody is to be told."""
