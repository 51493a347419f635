"""The lock that only one app holds in a home."""

from PySide6.QtCore import QLockFile


def try_lock(path: str) -> QLockFile:
    """A lock that is held, or says in ``error()`` why it is not.

    QLockFile takes a file for abandoned when no process has the number in it: it never does where
    a kill or a power cut came before the number was written, nor where somebody else has it by now.
    The kernel's own lock on the file goes with its holder, and removeStaleLockFile heeds that.
    """
    lock = QLockFile(path)
    lock.setStaleLockTime(0)  # a holder that is dead is found by its number, not by age
    if lock.tryLock(0) or lock.error() is not QLockFile.LockError.LockFailedError:
        return lock
    if lock.removeStaleLockFile():
        lock.tryLock(0)
    return lock
