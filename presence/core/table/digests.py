"""SHA-256, a UUID from a name, and a comparison in constant time, without OpenSSL.

``hashlib``, ``hmac`` and ``uuid`` load it or more: 3 MB that stay in an app which needs a few
hashes. These are the same functions, from where those modules find them where there is no OpenSSL.
"""

TYPE_CHECKING = False
if TYPE_CHECKING:
    from hashlib import sha1, sha256
    from hmac import compare_digest
else:
    try:
        from _operator import _compare_digest as compare_digest
        from _sha1 import sha1

        try:
            from _sha2 import sha256
        except ImportError:
            from _sha256 import sha256  # Python 3.11
    except ImportError:  # another Python
        from hashlib import sha1, sha256
        from hmac import compare_digest

__all__ = ["compare_digest", "sha256", "uuid_of"]


def uuid_of(space: str, name: str) -> str:
    """The UUID of a name in a name space (RFC 9562, version 5): always the same."""
    digest = sha1(bytes.fromhex(space.replace("-", "")) + name.encode()).digest()
    bits = bytearray(digest[:16])
    bits[6] = bits[6] & 0x0F | 0x50
    bits[8] = bits[8] & 0x3F | 0x80
    text = bits.hex()
    return "-".join((text[:8], text[8:12], text[12:16], text[16:20], text[20:]))
