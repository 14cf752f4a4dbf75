"""What every staff list can do: columns one chooses, filters one keeps, and taking it along as a workbook."""
