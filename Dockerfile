# Quotidian in a container: docker build -t quotidian . && docker run -p 127.0.0.1:8000:8000 -v quotidian:/data quotidian
ARG PYTHON_IMAGE=docker.io/library/python:3.11-slim-bookworm

FROM ${PYTHON_IMAGE} AS build
WORKDIR /build
RUN python3 -m venv /opt/quotidian
ENV PATH=/opt/quotidian/bin:$PATH PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1

# The CPU build of torch; an empty argument takes what the usual index offers.
ARG TORCH_INDEX=https://download.pytorch.org/whl/cpu
COPY requirements.lock requirements-torch.txt ./
RUN pip install --only-binary :all: --require-hashes --no-deps -r requirements.lock \
    && pip install --retries 1 ${TORCH_INDEX:+--extra-index-url "$TORCH_INDEX"} -r requirements-torch.txt

COPY pyproject.toml README.md ./
COPY index index
COPY qa qa
COPY eval eval
RUN pip install --no-deps --no-build-isolation . && pip check

# A model of the catalogue to carry inside, such as smollm2-135m; none unless asked for. Run it with QUOTIDIAN_MODEL=gguf:smollm2-135m.
ARG BAKE_MODEL=
RUN mkdir /models && if [ -n "$BAKE_MODEL" ]; then python3 -m qa fetch-model "$BAKE_MODEL" --models-dir /models; fi

FROM ${PYTHON_IMAGE}
RUN useradd --uid 10001 --user-group --no-create-home --home-dir /data quotidian \
    && install -d -o quotidian -g quotidian /data
COPY --from=build /opt/quotidian /opt/quotidian
COPY --from=build --chown=quotidian:quotidian /models /models
COPY seeds /app/seeds
WORKDIR /app
USER quotidian
ENV PATH=/opt/quotidian/bin:$PATH PYTHONUNBUFFERED=1 \
    QUOTIDIAN_HOST=0.0.0.0 QUOTIDIAN_PORT=8000 QUOTIDIAN_DATA_DIR=/data QUOTIDIAN_MODELS_DIR=/models
VOLUME /data
EXPOSE 8000
HEALTHCHECK --start-period=60s --interval=15s --timeout=5s CMD ["python3", "-c", \
    "import os, urllib.request as u; u.urlopen(f'http://127.0.0.1:{os.environ[\"QUOTIDIAN_PORT\"]}/healthz', timeout=4)"]

# A new archive starts with the seed articles; one that is there is left as it is.
CMD ["sh", "-c", "[ -n \"$(ls -A /data)\" ] || python3 -m index add seeds; exec python3 -m qa serve"]
