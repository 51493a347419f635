"""The phone page's server, with real sockets.

Floods, fuzzing, wrong tokens by the hundred and every other load go to loopback (127.0.0.0/8,
[::1]) alone, or to addresses in a network namespace that the test has made itself: never to an
address of the machine's own network.
"""
