"""Files as offices make them: read line by line, every line accounted for. Pure: no AWS, no clock."""
