package io.fetchbench.style.nio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChainTest {
    private static final class Element extends Linked<Element> {}

    private final Chain<Element> chain = new Chain<>();
    private final Element a = new Element();
    private final Element b = new Element();
    private final Element c = new Element();

    private List<Element> drained() {
        List<Element> elements = new ArrayList<>();
        while (chain.first() != null) {
            elements.add(chain.first());
            chain.remove(chain.first());
        }
        assertThat(chain.last()).isNull();
        return elements;
    }

    private void addAll() {
        chain.add(a);
        chain.add(b);
        chain.add(c);
    }

    @Test
    void keepsTheOrderOfAdding() {
        addAll();
        assertThat(chain.last()).isSameAs(c);
        assertThat(drained()).containsExactly(a, b, c);
    }

    @Test
    void removesAtEitherEndAndInBetween() {
        addAll();
        assertThat(chain.remove(b)).isTrue();
        assertThat(drained()).containsExactly(a, c);
        addAll();
        chain.remove(a);
        assertThat(drained()).containsExactly(b, c);
        addAll();
        chain.remove(c);
        assertThat(chain.last()).isSameAs(b);
        assertThat(drained()).containsExactly(a, b);
    }

    @Test
    void leavesAnElementOfAnotherChainAlone() {
        var other = new Chain<Element>();
        other.add(a);
        addAllBut(a);
        assertThat(chain.remove(a)).isFalse();
        assertThat(other.first()).isSameAs(a);
        assertThat(drained()).containsExactly(b, c);
    }

    private void addAllBut(Element left) {
        for (Element element : List.of(a, b, c)) {
            if (element != left) {
                chain.add(element);
            }
        }
    }

    @Test
    void takesAnElementBackAfterItsRemoval() {
        addAll();
        chain.remove(a);
        chain.add(a);
        assertThat(drained()).containsExactly(b, c, a);
    }
}
