"""What a code, a phone number and a text message are, and how often one may be sent."""
