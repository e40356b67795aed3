"""HueCity's functions: one folder a feature, each with model, storage, service and routes."""
