"""Everything that runs Kangma on one machine: `python -m local up|run|down|status`."""
