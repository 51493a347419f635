"""How does this desktop want things to look? The portal says it on Linux, Qt on other systems."""
