package io.fetchbench.style.vertx;

import io.fetchbench.fetch.Origin;
import io.netty.handler.codec.http.HttpClientCodec;
import io.vertx.core.Future;
import io.vertx.core.http.HttpClientConnection;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.http.impl.UnpooledHttpClientConnection;
import java.util.function.Consumer;

/** A connection to one origin. Used on one event loop alone. */
final class PooledConnection {
    private final Origin origin;
    private final HttpClientConnection connection;
    private final RequestOptions request;
    private final StrictCodec codec;
    private boolean open = true;
    private boolean reused;

    PooledConnection(Origin origin, HttpClientConnection connection, StrictCodec codec,
            Consumer<PooledConnection> closed) {
        this.origin = origin;
        this.connection = connection;
        this.codec = codec;
        ((UnpooledHttpClientConnection) connection).unwrap().channelHandlerContext().pipeline()
                .replace(HttpClientCodec.class, "codec", codec);
        this.request = new RequestOptions().setHeaders(HttpHeaders.headers().set("Host", origin.hostHeader()));
        connection.closeHandler(_ -> {
            open = false;
            closed.accept(this);
        });
        // What goes wrong with a request is reported there; without a handler here it would be logged, too.
        connection.exceptionHandler(_ -> open = false);
    }

    Origin origin() {
        return origin;
    }

    boolean isOpen() {
        return open;
    }

    void markReused() {
        reused = true;
    }

    /** Whether it seems to have ended before the request arrived. */
    boolean isUnanswered() {
        return reused && !codec.hasResponseStarted();
    }

    Future<HttpClientRequest> request(String target) {
        codec.expectResponse();
        return connection.request(request.setURI(target));
    }

    void close() {
        open = false;
        connection.close();
    }
}
