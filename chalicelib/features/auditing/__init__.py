"""What auditors look at beside the entries: pairs of people who approve each other, alarms about staff."""
