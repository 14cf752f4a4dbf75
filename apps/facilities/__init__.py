"""Public facilities (公共设施): what a community has, what it lacks, and how far people are from it."""
