"""Entities: mentions of people, organisations, places, units and equipment."""
