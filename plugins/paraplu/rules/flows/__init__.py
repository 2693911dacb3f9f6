"""The flow rule: by amount, where money of a member's ring may go (contract, 4)."""
