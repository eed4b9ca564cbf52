"""Made-up organisations whose truth is known: who lives there, what they think, who is heard."""
