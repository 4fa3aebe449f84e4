"""Lost phones: requests of people, decisions of staff."""
