"""How the project is wired and run; the only package that may know all the others."""
