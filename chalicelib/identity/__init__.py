"""Who a person or an organisation is, on paper: document numbers, machine-readable zones, credit codes,
phones and names. Pure: texts and dates in, values or `errors.Refused` out, and no sentence for people here.
"""
