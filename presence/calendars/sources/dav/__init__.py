"""A thin CalDAV client (RFC 4791): what an account has, what a calendar holds, one event written.

Our own, since the library for it brings 18 packages and 47 MB of memory, and one of them writes
over another project's files. Run against Radicale and Xandikos; what is said here of Nextcloud,
Baïkal, iCloud and Fastmail is from what they document, and was not yet run on a real one.
"""
