"""How people and programs ask: the command line, and HTTP with the atlas in the browser. Nobody imports this room."""
