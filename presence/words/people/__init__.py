"""What is said of people: who they are to one, how long ago one saw them, what is to follow."""
