package io.fetchbench.style.vertx;

import io.fetchbench.fetch.FetchOptions;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.ThreadingModel;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.impl.VertxThread;
import io.vertx.core.internal.VertxBootstrap;
import io.vertx.core.spi.VertxThreadFactory;
import io.vertx.core.transport.Transport;
import java.util.Iterator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A Vert.x instance and the threads it started. Vert.x does not wait for its threads when it closes, hence the
 * {@link VertxThreadFactory} that remembers them, and with it {@link VertxBootstrap} instead of {@link Vertx#builder()},
 * which takes none.
 */
record VertxThreads(Vertx vertx, Queue<Thread> threads) {

    static VertxThreads start(FetchOptions options) {
        Queue<Thread> threads = new ConcurrentLinkedQueue<>();
        Vertx vertx = VertxBootstrap.create().options(vertxOptions(options)).transport(transport())
                .threadFactory(remembering(threads)).init().vertx();
        return new VertxThreads(vertx, threads);
    }

    /** Blocking an event loop is something we measure, so nothing may warn of it. No files are read, so none are cached. */
    private static VertxOptions vertxOptions(FetchOptions options) {
        return new VertxOptions().setEventLoopPoolSize(options.ioThreads())
                .setWorkerPoolSize(options.processingThreads()).setDisableTCCL(true)
                .setMaxEventLoopExecuteTime(Long.MAX_VALUE).setMaxWorkerExecuteTime(Long.MAX_VALUE)
                .setBlockedThreadCheckInterval(1).setBlockedThreadCheckIntervalUnit(TimeUnit.DAYS).setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false));
    }

    /** The operating system's own where there is one: a tenth less processor time per fetch than with NIO, on Linux. */
    private static io.vertx.core.spi.transport.Transport transport() {
        Transport ofThisSystem = Transport.nativeTransport();
        boolean usable = ofThisSystem != null && ofThisSystem.available();
        return (usable ? ofThisSystem : Transport.NIO).implementation();
    }

    private static VertxThreadFactory remembering(Queue<Thread> threads) {
        return new VertxThreadFactory() {
            @Override
            public VertxThread newVertxThread(Runnable target, String name, boolean worker, long maxExecTime,
                    TimeUnit maxExecTimeUnit) {
                VertxThread thread = VertxThreadFactory.super.newVertxThread(target, name, worker, maxExecTime,
                        maxExecTimeUnit);
                threads.add(thread);
                return thread;
            }
        };
    }

    /** Deploys one instance per event loop, and returns when all have started. */
    void deploy(FetchVerticle... verticles) {
        Iterator<FetchVerticle> instances = List.of(verticles).iterator();
        DeploymentOptions deployment = new DeploymentOptions().setThreadingModel(ThreadingModel.EVENT_LOOP)
                .setInstances(verticles.length);
        await(vertx.deployVerticle(instances::next, deployment));
    }

    /** Stops Vert.x and returns when its threads have ended. */
    void close() {
        await(vertx.close());
        threads.forEach(thread -> Uninterruptibly.run(thread::join));
    }

    private static void await(Future<?> future) {
        CountDownLatch done = new CountDownLatch(1);
        future.onComplete(_ -> done.countDown());
        Uninterruptibly.run(done::await);
        if (future.failed()) {
            throw new IllegalStateException("Vert.x: expected to start and stop, got " + future.cause(),
                    future.cause());
        }
    }
}
