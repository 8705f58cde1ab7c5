"""Calendars: days, months and years as numbers, in the Gregorian and the Hijri reckoning."""
