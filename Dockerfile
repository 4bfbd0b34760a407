# Two stages: the first installs, the second holds what runs. Runs as nobody in particular, on a read-only root with a /tmp.
FROM python:3.11-slim AS build
WORKDIR /build
RUN python -m venv /opt/communique
ENV PATH=/opt/communique/bin:$PATH PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
COPY requirements.lock pyproject.toml README.md LICENSE ./
# The lock pins the tools of development too; it is the constraint, the project says what runs.
RUN python -m pip install --quiet 'setuptools>=77' \
    && sed -E '/^ *--hash/d; s/ \\$//' requirements.lock > constraints.txt
COPY api api
COPY bulk bulk
COPY cli cli
COPY dossiers dossiers
COPY evaluation evaluation
COPY exports exports
COPY extractors extractors
COPY schemas schemas
RUN python -m pip install --quiet --no-build-isolation --constraint constraints.txt '.[otel]'

FROM python:3.11-slim
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin communique
COPY --from=build /opt/communique /opt/communique
ENV PATH=/opt/communique/bin:$PATH PYTHONDONTWRITEBYTECODE=1 COMMUNIQUE_HOST=0.0.0.0
WORKDIR /tmp
USER 10001
EXPOSE 8000
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s \
    CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8000/health/ready', timeout=2)"]
CMD ["communique", "serve"]
