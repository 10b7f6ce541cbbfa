package io.fetchbench.contract;

import java.lang.reflect.Method;
import java.util.List;
import org.junit.jupiter.api.DisplayNameGenerator;

/** Has reports call a test what it proves: "required: " or "optional: ", and the clause. */
final class ClauseNames extends DisplayNameGenerator.Standard {
    @Override
    public String generateDisplayNameForMethod(List<Class<?>> enclosingInstanceTypes, Class<?> testClass,
            Method testMethod) {
        Required required = testMethod.getAnnotation(Required.class);
        if (required != null) {
            return "required: " + required.value();
        }
        Optional optional = testMethod.getAnnotation(Optional.class);
        return optional != null ? "optional: " + optional.value()
                : super.generateDisplayNameForMethod(enclosingInstanceTypes, testClass, testMethod);
    }
}
