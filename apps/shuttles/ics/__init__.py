"""Calendar feeds (.ics) that a phone subscribes to: the trips of a stop, and the bookings of a household."""
