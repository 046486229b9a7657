# One image for every process of Gradus; docker-compose.yml says which one a container is.
FROM node:20-bookworm-slim AS bundle
WORKDIR /gradus
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund
COPY tsconfig.json ./
COPY platform/web/frontend platform/web/frontend
COPY graders/kinds graders/kinds
RUN npm run build

FROM python:3.11-slim-bookworm
RUN apt-get update \
 && apt-get install -y --no-install-recommends bubblewrap libseccomp2 \
 && rm -rf /var/lib/apt/lists/* \
 && useradd --create-home --uid 1000 gradus
WORKDIR /gradus
COPY requirements.txt ./
RUN pip install --no-cache-dir --disable-pip-version-check -r requirements.txt
# optional: docker build --build-arg KERAS=1
ARG KERAS=
COPY graders/runtimes/keras/requirements.txt keras.txt
RUN if [ -n "$KERAS" ]; then pip install --no-cache-dir --disable-pip-version-check -r keras.txt; fi
COPY . .
COPY --from=bundle /gradus/platform/web/static/dist platform/web/static/dist
ENV PYTHONPATH=/gradus:/gradus/platform PYTHONUNBUFFERED=1 GRADUS_VAR=/gradus/var
# translations, and static files with their hashes; the values only satisfy the settings
RUN find . -name '*.po' -exec sh -c 'pybabel --quiet compile -i "$1" -o "${1%.po}.mo"' _ {} \; \
 && DJANGO_SETTINGS_MODULE=config.settings.production SECRET_KEY=build ALLOWED_HOSTS=build \
    GRADUS_URL=http://build DATABASE_URL=sqlite:////tmp/build REDIS_URL=redis://build/0 \
    python manage.py collectstatic --noinput \
 && chown -R gradus:gradus var
USER gradus
EXPOSE 8000
