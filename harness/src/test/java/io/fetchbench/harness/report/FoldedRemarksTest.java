package io.fetchbench.harness.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FoldedRemarksTest {

    @Test
    void saysOnceWhatIsTheSameOfSeveralArms() {
        assertThat(texts(5, suspect("a", "took 9 % of 2 cores"), suspect("b", "took 10.5 % of 2 cores"),
                suspect("c", "not warm")))
                .containsExactly("a, b: SUSPECT: took 9–10.5 % of 2 cores", "c: SUSPECT: not warm");
    }

    @Test
    void namesThemAllTogether() {
        assertThat(texts(4, suspect("a", "noise 1"), suspect("b", "noise 2"), suspect("c", "noise 3"),
                suspect("d", "noise 4"))).containsExactly("all 4 arms: SUSPECT: noise 1–4");
    }

    @Test
    void keepsApartWhatIsNotTheSame() {
        assertThat(texts(2, suspect("a", "noise"), new Remark("✗", "b", "INVALID", "noise"))).hasSize(2);
        assertThat(texts(2, suspect("a", "$1 and \\2"), suspect("b", "$2 and \\2")))
                .containsExactly("a, b: SUSPECT: $1–2 and \\2");
    }

    private static Remark suspect(String arm, String reason) {
        return new Remark("?", arm, "SUSPECT", reason);
    }

    private static List<String> texts(int arms, Remark... remarks) {
        return FoldedRemarks.of(List.of(remarks), arms).stream().map(Remark::text).toList();
    }
}
