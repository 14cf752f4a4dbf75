"""How the product is put together. Importing it loads the Celery app, so that tasks find their broker."""
