"""The process of a fake server: ``stand_in.py SOCKET OPTIONS…``, and its environment.

A bus knows a connection by the process that made it. This one makes it, hands it on over its
standard input, and waits for the other end to be closed.
"""

import socket
import sys

with (
    socket.socket(fileno=sys.stdin.fileno()) as parent,
    socket.socket(socket.AF_UNIX) as connection,
):
    connection.connect(sys.argv[1])
    socket.send_fds(parent, [b"connected"], [connection.fileno()])
    connection.close()
    parent.recv(1)
