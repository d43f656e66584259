"""What is seen: Qt widgets that draw what the session tells them, one view a file."""
