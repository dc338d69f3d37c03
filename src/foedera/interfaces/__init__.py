"""How people and programs ask: the command line, HTTP, a plain page. Nobody imports this room."""
