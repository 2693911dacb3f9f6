"""The command `paraplu`: it shows what the domain computes, and decides nothing."""
