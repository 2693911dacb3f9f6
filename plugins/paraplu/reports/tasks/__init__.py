"""What there is to do, by what somebody does about it: the findings and the chores."""
