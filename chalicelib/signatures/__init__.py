"""How messages between platforms are signed: two profiles (docs/decisions/110). Pure: keys and now are passed in."""
