"""Personal data in what people write: numbers, addresses and names."""
