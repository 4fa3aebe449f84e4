"""The credit register: violations that two of staff established, objections, the report that would leave."""
