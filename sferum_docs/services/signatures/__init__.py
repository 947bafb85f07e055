"""Electronic signatures that were made elsewhere: kept with what they sign, told of, printed as a mark."""
