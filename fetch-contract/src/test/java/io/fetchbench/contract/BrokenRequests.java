package io.fetchbench.contract;

import static io.fetchbench.contract.Broken.that;

import io.fetchbench.fetch.FetchRequest;
import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Origin;
import io.fetchbench.fetch.Outcome;
import io.fetchbench.http1.RequestEncoder;
import io.fetchbench.http1.ResponseException;
import io.fetchbench.http1.TruncatedResponseException;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Faults in what is sent, and in telling why nothing came back. */
final class BrokenRequests {
    private BrokenRequests() {}

    static Stream<Broken> all() {
        return Stream.concat(requests(), failures());
    }

    private static Stream<Broken> requests() {
        return Stream.of(that("sends a target as it is", options -> new PlainFetcher(options) {
            @Override
            byte[] request(FetchRequest request) {
                byte[] good = super.request(new FetchRequest(0, request.origin(), "/", request.processing()));
                return new String(good, StandardCharsets.ISO_8859_1).replaceFirst("/", request.target())
                        .getBytes(StandardCharsets.ISO_8859_1);
            }
        }, "the encoder's refusal is reported as FAILED",
                "Requests.aTargetThatCouldSplitTheRequestFailsAndIsNeverSent"),

                that("begins a request before it looks at the target", options -> new PlainFetcher(options) {
                    @Override
                    byte[] request(FetchRequest request) {
                        try {
                            return super.request(request);
                        } catch (IllegalArgumentException e) {
                            begin(request.origin());
                            throw e;
                        }
                    }

                    private void begin(Origin origin) {
                        try (var socket = new Socket(origin.host(), origin.port())) {
                            socket.getOutputStream().write("GET ".getBytes(StandardCharsets.ISO_8859_1));
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    }
                }, "those included that were begun and not ended",
                        "Requests.aTargetThatCouldSplitTheRequestFailsAndIsNeverSent"),

                that("sends the Host field twice", options -> new PlainFetcher(options) {
                    @Override
                    byte[] request(FetchRequest request) {
                        return new String(super.request(request), StandardCharsets.ISO_8859_1)
                                .replaceFirst("\r\n", "\r\nHost: localhost\r\n")
                                .getBytes(StandardCharsets.ISO_8859_1);
                    }
                }, "Host fields of a request", "Requests.isAGetInHttp11WithTheTargetAndOneHostHeader"),

                that("leaves the port out of the Host field", options -> new PlainFetcher(options) {
                    @Override
                    RequestEncoder encoder(Origin origin) {
                        return new RequestEncoder(origin.host(), super.options.reuse().name().startsWith("KEEP"));
                    }
                }, "host: 127.0.0.1:", "Requests.isAGetInHttp11WithTheTargetAndOneHostHeader"),

                that("does not say that it will close the connection", options -> new PlainFetcher(options) {
                    @Override
                    RequestEncoder encoder(Origin origin) {
                        return new RequestEncoder(origin.hostHeader(), true);
                    }
                }, "connection: close", "Requests.asksForTheConnectionToCloseWhenItIsNotToBeReused"),

                that("follows a redirect", options -> new PlainFetcher(options) {
                    @Override
                    void talk(PlainFetch fetch, PlainConnection connection, byte[] request)
                            throws IOException, ResponseException {
                        super.talk(fetch, connection, request);
                        if (connection.parser.status() == 302) {
                            super.talk(fetch, connection,
                                    PlainConnection.request(encoder(connection.origin), "/moved"));
                        }
                    }
                }, "requests: a redirect is not followed", "Requests.followsNoRedirect"));
    }

    private static Stream<Broken> failures() {
        return Stream.of(that("takes a refused connection for one that was lost", options -> new PlainFetcher(options) {
            @Override
            Outcome outcomeOf(Throwable e) {
                boolean refused = e instanceof ConnectFailed && !(e.getCause() instanceof UnknownHostException);
                return refused ? Outcome.CONNECTION_LOST : super.outcomeOf(e);
            }
        }, "expected: CONNECT_FAILED", "Failures.aRefusedConnectionIsConnectFailed"),

                that("has no outcome for a name that does not resolve", options -> new PlainFetcher(options) {
                    @Override
                    Outcome outcomeOf(Throwable e) {
                        return e.getCause() instanceof UnknownHostException ? Outcome.FAILED : super.outcomeOf(e);
                    }
                }, "expected: CONNECT_FAILED", "Failures.aHostThatDoesNotResolveIsConnectFailed"),

                that("has no outcome for a reset", options -> new PlainFetcher(options) {
                    @Override
                    Outcome outcomeOf(Throwable e) {
                        return e instanceof SocketException ? Outcome.FAILED : super.outcomeOf(e);
                    }
                }, "expected: CONNECTION_LOST", "Failures.aResetWithinTheResponseIsConnectionLost"),

                that("takes a reset for the end of a body", options -> new PlainFetcher(options) {
                    @Override
                    FetchResult failure(PlainFetch fetch, Throwable e) {
                        try {
                            if (e instanceof SocketException) {
                                fetch.connection.parser.endOfInput();
                                return result(fetch, fetch.connection.parser);
                            }
                        } catch (ResponseException _) {
                            // Nor would the end of the connection have ended it.
                        }
                        return super.failure(fetch, e);
                    }
                }, "expected: CONNECTION_LOST", "Failures.aResetWithinTheResponseIsConnectionLost"),

                that("calls a response malformed that ends too early", options -> new PlainFetcher(options) {
                    @Override
                    Outcome outcomeOf(Throwable e) {
                        return e instanceof TruncatedResponseException ? Outcome.MALFORMED_RESPONSE
                                : super.outcomeOf(e);
                    }
                }, "expected: CONNECTION_LOST", "Failures.anEndBeforeTheEndOfTheHeaderIsConnectionLost"),

                that("takes the end of input after a response for its loss", options -> new PlainFetcher(options) {
                    @Override
                    void talk(PlainFetch fetch, PlainConnection connection, byte[] request)
                            throws IOException, ResponseException {
                        super.talk(fetch, connection, request);
                        if (connection.socket.getInputStream().read() < 0) {
                            throw new EOFException();
                        }
                    }
                }, "followed by the end of input, which takes nothing from it",
                        "Failures.aHalfCloseAfterTheResponseIsOk"));
    }
}
