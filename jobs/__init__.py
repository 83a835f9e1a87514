"""The timetable: what runs by itself."""
