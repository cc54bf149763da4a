"""Time zones and, later, working calendars: which local times exist, and which are worked."""
