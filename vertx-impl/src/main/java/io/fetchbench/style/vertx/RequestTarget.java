package io.fetchbench.style.vertx;

/** Netty writes any target as it is, so that one with a line break in it would become two requests. */
final class RequestTarget {
    private RequestTarget() {}

    /** Whether it has visible ASCII characters only. */
    static boolean isValid(String target) {
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c <= ' ' || c >= 0x7f) {
                return false;
            }
        }
        return true;
    }
}
