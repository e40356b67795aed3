"""What a call for help is, which moves it may make, and who is helped first. Pure: no clock, no database."""
