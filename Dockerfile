# syntax=docker/dockerfile:1
# Builds Earshot's backend, and with `--target extension` the extension. docs/docker.md says how to use both.

# Debian 12, because the backend knows the C structs of its PocketSphinx; with glibc, for which native packages are built.
ARG NODE_IMAGE=docker.io/library/node:24-bookworm-slim

FROM ${NODE_IMAGE} AS packages
WORKDIR /app
COPY package.json package-lock.json ./
# Without the scripts of packages, which fetch what the image does not need, such as a second Node.
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts --no-audit --no-fund

FROM packages AS sources
COPY nest-cli.json tsconfig.json tsconfig.build.json ./
COPY libs libs
COPY backend backend

FROM sources AS backend-build
RUN node node_modules/@nestjs/cli/bin/nest.js build && find dist -name '*.map' -delete

FROM sources AS extension-build
COPY wxt.config.ts ./
COPY scripts scripts
COPY extension extension
# Without the key of a computer: the extension is paired by a code.
RUN node node_modules/wxt/bin/wxt.mjs build --mode unpaired

# The unpacked extension: docker build --target extension --output dist/extension/chrome-mv3 .
FROM scratch AS extension
COPY --from=extension-build /app/dist/extension/chrome-mv3-unpaired /

FROM ${NODE_IMAGE} AS production-packages
WORKDIR /app
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm npm ci --omit=dev --ignore-scripts --no-audit --no-fund
# Two thirds are for browsers, compilers, debuggers and systems with musl.
RUN find node_modules -type f -name '*.md' ! -iname 'licen[cs]e*' ! -iname 'notice*' ! -iname 'copying*' -delete \
 && find node_modules -type f \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' \) -delete \
 && find node_modules/onnxruntime-web/dist -type f ! -name 'ort.node.min.*' ! -name 'ort-wasm-simd-threaded.wasm' ! -name 'ort-wasm-simd-threaded.mjs' -delete \
 && rm -rf node_modules/@koromix/koffi-*/musl_* node_modules/world-countries/data node_modules/openai/src node_modules/@anthropic-ai/sdk/src

FROM ${NODE_IMAGE} AS backend
# Without npm, which is not needed to run. The data folder belongs to the user of the backend; a new volume takes that over.
RUN apt-get update \
 && apt-get install --yes --no-install-recommends libpocketsphinx3 pocketsphinx-en-us \
 && rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/log/dpkg.log /var/log/apt \
 && rm -rf /usr/local/lib/node_modules /usr/local/bin/npm /usr/local/bin/npx /usr/local/bin/corepack /opt/yarn* /usr/local/bin/yarn* \
 && install --directory --owner 1000 --group 1000 --mode 700 /data
WORKDIR /app
COPY --from=production-packages /app/node_modules node_modules
COPY --from=backend-build /app/dist dist
COPY package.json LICENSE NOTICES.md ./
# `docker exec earshot node cli/pair` and the like.
RUN ln -s dist/backend/src/cli cli
ENV NODE_ENV=production HOST=0.0.0.0 PORT=8765 EARSHOT_DATA=/data EARSHOT_CONTAINER=earshot
VOLUME /data
LABEL org.opencontainers.image.title="Earshot" \
      org.opencontainers.image.description="The backend of Earshot, a voice copilot for the browser" \
      org.opencontainers.image.version="0.1.0" \
      org.opencontainers.image.licenses="MIT"
# By number: Kubernetes cannot see that a name is not root's.
USER 1000:1000
EXPOSE 8765
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 CMD ["node", "cli/ready"]
# Node takes the signals itself, and starts no processes that would have to be reaped.
ENTRYPOINT ["node", "--max-semi-space-size=4", "dist/backend/src/main.js"]
