"""What money, bills, shops and their QR codes are, and every rule about them that needs no database."""
