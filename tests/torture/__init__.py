"""The installed app is killed a thousand times on real desktops: ``make torture-mute``."""
