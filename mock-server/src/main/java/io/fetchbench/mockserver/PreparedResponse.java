package io.fetchbench.mockserver;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.UnpooledByteBufAllocator;

/** A response rendered once for each kind of connection and then only duplicated. Belongs to one event loop. */
final class PreparedResponse {
    private final ResponseSpec spec;
    private final BodyPattern pattern;
    private final boolean whole;
    private final ByteBuf[] rendered = new ByteBuf[Persistence.values().length];

    PreparedResponse(ResponseSpec spec, BodyPattern pattern) {
        this.spec = spec;
        this.pattern = pattern;
        whole = ResponseText.isWhole(spec);
    }

    ResponseSpec spec() {
        return spec;
    }

    /** Whether {@link #retainedBytes} are all of it; otherwise the body follows. */
    boolean isWhole() {
        return whole;
    }

    /** The header, with the body if {@link #isWhole}; the caller owns a reference. */
    ByteBuf retainedBytes(Persistence persistence) {
        ByteBuf bytes = rendered[persistence.ordinal()];
        if (bytes == null) {
            bytes = render(persistence);
            rendered[persistence.ordinal()] = bytes;
        }
        return bytes.retainedDuplicate();
    }

    private ByteBuf render(Persistence persistence) {
        byte[] text = ResponseText.render(spec, persistence, pattern);
        return UnpooledByteBufAllocator.DEFAULT.directBuffer(text.length).writeBytes(text);
    }

    /** Gives up what it rendered; what was handed out stays valid until released. */
    void release() {
        for (ByteBuf bytes : rendered) {
            if (bytes != null) {
                bytes.release();
            }
        }
    }
}
