"""Organisations: the clinics, charities and printers that read the API under a name of their own."""
