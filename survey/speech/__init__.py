"""What is on screen, said aloud: what is said, who says it, and where the sound is kept."""
