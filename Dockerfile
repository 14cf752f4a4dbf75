# One image for web, worker and beat. Built in two stages, so that the result holds no compiler and no cache.
FROM python:3.11-slim-bookworm AS build
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1 PYTHONDONTWRITEBYTECODE=1
RUN python -m venv /app/.venv
COPY requirements/runtime.txt /app/requirements/
RUN /app/.venv/bin/pip install --require-hashes -r /app/requirements/runtime.txt
WORKDIR /app
COPY . .
# Static files and compiled words belong to the release, not to the machine.
RUN SECRET_KEY=build-only DJANGO_SETTINGS_MODULE=config.settings.dev .venv/bin/python -m config.messages compile \
    && SECRET_KEY=build-only DJANGO_SETTINGS_MODULE=config.settings.dev .venv/bin/python manage.py collectstatic --no-input

FROM python:3.11-slim-bookworm
# Rare characters in people's names need a complete Chinese font in PDF files.
RUN apt-get update \
    && apt-get install -y --no-install-recommends fonts-noto-cjk \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --home-dir /app --no-create-home anju \
    && install -d -o anju -g anju -m 700 /data /data/media
COPY --from=build /app /app
WORKDIR /app
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    DJANGO_SETTINGS_MODULE=config.settings.prod \
    MEDIA_ROOT=/data/media \
    BEAT_SCHEDULE=/data/beat-schedule
USER anju
EXPOSE 8000
CMD ["python", "-m", "granian", "--interface", "wsgi", "--host", "0.0.0.0", "config.wsgi:application"]
