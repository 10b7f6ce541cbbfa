package io.fetchbench.style.vertx;

import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.FetchResult;
import io.fetchbench.fetch.Processing;
import io.fetchbench.fetch.ProcessingMode;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.eventbus.EventBus;
import java.util.HashMap;
import java.util.Map;

/**
 * Takes {@link FetchCommand}s from the event bus and answers each {@link FetchCommand.Start} with one {@link FetchEnded}.
 * Everything it has is used on its event loop alone.
 */
final class FetchVerticle extends VerticleBase {
    private final FetchOptions options;
    private final VerticleAddress address;
    private final Handler<FetchEnded> resultHandler;
    private final Map<Long, ProcessingTask> handedOff = new HashMap<>();
    private volatile Thread thread;
    private volatile ProcessingTask inline;
    private volatile boolean closing;
    private EventBus eventBus;
    private ConnectionPool connections;
    private Deadlines deadlines;

    /** @param resultHandler consumes the results, on this verticle's event loop */
    FetchVerticle(FetchOptions options, VerticleAddress address, Handler<FetchEnded> resultHandler) {
        this.options = options;
        this.address = address;
        this.resultHandler = resultHandler;
    }

    @Override
    public Future<?> start() {
        thread = Thread.currentThread();
        eventBus = vertx.eventBus();
        connections = new ConnectionPool(vertx, options);
        deadlines = new Deadlines(vertx, options.timeout());
        eventBus.<FetchCommand>localConsumer(address.commands(), message -> onCommand(message.body()));
        eventBus.<FetchEnded>localConsumer(address.results(), message -> resultHandler.handle(message.body()));
        return Future.succeededFuture();
    }

    VerticleAddress address() {
        return address;
    }

    /** The event loop's thread; null before the start. */
    Thread thread() {
        return thread;
    }

    private void onCommand(FetchCommand command) {
        switch (command) {
            case FetchCommand.Start start -> start(start);
            case FetchCommand.Cancel(long number) -> cancel(number);
        }
    }

    private void start(FetchCommand.Start start) {
        Exchange exchange = new Exchange(this, connections, start, options.maxBodyBytes());
        deadlines.add(exchange);
        exchange.begin();
    }

    private void cancel(long number) {
        Exchange exchange = deadlines.get(number);
        ProcessingTask processing = handedOff.get(number);
        if (exchange != null) {
            exchange.cancel();
        } else if (processing != null) {
            processing.cancel();
        }
    }

    /** The body is complete: the timeout stops, processing begins. */
    void received(FetchCommand.Start start, FetchResult result) {
        deadlines.remove(start.number());
        Processing processing = start.request().processing();
        if (processing == Processing.NONE) {
            ended(start.number(), result);
        } else if (options.processingMode() == ProcessingMode.INLINE) {
            ended(start.number(), runInline(new ProcessingTask(processing, result)));
        } else {
            handOff(start.number(), new ProcessingTask(processing, result));
        }
    }

    private FetchResult runInline(ProcessingTask task) {
        inline = task;
        if (closing) {
            task.cancel();
        }
        return task.call();
    }

    /** From any thread, for an event loop that is blocked reads no message: interrupts inline processing and lets no more begin. */
    void endInlineProcessing() {
        closing = true;
        ProcessingTask current = inline;
        if (current != null) {
            current.cancel();
        }
    }

    private void handOff(long number, ProcessingTask task) {
        handedOff.put(number, task);
        context.executeBlocking(task, false).onSuccess(result -> {
            handedOff.remove(number);
            ended(number, result);
        });
    }

    /** The exchange has failed. */
    void failed(FetchCommand.Start start, FetchResult result) {
        deadlines.remove(start.number());
        ended(start.number(), result);
    }

    private void ended(long number, FetchResult result) {
        eventBus.send(address.results(), new FetchEnded(number, result), LocalCodec.DELIVERY);
    }
}
