"""Identity on paper, of people and organisations: document numbers, machine-readable zones, credit codes,
phones and names. Pure: texts and dates in, values or `errors.Refused` out, and no sentence for people here.
"""
