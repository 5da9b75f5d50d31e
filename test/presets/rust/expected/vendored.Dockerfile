# syntax=docker/dockerfile:1

FROM rust:1.95-slim-trixie AS dev
WORKDIR /src
COPY vendor vendor/
RUN groupadd --gid 1000 dev && \
    useradd --uid 1000 --gid dev --no-log-init --no-create-home --home-dir /nonexistent --shell /usr/sbin/nologin dev
ENV HOME=/tmp \
    CARGO_TARGET_DIR=/tmp/target
USER 1000:1000
COPY --exclude=vendor . .
EXPOSE 8080
CMD ["cargo", "run", "--locked", "--bin", "shop"]

FROM rust:1.95-slim-trixie AS manifests
WORKDIR /src
COPY --exclude=vendor . .

# Manifests and empty targets: an edit of a source leaves the result as it is.
RUN <<EOF
set -e
find . -type f ! -name '*.rs' ! -name Cargo.toml ! -name Cargo.lock ! -path './.cargo/*' -delete
find . -type f -name '*.rs' ! -name main.rs ! -name lib.rs ! -name build.rs ! -path '*/bin/*' \
  ! -path '*/benches/*' ! -path '*/examples/*' ! -path '*/tests/*' -delete
find . -type d -empty -delete
find . -name Cargo.toml > /tmp/manifests
while read -r manifest; do
  sed -nE 's/.*(path|build) *= *"([^"]+\.rs)".*/\2/p' "$manifest" > /tmp/targets
  while read -r target; do
    target="$(dirname "$manifest")/$target"
    mkdir -p "$(dirname "$target")"
    touch "$target"
  done < /tmp/targets
done < /tmp/manifests
echo 'fn main() {}' > /tmp/main.rs
find . -name '*.rs' -exec cp /tmp/main.rs {} \;
EOF

FROM rust:1.95-slim-trixie AS deps
WORKDIR /src
ENV CARGO_PROFILE_RELEASE_STRIP=symbols
COPY vendor vendor/
COPY --from=manifests /src ./
RUN cargo build --release --locked --bin shop

FROM deps AS build
COPY --exclude=vendor . .

# Cargo compares file times: the sources must be newer than the empty targets.
RUN find . -path ./target -prune -o -type f -exec touch {} + && \
    cargo build --release --locked --bin shop && \
    install -D target/release/shop /out/shop

FROM gcr.io/distroless/cc-debian13:debug-nonroot AS debug
COPY --from=build --link /out/shop /usr/local/bin/shop
EXPOSE 8080
USER 65532:65532
ENTRYPOINT ["/usr/local/bin/shop"]

FROM gcr.io/distroless/cc-debian13:nonroot AS runtime
COPY --from=build --link /out/shop /usr/local/bin/shop
EXPOSE 8080
USER 65532:65532
ENTRYPOINT ["/usr/local/bin/shop"]
