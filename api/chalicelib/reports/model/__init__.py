"""What a report is, which moves it may make, until when it is to be answered, and by whom. Pure: no clock, no database."""
