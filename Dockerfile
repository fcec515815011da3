# Debian, not Alpine: the PostgreSQL that comes from npm has no build for musl.
FROM node:24-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY . .
RUN npm run build && npm prune --omit=dev --no-audit --no-fund && rm -rf node_modules/local-slack-linux-x64
# npm may skip the script that links PostgreSQL's libraries; later the files are not ours to change.
RUN node -e "import('/app/dist/adapters/postgres/binaries.js').then((binaries) => binaries.findBinaries())"

FROM node:24-slim
ENV NODE_ENV=production LOTSEN_HOST=0.0.0.0 LOTSEN_DATA=/data
WORKDIR /app
COPY --from=build /app/package.json /app/LICENSE ./
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/knowledge ./knowledge
COPY --from=build /app/adapters ./adapters
# PostgreSQL refuses to run as root; the user `node` owns the data folder and nothing else.
RUN mkdir -p /data && chown node:node /data && chmod 700 /data
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.LOTSEN_PORT || process.env.PORT || 3000}/health`).then((r) => process.exit(r.ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/adapters/main.js"]
