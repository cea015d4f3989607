# One image; the command says what it does: serve, work, import, doctor.
FROM python:3.12-slim AS build
WORKDIR /src
COPY pyproject.toml requirements.lock README.md LICENSE ./
COPY bot bot
COPY flows flows
COPY adapters adapters
COPY knowledge knowledge
RUN python -m venv /opt/dyspozytor \
 && /opt/dyspozytor/bin/pip install --no-cache-dir -c requirements.lock .

FROM python:3.12-slim
# A number, so that an orchestrator can see that it is not root.
RUN useradd --system --uid 10001 --create-home --home-dir /data dyspozytor
COPY --from=build /opt/dyspozytor /opt/dyspozytor
ENV PATH=/opt/dyspozytor/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DYSPOZYTOR_HOST=0.0.0.0 \
    DYSPOZYTOR_PORT=8080 \
    DYSPOZYTOR_WORK_PORT=8080 \
    DYSPOZYTOR_DATABASE=sqlite:////data/dyspozytor.db
USER 10001
WORKDIR /data
VOLUME /data
EXPOSE 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --start-period=60s --interval=15s --timeout=5s \
  CMD ["python", "-c", "import urllib.request as u; u.urlopen('http://127.0.0.1:8080/healthz', timeout=3)"]
ENTRYPOINT ["dyspozytor"]
CMD ["serve"]
