"""The shape of what people type about organisations. Forms never act."""
