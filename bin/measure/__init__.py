"""What ``bin/bench`` runs: measures one database, and prints the figures of several beside the budgets."""
