"""The contract: the OpenAPI document, hostile requests, clients, and what the documentation says."""
