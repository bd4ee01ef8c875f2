# Two stages: the first installs and collects, the second carries only what runs, as a user without rights.
FROM python:3.12-slim AS build
ENV PYTHONDONTWRITEBYTECODE=1 PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
RUN python -m venv /opt/venv
COPY requirements.txt /tmp/requirements.txt
RUN /opt/venv/bin/pip install --require-hashes -r /tmp/requirements.txt
WORKDIR /app
COPY manage.py ./
COPY openness openness
COPY requests_app requests_app
COPY reports_app reports_app
COPY templates templates
# Collecting touches no database and keeps no secret; these values end with this line.
RUN SECRET_KEY=only-for-collectstatic PERSONAL_DATA_KEYS=build:b25seS1mb3ItYnVpbGQhIQ== ALLOWED_HOSTS=build.invalid \
    /opt/venv/bin/python manage.py collectstatic --no-input

FROM python:3.12-slim
ENV PATH=/opt/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1
RUN useradd --system --uid 10001 --no-create-home openness \
    && install -d -o openness -g openness /data/media
COPY --from=build /opt/venv /opt/venv
COPY --from=build /app /app
WORKDIR /app
USER openness
EXPOSE 8000
CMD ["granian", "--interface", "wsgi", "--host", "0.0.0.0", "--port", "8000", "--workers", "2", "--no-access-log", "openness.wsgi:application"]
