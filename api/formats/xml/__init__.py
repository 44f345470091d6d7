"""XML for typesetting: what a text means and nothing of how it looks, in a namespace of our own.

`document.xsd` beside this is the contract (XML Schema 1.0), served at `/api/v1/schema/xml/`; tests validate by it.
"""
