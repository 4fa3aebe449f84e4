"""Staff logins, looked after by supervisors, and the reading of the audit."""
