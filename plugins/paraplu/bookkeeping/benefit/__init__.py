"""What income does to a member's benefit, pro forma: the municipality decides."""
