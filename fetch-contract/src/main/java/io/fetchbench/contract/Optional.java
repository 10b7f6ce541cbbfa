package io.fetchbench.contract;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Tag;

/** A clause that a style keeps, or else {@linkplain FetcherContract#declines() declines} with its reason. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Tag("optional")
public @interface Optional {
    /**
     * What the style promises.
     *
     * @return one sentence, as {@code CONTRACT.md} prints it
     */
    String value();
}
