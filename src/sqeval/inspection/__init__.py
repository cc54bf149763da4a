"""What an export holds, told before anyone writes rules for it."""
