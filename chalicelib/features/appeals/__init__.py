"""Appeals: a person says that something is wrong, staff decide."""
