# Two stages: what is needed to build stays behind. Dependencies first, so that a change of
# the code does not install them again.
FROM python:3.12-slim AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /opt/colloquy
WORKDIR /src
COPY pyproject.toml README.md LICENSE ./
RUN mkdir -p bot knowledge config && touch bot/__init__.py \
 && /opt/colloquy/bin/pip install ".[discord,postgres]" \
 && /opt/colloquy/bin/pip uninstall --yes colloquy
COPY bot bot
COPY knowledge knowledge
COPY config config
RUN /opt/colloquy/bin/pip install --no-deps .

FROM python:3.12-slim
RUN useradd --system --uid 10001 --home-dir /data --shell /usr/sbin/nologin colloquy \
 && install --directory --owner colloquy /data
COPY --from=build /opt/colloquy /opt/colloquy
ENV PATH=/opt/colloquy/bin:$PATH PYTHONUNBUFFERED=1 XDG_DATA_HOME=/data
USER colloquy
VOLUME /data
ENTRYPOINT ["colloquy"]
CMD ["discord"]
