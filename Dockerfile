# One image; the command says what it does: serve, work, import, check.
FROM python:3.12-slim AS build
WORKDIR /src
COPY pyproject.toml requirements.lock README.md ./
COPY bot bot
COPY flows flows
COPY adapters adapters
COPY knowledge knowledge
RUN python -m venv /opt/dyspozytor \
 && /opt/dyspozytor/bin/pip install --no-cache-dir -c requirements.lock .

FROM python:3.12-slim
RUN useradd --system --create-home --home-dir /data dyspozytor
COPY --from=build /opt/dyspozytor /opt/dyspozytor
ENV PATH=/opt/dyspozytor/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    DYSPOZYTOR_HOST=0.0.0.0 \
    DYSPOZYTOR_DATABASE=sqlite:////data/dyspozytor.db
USER dyspozytor
WORKDIR /data
VOLUME /data
EXPOSE 8080
HEALTHCHECK CMD python -c "import urllib.request as u; u.urlopen('http://127.0.0.1:8080/healthz', timeout=3)"
ENTRYPOINT ["dyspozytor"]
CMD ["serve"]
