"""``python -m presence.phone.reach.by_cryptography HOST…``: a key and a certificate, written out.

Where there is no openssl; a process of its own, for the library takes 12 MB.
"""

import sys
from datetime import timedelta
from ipaddress import ip_address

from presence.core.clock import SystemClock
from presence.phone.reach.certificate import DAYS


def main(hosts: list[str]) -> int:
    """Its exit code; what is wrong stands on standard error."""
    try:
        from cryptography import x509
        from cryptography.hazmat.primitives import hashes, serialization
        from cryptography.hazmat.primitives.asymmetric import ec
    except ImportError as fault:
        print(fault, file=sys.stderr)
        return 1
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "Presence")])
    names: list[x509.GeneralName] = []
    for host in hosts:
        try:
            names.append(x509.IPAddress(ip_address(host)))
        except ValueError:
            names.append(x509.DNSName(host))
    now = SystemClock().now()
    usage = dict.fromkeys(_OTHER_USES, False)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now)
        .not_valid_after(now + timedelta(days=DAYS))
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.KeyUsage(digital_signature=True, **usage), critical=True)
        .add_extension(
            x509.ExtendedKeyUsage([x509.oid.ExtendedKeyUsageOID.SERVER_AUTH]), critical=False
        )
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    plain, no_password = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    sys.stdout.buffer.write(key.private_bytes(pem, plain, no_password))
    sys.stdout.buffer.write(certificate.public_bytes(pem))
    return 0


_OTHER_USES = (
    "content_commitment",
    "key_encipherment",
    "data_encipherment",
    "key_agreement",
    "key_cert_sign",
    "crl_sign",
    "encipher_only",
    "decipher_only",
)

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
