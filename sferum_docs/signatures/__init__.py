"""Electronic signatures that were made elsewhere (CMS, RFC 5652): read and compared, never made here. Pure."""
