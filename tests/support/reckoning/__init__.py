"""Second opinions: what codes must say, reckoned from what was filed and found out, sharing nothing with the program.

`travellers` reckons journeys, `lives` what becomes of people with everything that takes facts back.
"""
