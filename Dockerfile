# syntax=docker/dockerfile:1
# One image for the web server, the worker and the one-off preparation; compose.yaml says which is which.
# The same minor version of Python and the same Debian as the tests run on.
FROM python:3.11.14-slim-bookworm AS packages

ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
WORKDIR /build
COPY requirements.txt constraints.txt ./
# Wheels only, as in the Makefile: nothing is compiled, so no compiler is needed.
RUN python -m venv /opt/packages \
    && /opt/packages/bin/python -m pip install --only-binary :all: -c constraints.txt -r requirements.txt

FROM python:3.11.14-slim-bookworm

ENV PATH=/opt/packages/bin:$PATH PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1
RUN groupadd --system --gid 10001 cms && useradd --system --uid 10001 --gid cms --no-create-home cms
WORKDIR /srv/cms
COPY --from=packages /opt/packages /opt/packages
COPY . .
# Catalogues and static files become part of the image, and belong to root: a running container changes neither.
# The key is for this one command, which signs nothing; it is not kept.
RUN SECRET_KEY=only-for-building python manage.py prepare files \
    && install --directory --owner=cms --group=cms var/media var/cache var/run
# By number, so that a cluster can see that it is not root.
USER 10001:10001
EXPOSE 8000
CMD ["python", "-m", "cms.serve", "--host", "0.0.0.0", "--port", "8000"]
