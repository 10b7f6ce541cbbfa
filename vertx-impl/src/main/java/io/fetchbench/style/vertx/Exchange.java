package io.fetchbench.style.vertx;

import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Outcome;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.internal.buffer.BufferInternal;
import java.util.zip.CRC32C;

/**
 * One request and its response, from the start command to the last byte of the body or to the failure. Used on one event
 * loop alone.
 */
final class Exchange {
    private final FetchVerticle verticle;
    private final ConnectionPool connections;
    private final FetchCommand.Start start;
    private final long maxBodyBytes;
    private final CRC32C bodyCrc32c = new CRC32C();
    private PooledConnection connection;
    private HttpClientResponse response;
    private long bodyBytes;
    private boolean ended;

    Exchange(FetchVerticle verticle, ConnectionPool connections, FetchCommand.Start start, long maxBodyBytes) {
        this.verticle = verticle;
        this.connections = connections;
        this.start = start;
        this.maxBodyBytes = maxBodyBytes;
    }

    long number() {
        return start.number();
    }

    long startedNanos() {
        return start.startedNanos();
    }

    void begin() {
        String target = start.request().target();
        if (!RequestTarget.isValid(target)) {
            fail(Outcome.FAILED, new IllegalArgumentException(
                    "request target: expected visible ASCII characters only, got \"" + target + "\""));
            return;
        }
        PooledConnection idle = connections.takeIdle(start.request().origin());
        if (idle == null) {
            connect();
        } else {
            send(idle);
        }
    }

    private void connect() {
        connections.open(start.request().origin()).onComplete(this::onConnected);
    }

    private void onConnected(PooledConnection fresh, Throwable failure) {
        if (failure != null) {
            fail(Outcome.CONNECT_FAILED, failure);
        } else if (ended) {
            fresh.close();
        } else {
            send(fresh);
        }
    }

    private void send(PooledConnection to) {
        connection = to;
        to.request(start.request().target()).onComplete(this::onRequestReady);
    }

    private void onRequestReady(HttpClientRequest request, Throwable failure) {
        if (failure != null) {
            onFailure(failure);
        } else {
            request.response().onComplete(this::onHead);
            request.end();
        }
    }

    private void onHead(HttpClientResponse head, Throwable failure) {
        if (failure != null) {
            onFailure(failure);
            return;
        }
        response = head.handler(this::onBody).endHandler(_ -> onEnd()).exceptionHandler(this::onFailure);
        if (ResponseRules.contentLength(head) > maxBodyBytes) {
            fail(Outcome.BODY_TOO_LARGE, null);
        }
    }

    private void onBody(Buffer part) {
        if (ended) {
            return;
        }
        bodyBytes += part.length();
        bodyCrc32c.update(((BufferInternal) part).getByteBuf().nioBuffer());
        if (bodyBytes > maxBodyBytes) {
            fail(Outcome.BODY_TOO_LARGE, null);
        }
    }

    private void onEnd() {
        if (!ended) {
            ended = true;
            connections.release(connection, response);
            verticle.received(start, FetchResult.ok(start.request().id(), response.statusCode(), bodyBytes,
                    (int) bodyCrc32c.getValue(), startedNanos()));
        }
    }

    private void onFailure(Throwable failure) {
        Outcome outcome = ResponseRules.outcomeOf(failure);
        if (!ended && outcome == Outcome.CONNECTION_LOST && connection.isUnanswered()) {
            connect();
        } else {
            fail(outcome, failure);
        }
    }

    void cancel() {
        fail(Outcome.CANCELLED, null);
    }

    void timeOut() {
        fail(Outcome.TIMED_OUT, null);
    }

    private void fail(Outcome outcome, Throwable cause) {
        if (ended) {
            return;
        }
        ended = true;
        if (connection != null) {
            connection.close();
        }
        verticle.failed(start, FetchResult.failed(start.request().id(), outcome, startedNanos(), cause));
    }
}
