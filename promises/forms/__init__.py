"""The shape of what people write. Forms never act: views hand ``form.values()`` to an action."""
