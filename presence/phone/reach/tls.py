"""How a connection is kept from being read on the way: TLS 1.2 and 1.3, nothing known weak."""

from PySide6.QtCore import QByteArray
from PySide6.QtNetwork import QSsl, QSslCertificate, QSslConfiguration, QSslSocket

from presence.phone.reach.certificate import Certificate, key_of

# Of TLS 1.2 those alone that keep what was said secret even from who gets the key later (RFC 9325).
GOOD = ("TLS_", "ECDHE-ECDSA-AES128-GCM", "ECDHE-ECDSA-AES256-GCM", "ECDHE-ECDSA-CHACHA20")


def has_tls() -> bool:
    """Whether this Qt finds a library for it."""
    return QSslSocket.supportsSsl()


def tls_for(certificate: Certificate) -> QSslConfiguration:
    """What the port for https is opened with."""
    tls = QSslConfiguration.defaultConfiguration()
    tls.setLocalCertificate(QSslCertificate(certificate.pem))
    tls.setPrivateKey(key_of(certificate.pem))
    tls.setProtocol(QSsl.SslProtocol.TlsV1_2OrLater)
    tls.setPeerVerifyMode(QSslSocket.PeerVerifyMode.VerifyNone)  # a phone has no certificate
    tls.setAllowedNextProtocols([QByteArray(b"http/1.1")])
    ciphers = QSslConfiguration.supportedCiphers()
    tls.setCiphers([each for each in ciphers if each.name().startswith(GOOD)])
    return tls
