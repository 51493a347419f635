"""How a connection is kept from being read on the way: TLS 1.2 and 1.3, nothing known weak."""

import ssl

from presence.phone.reach.certificate import Certificate

# Of TLS 1.2 those alone that keep what was said secret even from who gets the key later (RFC 9325).
GOOD = "ECDHE+AESGCM:ECDHE+CHACHA20"


def has_tls() -> bool:
    """Whether this Python's library has what we ask of it."""
    return ssl.HAS_TLSv1_2 and ssl.HAS_TLSv1_3


def tls_for(certificate: Certificate) -> ssl.SSLContext:
    """What the port for https is opened with; OSError where the certificate is of no use."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.options |= ssl.OP_NO_RENEGOTIATION | ssl.OP_NO_COMPRESSION
    context.set_ciphers(GOOD)
    context.set_alpn_protocols(["http/1.1"])
    context.load_cert_chain(certificate.path)
    return context
