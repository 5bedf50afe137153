# Fasti's image: a Java runtime of the modules that Fasti needs, the server, and an archive of its classes made by a
# server that answered real requests. docs/install.md and docs/deploy say how to run it.
#
#   docker build -t fasti .
#   docker build -t fasti --build-arg BUILD_IMAGE=maven:3.9-eclipse-temurin-25 --build-arg BASE_IMAGE=debian:bookworm-slim .
#
# Both images must have the same C library: musl (Alpine) or glibc. To pin them, name them by digest: alpine@sha256:...

ARG BUILD_IMAGE=docker.io/library/maven:3.9-eclipse-temurin-25-alpine
ARG BASE_IMAGE=docker.io/library/alpine:3.22

FROM ${BUILD_IMAGE} AS build
WORKDIR /build
COPY pom.xml ./
COPY .mvn .mvn
COPY src src
# The checks of the code are for those who change it.
RUN mvn -B -q -P '!errorprone' -Dcompiler.strictness=-nowarn -Dmaven.test.skip=true package
COPY bin bin
# A JDK older than 21 calls this 2.
ARG JLINK_COMPRESS=zip-6
RUN jlink --output /opt/fasti/jre --strip-java-debug-attributes --no-header-files --no-man-pages --compress "$JLINK_COMPRESS" \
        --add-modules \
java.base,java.logging,java.management,java.naming,java.net.http,java.security.jgss,java.security.sasl,java.sql,\
java.xml,jdk.charsets,jdk.management,jdk.naming.dns,jdk.unsupported,jdk.zipfs \
    && /opt/fasti/jre/bin/java -Xshare:dump >/dev/null
# The archive of classes is bound to the jar's time: one that no layer and no build changes.
RUN mkdir /opt/fasti/lib \
    && cp -r bin /opt/fasti/ \
    && cp target/fasti.jar /opt/fasti/lib/ \
    && chmod -R a+rX,go-w /opt/fasti \
    && touch -d '2020-01-01 00:00:00' /opt/fasti/lib/fasti.jar \
    && /opt/fasti/bin/fasti warmup

FROM ${BASE_IMAGE}
# Alpine, or Debian and what comes of it. Both give tini and a way to become another user.
RUN if command -v apk >/dev/null; then \
        apk add --no-cache su-exec tini tzdata; \
    else \
        apt-get update && apt-get install -y --no-install-recommends gosu tini tzdata && rm -rf /var/lib/apt/lists/*; \
    fi
COPY --from=build /opt/fasti /opt/fasti
COPY docker-entrypoint.sh docker-healthcheck.sh /opt/fasti/bin/
COPY LICENSE /opt/fasti/
# "docker exec NAME fasti user add alice" works as the app's user, too.
RUN ln -s ../../../opt/fasti/bin/docker-entrypoint.sh /usr/local/bin/fasti && mkdir -p /data

ARG APP_UID=1000
ARG APP_GID=1000
ENV APP_UID=${APP_UID} APP_GID=${APP_GID} \
    FASTI_SERVER_HOST=0.0.0.0 FASTI_STORAGE_DATA=/data FASTI_ADMIN_PORT=5233 LC_ALL=C.UTF-8
RUN chown "$APP_UID:$APP_GID" /data

ARG VERSION=0.1.0-SNAPSHOT
ARG REVISION=
ARG CREATED=
LABEL org.opencontainers.image.title="Fasti" \
    org.opencontainers.image.description="A calendar and contacts server (CalDAV, CardDAV)" \
    org.opencontainers.image.licenses="Apache-2.0" \
    org.opencontainers.image.version="${VERSION}" \
    org.opencontainers.image.revision="${REVISION}" \
    org.opencontainers.image.created="${CREATED}"

WORKDIR /data
EXPOSE 5232
VOLUME /data
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s --retries=3 CMD ["/opt/fasti/bin/docker-healthcheck.sh"]
ENTRYPOINT ["/opt/fasti/bin/docker-entrypoint.sh"]
CMD ["fasti", "serve"]
