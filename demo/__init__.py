"""A stage set: a made-up county with believable people. No part of the domain; nothing in apps knows of it."""
