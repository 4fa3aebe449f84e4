"""Canaries: people who are not, one a province, by whom it is measured that answers know what is in force."""
