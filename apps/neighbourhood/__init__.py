"""Community life: competitions, points, groups, meetings and activities."""
