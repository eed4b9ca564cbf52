"""Pictures of every screen, for the README and for those who want to look before they install."""
