package io.fetchbench.harness.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fetchbench.fetch.FetchOptions;
import io.fetchbench.fetch.Fetcher;
import io.fetchbench.fetch.FetcherProvider;
import io.fetchbench.fetch.Stack;
import io.fetchbench.harness.UserError;
import io.fetchbench.harness.control.ControlProvider;
import io.fetchbench.harness.control.NoOpProvider;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArmTest {
    private final List<FetcherProvider> providers = List.of(new Named("alpha"), new Named("beta"));

    @Test
    void everyStyleTakesPartUnlessSomeAreNamed() {
        assertThat(names(List.of())).containsExactly("alpha", "beta");
        assertThat(names(List.of("beta"))).containsExactly("beta");
    }

    @Test
    void instrumentsTakePartOnlyIfNamed() {
        List<FetcherProvider> all = List.of(new Named("alpha"), new ControlProvider(), new NoOpProvider());
        assertThat(Arm.select(List.of(), all)).extracting(Arm::name).containsExactly("alpha");
        assertThat(Arm.select(List.of("no-op", "control"), all)).extracting(Arm::name).containsExactly("no-op",
                "control");
    }

    @Test
    void controlIsBehindTheStylesOfASession() {
        List<FetcherProvider> all = List.of(new Named("alpha"), new ControlProvider());
        assertThat(Arm.withControl(Arm.select(List.of("alpha"), all))).extracting(Arm::name).containsExactly("alpha",
                "control");
        assertThat(Arm.withControl(Arm.select(List.of("control", "alpha"), all))).extracting(Arm::name)
                .containsExactly("control", "alpha");
    }

    @Test
    void aStyleNamedTwiceTakesPartTwice() {
        assertThat(names(List.of("beta", "alpha", "beta"))).containsExactly("beta", "alpha", "beta.2");
    }

    @Test
    void suggestsTheNearestForAnUnknownStyle() {
        assertThatThrownBy(() -> names(List.of("betta"))).isInstanceOf(UserError.class)
                .hasMessage("style: expected one of alpha, beta, got \"betta\"; did you mean beta?");
    }

    private List<String> names(List<String> styles) {
        return Arm.select(styles, providers).stream().map(Arm::name).toList();
    }

    private record Named(String name) implements FetcherProvider {
        @Override
        public String summary() {
            return "a name and nothing else";
        }

        @Override
        public Stack stack() {
            return Stack.SHARED_CODEC;
        }

        @Override
        public Fetcher open(FetchOptions options) {
            throw new UnsupportedOperationException();
        }
    }
}
