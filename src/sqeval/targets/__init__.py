"""What is wanted of an indicator, and how many points its value earns."""
