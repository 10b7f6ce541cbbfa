package io.fetchbench.style.vertx;

import io.fetchbench.fetch.Outcome;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpVersion;
import java.io.IOException;
import java.util.Locale;

/** What the contract makes of the ways in which Vert.x and Netty end an exchange. */
final class ResponseRules {
    private ResponseRules() {}

    /** Whether version and {@code Connection} header leave it open (RFC 9112, section 9.3). */
    static boolean leavesConnectionOpen(HttpClientResponse response) {
        String options = String.join(",", response.headers().getAll(HttpHeaders.CONNECTION)).toLowerCase(Locale.ROOT);
        return !options.contains("close")
                && (response.version() == HttpVersion.HTTP_1_1 || options.contains("keep-alive"));
    }

    /** The body's length as declared, a number as Netty has checked, or 0; 204 and 304 declare that of another body. */
    static long contentLength(HttpClientResponse response) {
        String declared = response.getHeader(HttpHeaders.CONTENT_LENGTH);
        boolean bodiless = response.statusCode() == 204 || response.statusCode() == 304;
        return declared == null || bodiless ? 0 : Long.parseLong(declared);
    }

    /** The kind of a failure that came after the connection was open. */
    static Outcome outcomeOf(Throwable failure) {
        return switch (failure) {
            case HttpClosedException _,IOException _,PrematureChannelClosureException _ -> Outcome.CONNECTION_LOST;
            case Error _ -> Outcome.FAILED;
            default -> Outcome.MALFORMED_RESPONSE; // Netty's decoders throw anything
        };
    }
}
