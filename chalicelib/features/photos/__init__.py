"""Photos of passports: uploads, their arrival, review by staff."""
