package io.fetchbench.style.vertx;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.MessageCodec;

/** Hands immutable messages over as they are, within one Vert.x instance. */
final class LocalCodec implements MessageCodec<Object, Object> {
    private static final String NAME = "immutable-local";

    /** How all messages of this style are sent. */
    static final DeliveryOptions DELIVERY = new DeliveryOptions().setCodecName(NAME).setLocalOnly(true);

    @Override
    public Object transform(Object message) {
        return message;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** As Vert.x asks of every codec that is not its own. */
    @Override
    public byte systemCodecID() {
        return -1;
    }

    @Override
    public void encodeToWire(Buffer buffer, Object message) {
        throw new UnsupportedOperationException("event bus message: expected a local delivery, got a clustered one");
    }

    @Override
    public Object decodeFromWire(int position, Buffer buffer) {
        throw new UnsupportedOperationException("event bus message: expected a local delivery, got a clustered one");
    }
}
