"""What is known of a vendor's exports: read from YAML, recognised by headers, filled in."""
