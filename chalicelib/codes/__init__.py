"""The health code: its signing keys, the token in the QR code, the saved picture. Pure given a key."""
