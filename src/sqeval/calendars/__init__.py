"""Time zones and working calendars: which local times exist, and which are worked."""
