"""What banks agreed on: CAMT.053 and MT940."""
