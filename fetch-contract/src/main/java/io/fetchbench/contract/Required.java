package io.fetchbench.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/** A clause that every style must keep. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Tag("required")
public @interface Required {
    /**
     * What the style promises.
     *
     * @return one sentence, as {@code CONTRACT.md} prints it
     */
    String value();
}
