package io.fetchbench.mockserver;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RouteCacheTest {
    private final BodyPattern pattern = new BodyPattern();
    private final RouteCache cache = new RouteCache(pattern);

    @AfterEach
    void release() {
        cache.clear();
        pattern.close();
    }

    private Route add(String target) {
        byte[] bytes = target.getBytes(StandardCharsets.US_ASCII);
        return cache.add(bytes, 0, bytes.length, (Action.Respond) TargetParser.parse(target));
    }

    private Route find(String target) {
        byte[] bytes = ("xx" + target + "yy").getBytes(StandardCharsets.US_ASCII);
        return cache.find(bytes, 2, bytes.length - 2);
    }

    @Test
    void findsWhatWasAddedAndNothingElse() {
        Route one = add("/bytes/1");
        Route ten = add("/bytes/10");
        assertThat(find("/bytes/1")).isSameAs(one);
        assertThat(find("/bytes/10")).isSameAs(ten);
        assertThat(find("/bytes/100")).isNull();
        // "Ba" and "CB" have the same hash code.
        Route collides = add("/bytes/1?status=2Ba");
        assertThat(find("/bytes/1?status=2CB")).isNull();
        assertThat(add("/bytes/1?status=2CB")).isNotSameAs(collides);
        assertThat(find("/bytes/1?status=2Ba")).isSameAs(collides);
    }

    @Test
    void targetsThatDifferInDelayShareTheResponse() {
        assertThat(add("/bytes/5?delay=1ms").response()).isSameAs(add("/bytes/5?delay=2ms").response());
    }

    @Test
    void keepsABoundedNumberAndStaysRight() {
        for (int i = 0; i < 3 * RouteCache.MAX_ROUTES; i++) {
            add("/bytes/1?delay=" + i + "us");
        }
        long found = 0;
        for (int i = 0; i < 3 * RouteCache.MAX_ROUTES; i++) {
            Route route = find("/bytes/1?delay=" + i + "us");
            if (route != null) {
                found++;
                assertThat(route.delayNanos()).isEqualTo(1_000L * i);
            }
        }
        assertThat(found).isBetween(1L, (long) RouteCache.MAX_ROUTES);
    }

    @Test
    void keepsABoundedNumberOfResponses() {
        for (int i = 0; i <= RouteCache.MAX_RESPONSES; i++) {
            add("/bytes/" + i);
        }
        assertThat(find("/bytes/0")).as("it started anew").isNull();
        assertThat(find("/bytes/" + RouteCache.MAX_RESPONSES).response().spec().body().length())
                .isEqualTo(RouteCache.MAX_RESPONSES);
    }

    @Test
    void countsResponsesThatBelongToNoTarget() {
        for (int i = 0; i < RouteCache.MAX_RESPONSES; i++) {
            add("/bytes/" + i);
        }
        cache.response(ResponseSpec.text(400, "refused"));
        add("/bytes/0?status=201");
        assertThat(find("/bytes/0")).as("it started anew").isNull();
    }

    @Test
    void doesNotKeepLongTargets() {
        String target = "/bytes/1?delay=" + "0".repeat(RouteCache.MAX_TARGET_BYTES);
        assertThat(add(target)).isNotNull();
        assertThat(find(target)).isNull();
    }
}
