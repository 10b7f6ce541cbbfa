package io.fetchbench.harness.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fetchbench.harness.UserError;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class CpuSamplerTest {
    @Test
    void fallsBackUntilSomethingWorks() {
        assertThat(CpuSampler.choose(_ -> {})).isEqualTo("cpu-clock");
        assertThat(CpuSampler.choose(event -> {
            if (event.equals("cpu-clock")) {
                throw new IllegalStateException("Perf events unavailable");
            }
        })).isEqualTo("ctimer");
        assertThat(CpuSampler.choose(event -> {
            if (!event.equals("itimer")) {
                throw new IOException("no such timer");
            }
        })).isEqualTo("itimer");
    }

    @Test
    void saysInOneSentenceWhyNothingDoes() {
        assertThatThrownBy(() -> CpuSampler.choose(_ -> {
            throw new UnsatisfiedLinkError("no native library for this platform");
        })).isInstanceOf(UserError.class).hasMessageStartingWith("--flamegraph: expected async-profiler to sample this")
                .hasMessageContaining("ctimer: no native library for this platform")
                .hasMessageEndingWith("leave it out, or use --jfr");
    }

    @Test
    void aFallbackIsSaidBeforeTheRun() {
        assertThat(new Profiling(true, "cpu-clock").remark()).isEmpty();
        assertThat(Profiling.NONE.remark()).isEmpty();
        assertThat(new Profiling(false, "ctimer").remark()).contains("perf events are not available", "ctimer");
    }
}
